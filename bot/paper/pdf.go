package paper

import (
	"bytes"

	"codeberg.org/go-pdf/fpdf"
)

// A4, in points.
const (
	a4Width  = 595.28
	a4Height = 841.89
)

// PDF draws a sheet on as many A4 pages as it takes.
func PDF(s Sheet) ([]byte, error) {
	l := s.place(a4Width, a4Height)
	doc := fpdf.New("P", "pt", "A4", "")
	doc.SetAutoPageBreak(false, 0)
	doc.AddUTF8FontFromBytes("sans", "", regularTTF)
	doc.AddUTF8FontFromBytes("sans", "B", boldTTF)
	doc.SetTitle(drawable(s.Title), true)
	doc.SetAuthor(drawable(s.Author), true)
	doc.SetLang(s.Lang)
	doc.SetCreationDate(s.At)
	doc.SetModificationDate(s.At)
	doc.SetCatalogSort(true)
	for _, page := range l.pages {
		doc.AddPage()
		for _, m := range page {
			if m.text == "" {
				doc.SetFillColor(int(m.colour[0]), int(m.colour[1]), int(m.colour[2]))
				trace(doc, m.shape)
				continue
			}
			style := ""
			if m.bold {
				style = "B"
			}
			doc.SetFont("sans", style, m.size)
			doc.SetTextColor(int(m.colour[0]), int(m.colour[1]), int(m.colour[2]))
			doc.Text(m.x, m.y, m.text)
		}
	}
	var out bytes.Buffer
	err := doc.Output(&out)
	return out.Bytes(), err
}

// trace fills an outline.
func trace(doc *fpdf.Fpdf, o outline) {
	for i, s := range o {
		p := s.points
		switch s.verb {
		case moveTo:
			if i > 0 {
				doc.ClosePath()
			}
			doc.MoveTo(p[0][0], p[0][1])
		case lineTo:
			doc.LineTo(p[0][0], p[0][1])
		case cubeTo:
			doc.CurveBezierCubicTo(p[0][0], p[0][1], p[1][0], p[1][1], p[2][0], p[2][1])
		}
	}
	if len(o) > 0 {
		doc.ClosePath()
		doc.DrawPath("F")
	}
}
