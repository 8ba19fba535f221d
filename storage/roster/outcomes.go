package roster

import (
	"slices"
	"strconv"

	"chonmat/domain"
)

// Outcomes reads the rows of a table that has a column of later views
// ("actual_views", "view thực tế"): each row is an account as it was then, and
// what one post brought. Rows about the same account are several posts, and
// are not merged. Rows without an outcome count as refused. ok is false when no
// column holds outcomes.
func (t *Table) Outcomes(m Mapping, src domain.Source, o ReadOptions) (outcomes []domain.Outcome, report Report, ok bool) {
	at := slices.IndexFunc(t.Header, func(h string) bool { return readLabel(h).column == later })
	if at < 0 {
		return nil, Report{}, false
	}
	// With a number for an id no two rows are about the same account.
	numbered := *t
	numbered.Header = append(slices.Clone(t.Header), "id")
	numbered.Rows = make([][]string, len(t.Rows))
	for i, row := range t.Rows {
		padded := make([]string, len(t.Header), len(numbered.Header))
		copy(padded, row)
		numbered.Rows[i] = append(padded, strconv.Itoa(i))
	}
	m = append(slices.Clone(m), "").With(len(t.Header), "id")
	views := newColumnReader(t, at, "avg_views")
	read := numbered.Accounts(m, src, o)
	report = read.Report
	for _, a := range read.Accounts {
		i, err := strconv.Atoi(a.Creator)
		if err != nil || i >= len(t.Rows) { // it is the number given above
			continue
		}
		n, known := views.count(numbered.Rows[i][at]).Get()
		if !known {
			report.Taken, report.Refused = report.Taken-1, report.Refused+1
			continue
		}
		outcomes = append(outcomes, domain.Outcome{Account: a, Views: n})
	}
	return outcomes, report, true
}
