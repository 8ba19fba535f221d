package paper

// mark is one thing on a page: a filled outline, or a text whose baseline
// begins at x, y.
type mark struct {
	shape  outline
	text   string
	x, y   float64
	size   float64
	bold   bool
	colour colour
}

// The measures, in points.
const (
	gap      = 14.0 // between blocks
	body     = 10.5
	label    = 10.0 // of a figure
	small    = 8.5
	leading  = 1.45
	heading  = 13.0
	maxPages = 20
)

// layout places blocks from top to bottom.
type layout struct {
	width  float64 // of the page
	height float64 // 0: as long as it takes
	margin float64
	y      float64
	pages  [][]mark
}

func newLayout(width, height float64) *layout {
	l := &layout{width: width, height: height, margin: width / 14, pages: [][]mark{nil}}
	l.y = l.margin
	return l
}

// inner is the width between the margins.
func (l *layout) inner() float64 { return l.width - 2*l.margin }

// need begins a new page when less than h is left on this one.
func (l *layout) need(h float64) {
	if l.height > 0 && l.y+h > l.height-l.margin && l.y > l.margin && len(l.pages) < maxPages {
		l.pages = append(l.pages, nil)
		l.y = l.margin
	}
}

func (l *layout) put(m mark) {
	last := len(l.pages) - 1
	l.pages[last] = append(l.pages[last], m)
}

func (l *layout) fill(o outline, c colour) { l.put(mark{shape: o, colour: c}) }

// write puts one line of text.
func (l *layout) write(x, y float64, text string, size float64, bold bool, c colour) {
	l.put(mark{text: text, x: x, y: y, size: size, bold: bold, colour: c})
}

// writeRight puts one line of text that ends at x.
func (l *layout) writeRight(x, y float64, text string, size float64, bold bool, c colour) {
	l.write(x-face(bold).width(text, size), y, text, size, bold, c)
}

// flow writes a text in lines from the left margin plus indent on, and moves
// down.
func (l *layout) flow(text string, indent, width, size float64, bold bool, c colour) {
	for _, line := range face(bold).lines(text, size, width) {
		l.need(size * leading)
		l.write(l.margin+indent, l.y+size, line, size, bold, c)
		l.y += size * leading
	}
}

// place lays a whole sheet out.
func (s Sheet) place(width, height float64) *layout {
	l := newLayout(width, height)
	for _, b := range s.Blocks {
		b.lay(l)
		l.y += gap
	}
	if s.Foot != "" {
		l.need(gap + small*leading)
		l.fill(box(l.margin, l.y, l.inner(), 0.7, 0), rule)
		l.y += 8
		l.flow(s.Foot, 0, l.inner(), small, false, quiet)
	}
	return l
}

func (b Banner) lay(l *layout) {
	pad := min(22, l.margin)
	name := faces[1].lines(b.Name, 24, l.inner()-2*pad)
	line := faces[0].lines(b.Line, 11.5, l.inner()-2*pad)
	h := 2*pad + float64(len(name))*24*1.25 + float64(len(line))*11.5*leading
	if len(b.Tags) > 0 {
		h += 22
	}
	l.need(h)
	l.fill(box(l.margin, l.y, l.inner(), h, 12), accent)
	y := l.y + pad
	for _, text := range name {
		l.write(l.margin+pad, y+22, text, 24, true, white)
		y += 24 * 1.25
	}
	for _, text := range line {
		l.write(l.margin+pad, y+13, text, 11.5, false, white)
		y += 11.5 * leading
	}
	x := l.margin + pad
	for _, tag := range b.Tags {
		tag = faces[0].fitted(tag, small+0.5, 160)
		w := faces[0].width(tag, small+0.5) + 18
		if x+w > l.width-l.margin-pad {
			break
		}
		l.fill(box(x, y+8, w, 19, 9.5), colour{40, 143, 122})
		l.write(x+9, y+21, tag, small+0.5, false, white)
		x += w + 6
	}
	l.y += h
}

func (h Heading) lay(l *layout) {
	l.need(heading*leading + 40) // not alone at the foot of a page
	l.flow(string(h), 0, l.inner(), heading, true, ink)
	l.y -= gap - 6
}

