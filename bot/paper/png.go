package paper

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// pictureWidth is the width of a picture in points: a little less than a phone's
// screen has, so that the letters are no smaller there than in the chat. It is
// drawn at 1,080 pixels. maxPixels bounds its height.
const (
	pictureWidth = 340.0
	pictureScale = 1080 / pictureWidth
	maxPixels    = 12_000
)

// PNG draws a sheet as one picture, as tall as it takes.
func PNG(s Sheet) ([]byte, error) {
	l := s.place(pictureWidth, 0)
	scale := min(pictureScale, maxPixels/(l.y+l.margin))
	width, height := int(pictureWidth*scale+0.5), int((l.y+l.margin)*scale)
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	p := painter{img: img, scale: scale, faces: map[faceKey]font.Face{}}
	for _, m := range l.pages[0] {
		if m.text == "" {
			p.fill(m.shape, m.colour)
			continue
		}
		if err := p.write(m); err != nil {
			return nil, err
		}
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed} // somebody waits; half again the size
	err := encoder.Encode(&out, img)
	return out.Bytes(), err
}

type faceKey struct {
	size float64
	bold bool
}

type painter struct {
	img   *image.RGBA
	scale float64
	faces map[faceKey]font.Face
	shape vector.Rasterizer
}

func paint(c colour) *image.Uniform {
	return image.NewUniform(color.RGBA{c[0], c[1], c[2], 255})
}

func (p *painter) fill(o outline, c colour) {
	// Only the part of the picture that the outline covers is looked at.
	x0, y0, x1, y1 := o.bounds()
	r := image.Rect(int(x0*p.scale)-1, int(y0*p.scale)-1, int(x1*p.scale)+2, int(y1*p.scale)+2).Intersect(p.img.Bounds())
	if r.Empty() {
		return
	}
	p.shape.Reset(r.Dx(), r.Dy())
	at := func(q [2]float64) (float32, float32) {
		return float32(q[0]*p.scale) - float32(r.Min.X), float32(q[1]*p.scale) - float32(r.Min.Y)
	}
	for i, s := range o {
		ax, ay := at(s.points[0])
		switch s.verb {
		case moveTo:
			if i > 0 {
				p.shape.ClosePath()
			}
			p.shape.MoveTo(ax, ay)
		case lineTo:
			p.shape.LineTo(ax, ay)
		case cubeTo:
			bx, by := at(s.points[1])
			cx, cy := at(s.points[2])
			p.shape.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	p.shape.ClosePath()
	p.shape.Draw(p.img, r, paint(c), image.Point{})
}

// bounds is the rectangle around an outline.
func (o outline) bounds() (x0, y0, x1, y1 float64) {
	for i, s := range o {
		n := 1
		if s.verb == cubeTo {
			n = 3
		}
		for j, q := range s.points[:n] {
			if i == 0 && j == 0 {
				x0, y0, x1, y1 = q[0], q[1], q[0], q[1]
			}
			x0, y0, x1, y1 = min(x0, q[0]), min(y0, q[1]), max(x1, q[0]), max(y1, q[1])
		}
	}
	return x0, y0, x1, y1
}

func (p *painter) write(m mark) error {
	key := faceKey{m.size, m.bold}
	f := p.faces[key]
	if f == nil {
		var err error
		f, err = opentype.NewFace(face(m.bold).font, &opentype.FaceOptions{Size: m.size * p.scale, DPI: 72, Hinting: font.HintingNone})
		if err != nil {
			return err
		}
		p.faces[key] = f
	}
	d := font.Drawer{Dst: p.img, Src: paint(m.colour), Face: f,
		Dot: fixed.Point26_6{X: fixed.Int26_6(m.x * p.scale * 64), Y: fixed.Int26_6(m.y * p.scale * 64)}}
	d.DrawString(m.text)
	return nil
}
