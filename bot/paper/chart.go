package paper

import (
	"math"
)

// Chart is a line over days, against what was planned.
type Chart struct {
	Title string
	Now   string // the latest value, said large beside the title
	// Points are what was: days from any day on, and the value.
	Points []Point
	// Plan is what was planned: low, middle and high by day; empty is none.
	Plan []Span
	// Days are the labels below.
	Days []Label
	// Say writes a value on the axis.
	Say func(float64) string
}

// Point is a value on a day.
type Point struct{ Day, Value float64 }

// Span is an estimate for a day.
type Span struct{ Day, Low, Middle, High float64 }

// Label is a word at a day.
type Label struct {
	Day  float64
	Text string
}

// Legend says what the lines of the charts are.
type Legend struct{ Points, Middle, Band string }

const (
	chartHeight = 150.0
	dot         = 3.6
)

func (c Chart) lay(l *layout) {
	l.need(chartHeight + 50)
	l.write(l.margin, l.y+12, faces[1].fitted(c.Title, 12, l.inner()*0.6), 12, true, ink)
	l.writeRight(l.width-l.margin, l.y+13, faces[1].fitted(c.Now, 15, l.inner()*0.38), 15, true, accent)
	l.y += 26
	if len(c.Points) == 0 {
		return
	}
	low, high := c.values()
	ticks := scale(low, high)
	bottom, top := ticks[0], ticks[len(ticks)-1]
	from, to := c.days()
	indent := 0.0
	for _, v := range ticks {
		indent = max(indent, faces[0].width(drawable(c.Say(v)), small))
	}
	left, right := l.margin+indent+8, l.width-l.margin-dot-1
	x := func(day float64) float64 { return left + (right-left)*(day-from)/(to-from) }
	y := func(v float64) float64 { return l.y + chartHeight*(1-(v-bottom)/(top-bottom)) }

	for _, v := range ticks {
		l.fill(box(left, y(v)-0.35, right-left, 0.7, 0), rule)
		l.writeRight(left-8, y(v)+3, drawable(c.Say(v)), small, false, quiet)
	}
	if len(c.Plan) > 1 {
		var area outline
		area.move(x(c.Plan[0].Day), y(c.Plan[0].High))
		for _, s := range c.Plan[1:] {
			area.line(x(s.Day), y(s.High))
		}
		for i := len(c.Plan) - 1; i >= 0; i-- {
			area.line(x(c.Plan[i].Day), y(c.Plan[i].Low))
		}
		l.fill(area, band)
		middle := make([][2]float64, len(c.Plan))
		for i, s := range c.Plan {
			middle[i] = [2]float64{x(s.Day), y(s.Middle)}
		}
		l.fill(dashes(middle, 1.3, 4, 4), pale)
	}
	line := make([][2]float64, len(c.Points))
	for i, p := range c.Points {
		line[i] = [2]float64{x(p.Day), y(p.Value)}
	}
	l.fill(stroke(line, 2.4), accent)
	for i, p := range line {
		if i == len(line)-1 || len(line) <= 16 {
			l.fill(disc(p[0], p[1], dot), accent)
			l.fill(disc(p[0], p[1], dot-1.5), white)
		}
	}
	l.y += chartHeight + 6
	end := math.Inf(-1)
	for _, d := range c.Days {
		text := drawable(d.Text)
		w := faces[0].width(text, small)
		at := min(max(x(d.Day)-w/2, left), l.width-l.margin-w)
		if at < end+8 { // there is no room
			continue
		}
		l.write(at, l.y+small, text, small, false, quiet)
		end = at + w
	}
	l.y += small * leading
}

// values is the range of what is drawn.
func (c Chart) values() (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, p := range c.Points {
		low, high = min(low, p.Value), max(high, p.Value)
	}
	for _, s := range c.Plan {
		low, high = min(low, s.Low), max(high, s.High)
	}
	return low, high
}

// days is the range of days, never empty.
func (c Chart) days() (from, to float64) {
	from, to = c.Points[0].Day, c.Points[len(c.Points)-1].Day
	for _, s := range c.Plan {
		from, to = min(from, s.Day), max(to, s.Day)
	}
	if to <= from {
		to = from + 1
	}
	return from, to
}

// scale chooses three to six round values that hold the range. It begins at
// zero, unless all that is drawn lies in the upper half.
func scale(low, high float64) []float64 {
	if low > high/2 {
		low -= (high - low) * 0.15
	} else {
		low = 0
	}
	span := max(high-low, 1)
	step := math.Pow(10, math.Floor(math.Log10(span/3)))
	for _, k := range []float64{2, 2.5, 5, 10} {
		if span/step <= 5 {
			break
		}
		step = math.Pow(10, math.Floor(math.Log10(span/3))) * k
	}
	step = max(step, 1)
	var out []float64
	for v := math.Floor(low/step) * step; len(out) < 2 || out[len(out)-1] < high; v += step {
		out = append(out, v)
	}
	return out
}

func (g Legend) lay(l *layout) {
	l.need(small * leading)
	x, y := l.margin, l.y+6
	word := func(text string) {
		l.write(x, y+3, drawable(text), small, false, quiet)
		x += faces[0].width(drawable(text), small) + 16
	}
	l.fill(stroke([][2]float64{{x, y}, {x + 16, y}}, 2.4), accent)
	l.fill(disc(x+8, y, dot-0.6), accent)
	x += 22
	word(g.Points)
	if g.Middle != "" {
		l.fill(dashes([][2]float64{{x, y}, {x + 18, y}}, 1.3, 4, 4), pale)
		x += 24
		word(g.Middle)
	}
	if g.Band != "" {
		l.fill(box(x, y-4.5, 18, 9, 2), band)
		x += 24
		word(g.Band)
	}
	l.y += small * leading
}