func (t Text) lay(l *layout) {
	size, c := body, ink
	if t.Quiet {
		size, c = small, quiet
	}
	l.flow(t.Text, 0, l.inner(), size, false, c)
}

func (f Figures) lay(l *layout) {
	const across = 3
	w := (l.inner() - (across-1)*10) / across
	pad := min(14, w/9)
	for from := 0; from < len(f); from += across {
		row := f[from:min(from+across, len(f))]
		labels, notes := 0, 0
		for _, one := range row {
			labels = max(labels, len(faces[0].lines(one.Label, label, w-2*pad)))
			notes = max(notes, len(faces[0].lines(one.Note, small, w-2*pad)))
		}
		h := 2*pad + 24 + float64(labels)*label*leading + float64(notes)*small*leading
		l.need(h)
		for i, one := range row {
			x := l.margin + float64(i)*(w+10)
			l.fill(box(x, l.y, w, h, 10), soft)
			size := 19.0
			for size > 11 && faces[1].width(drawable(one.Value), size) > w-2*pad {
				size--
			}
			l.write(x+pad, l.y+pad+17, faces[1].fitted(one.Value, size, w-2*pad), size, true, accent)
			y := l.y + pad + 24
			for _, line := range faces[0].lines(one.Label, label, w-2*pad) {
				l.write(x+pad, y+label, line, label, false, ink)
				y += label * leading
			}
			for _, line := range faces[0].lines(one.Note, small, w-2*pad) {
				l.write(x+pad, y+small+1, line, small, false, quiet)
				y += small * leading
			}
		}
		l.y += h + 10
	}
	l.y -= 10
}

func (r Rows) lay(l *layout) {
	for i, row := range r {
		value := faces[1].fitted(row.Value, body, l.inner()*0.5)
		space := l.inner() - faces[1].width(value, body) - 16
		lines := faces[0].lines(row.Name, body, space)
		notes := faces[0].lines(row.Note, small, l.inner())
		h := float64(len(lines))*body*leading + float64(len(notes))*small*leading + 12
		l.need(h)
		if i > 0 {
			l.fill(box(l.margin, l.y, l.inner(), 0.7, 0), rule)
		}
		y := l.y + 6
		l.writeRight(l.width-l.margin, y+body+0.5, value, body, true, ink)
		for _, line := range lines {
			l.write(l.margin, y+body+0.5, line, body, false, ink)
			y += body * leading
		}
		for _, line := range notes {
			l.write(l.margin, y+small, line, small, false, quiet)
			y += small * leading
		}
		l.y += h
	}
}

func (t Ticks) lay(l *layout) {
	const side, indent = 11.0, 20.0
	for _, item := range t {
		text, note := ink, quiet
		if item.Done || item.Dropped {
			text = quiet
		}
		beside := faces[0].fitted(item.Side, small, l.inner()*0.3)
		width := l.inner() - indent
		if beside != "" {
			width -= faces[0].width(beside, small) + 12
		}
		lines := faces[0].lines(item.Text, body, width)
		notes := faces[0].lines(item.Note, small, l.inner()-indent)
		l.need(float64(len(lines))*body*leading + float64(len(notes))*small*leading)
		y := l.y + 2.5
		switch {
		case item.Done:
			l.fill(box(l.margin, y, side, side, 3), accent)
			l.fill(stroke([][2]float64{{l.margin + 2.7, y + 5.8}, {l.margin + 4.8, y + 8}, {l.margin + 8.4, y + 3.4}}, 1.5), white)
		case item.Dropped:
			l.fill(box(l.margin, y, side, side, 3), rule)
			l.fill(stroke([][2]float64{{l.margin + 3, y + 5.5}, {l.margin + 8, y + 5.5}}, 1.5), quiet)
		default:
			l.fill(box(l.margin, y, side, side, 3), pale)
			l.fill(box(l.margin+1, y+1, side-2, side-2, 2.2), white)
		}
		if beside != "" {
			l.writeRight(l.width-l.margin, l.y+body+1, beside, small, false, quiet)
		}
		for _, line := range lines {
			l.write(l.margin+indent, l.y+body+1, line, body, false, text)
			l.y += body * leading
		}
		for _, line := range notes {
			l.write(l.margin+indent, l.y+small, line, small, false, note)
			l.y += small * leading
		}
		l.y += 5
	}
}
