package roster

import (
	"encoding/xml"
	"maps"
	"path"
	"slices"
	"strings"
)

// hyperlinks are the links that lie behind the cells of a sheet: by the cell's
// reference, the id of the target among the sheet's relations.
type hyperlinks struct{ at map[string]string }

// showLinks brings links that lie behind words into the open: where a column
// says the same everywhere ("Xem kênh") they take its place, and else they
// stand in a column of their own behind the last.
func (w *workbook) showLinks(g *grid, part sheetPart, links hyperlinks) error {
	targets := map[string]string{}
	dir, file := path.Split(part.file)
	err := w.each(dir+"_rels/"+file+".rels", func(e xml.StartElement, _ *xml.Decoder) error {
		if e.Name.Local == "Relationship" && hasScheme(attr(e, "Target")) {
			targets[attr(e, "Id")] = attr(e, "Target")
		}
		return nil
	})
	if err != nil || len(targets) == 0 {
		return err
	}
	columns := map[int]map[int]string{} // column → row of g → target
	for ref, id := range links.at {
		from, _, _ := strings.Cut(ref, ":")
		column := columnAt(from)
		row, found := slices.BinarySearch(g.at, rowAt(from))
		if target := targets[id]; target == "" || !found || column < 0 || column >= len(g.rows[row]) || hasScheme(g.rows[row][column]) {
			continue
		}
		if columns[column] == nil {
			columns[column] = map[int]string{}
		}
		columns[column][row] = targets[id]
	}
	free := widest(g.rows)
	for _, column := range slices.Sorted(maps.Keys(columns)) {
		texts := map[string]bool{}
		for row := range columns[column] {
			texts[g.rows[row][column]] = true
		}
		to := column
		if len(texts)*2 > len(columns[column]) {
			if free == MaxColumns {
				continue
			}
			to, free = free, free+1
		}
		for row, target := range columns[column] {
			if w.cells += max(0, to-len(g.rows[row])) + 1; w.cells > maxCells {
				return errBomb
			}
			for len(g.rows[row]) <= to {
				g.rows[row] = append(g.rows[row], "")
			}
			g.rows[row][to] = target
		}
	}
	return nil
}
