package paper

import "math"

// colour is red, green, blue.
type colour [3]uint8

// The colours are those of the chat page.
var (
	white  = colour{255, 255, 255}
	ink    = colour{23, 33, 31}
	quiet  = colour{91, 105, 102}
	rule   = colour{223, 229, 229}
	soft   = colour{238, 245, 243}
	band   = colour{213, 234, 227}
	accent = colour{11, 122, 101}
	pale   = colour{150, 186, 177}
)

// verb is a piece of an outline.
type verb uint8

const (
	moveTo verb = iota
	lineTo
	cubeTo
)

// segment is one piece with its points; a move begins a new outline, and every
// outline is closed.
type segment struct {
	verb   verb
	points [3][2]float64
}

// outline is a shape to fill. Its parts turn the same way, so that overlaps
// add up rather than cancel out.
type outline []segment

func (o *outline) move(x, y float64) {
	*o = append(*o, segment{moveTo, [3][2]float64{{x, y}}})
}

func (o *outline) line(x, y float64) {
	*o = append(*o, segment{lineTo, [3][2]float64{{x, y}}})
}

func (o *outline) cube(x1, y1, x2, y2, x3, y3 float64) {
	*o = append(*o, segment{cubeTo, [3][2]float64{{x1, y1}, {x2, y2}, {x3, y3}}})
}

// round is the handle of a Bézier curve that draws a quarter of a circle.
const round = 0.5522847498

// box is a rectangle with round corners.
func box(x, y, w, h, r float64) outline {
	r = min(r, w/2, h/2)
	k := r * (1 - round)
	var o outline
	o.move(x+r, y)
	o.line(x+w-r, y)
	o.cube(x+w-k, y, x+w, y+k, x+w, y+r)
	o.line(x+w, y+h-r)
	o.cube(x+w, y+h-k, x+w-k, y+h, x+w-r, y+h)
	o.line(x+r, y+h)
	o.cube(x+k, y+h, x, y+h-k, x, y+h-r)
	o.line(x, y+r)
	o.cube(x, y+k, x+k, y, x+r, y)
	return o
}

func disc(x, y, r float64) outline { return box(x-r, y-r, 2*r, 2*r, r) }

// stroke is a line of a width through points, with round joints.
func stroke(points [][2]float64, width float64) outline {
	var o outline
	r := width / 2
	for i, p := range points {
		o = append(o, disc(p[0], p[1], r)...)
		if i == 0 {
			continue
		}
		q := points[i-1]
		dx, dy := p[0]-q[0], p[1]-q[1]
		length := math.Hypot(dx, dy)
		if length == 0 {
			continue
		}
		nx, ny := -dy/length*r, dx/length*r
		o.move(q[0]-nx, q[1]-ny)
		o.line(p[0]-nx, p[1]-ny)
		o.line(p[0]+nx, p[1]+ny)
		o.line(q[0]+nx, q[1]+ny)
	}
	return o
}

// dashes is a dashed line through points: on points of ink, off points of none.
func dashes(points [][2]float64, width, on, off float64) outline {
	var o outline
	at := 0.0 // along the line
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		length := math.Hypot(b[0]-a[0], b[1]-a[1])
		if length == 0 {
			continue
		}
		place := func(d float64) [2]float64 {
			return [2]float64{a[0] + (b[0]-a[0])*d/length, a[1] + (b[1]-a[1])*d/length}
		}
		for d := 0.0; d < length; {
			phase := math.Mod(at+d, on+off)
			step := on + off - phase
			if phase < on {
				step = on - phase
				o = append(o, stroke([][2]float64{place(d), place(min(d+step, length))}, width)...)
			}
			d += max(step, 0.01)
		}
		at += length
	}
	return o
}
