package roster

import (
	"slices"
	"strings"

	"chonmat/domain"
)

// settleIdentity mends what headers say about whom and which day a row is
// about: files with a row a post number the posts, and some exports call
// handles names.
func (p *proposal) settleIdentity(t *Table) {
	p.settleNames()
	if !t.isCanonical() {
		p.settleIDs(t)
	}
	p.settleDays(t)
}

// settleNames exchanges name and handle where the names are all written as
// handles and the handles are not.
func (p *proposal) settleNames() {
	i, j := slices.Index(p.columns, "name"), slices.Index(p.columns, "handle")
	if i < 0 || j < 0 || p.platform[j] != "" {
		return
	}
	name, handle := &p.contents[i], &p.contents[j]
	if name.most(name.small, 0.9) && !handle.most(handle.small, 0.6) {
		p.columns[i], p.columns[j] = "handle", "name"
	}
}

// settleIDs leaves out an id that is not the creator's: it differs between
// rows about the same one, or is a platform's own number beside a handle.
func (p *proposal) settleIDs(t *Table) {
	i := slices.Index(p.columns, "id")
	if i < 0 {
		return
	}
	for _, c := range []Column{"handle", "url", "name"} {
		j := slices.Index(p.columns, c)
		if j < 0 {
			continue
		}
		ids, people := t.distinct(i), t.distinct(j)
		number := c == "handle" && p.contents[i].most(p.contents[i].numbers, 0.9)
		if ids*4 > people*5 || number && people*5 >= ids*4 {
			p.columns[i] = ""
		}
		return
	}
}

// distinct counts the different cells of a column.
func (t *Table) distinct(column int) int {
	seen := map[string]bool{}
	for _, row := range t.Rows {
		if column < len(row) && row[column] != "" {
			seen[row[column]] = true
		}
	}
	return len(seen)
}

// settleDays tells the day of a post from that of the figures: where each row
// is a post, a bare "date" is the post's.
func (p *proposal) settleDays(t *Table) {
	from, to := Column("last_post_at"), Column("as_of")
	if slices.Contains(p.columns, "video") {
		from, to = to, from
	}
	i := slices.Index(p.columns, from)
	if i >= 0 && !slices.Contains(p.columns, to) && slices.Contains(bareDays, strings.Join(foldWords(t.Header[i]), " ")) {
		p.columns[i] = to
	}
}

// bareDays are headers that do not say what happened that day.
var bareDays = []string{"date", "ngay", "timestamp", "time"}

// person is whom the last row was about.
type person struct {
	name, creator string
	platforms     []domain.Platform
}

// continues tells whether a row without a name goes on about the person of
// the row above, on another platform: nothing numbers it as a new entry.
func (r *rowReader) continues(row []string, base *draft) bool {
	if r.last.name == "" || base.Creator != "" || len(row) == 0 || base.Platform == "" || !base.counted() {
		return false
	}
	named := slices.ContainsFunc(r.columns, func(c *columnReader) bool { return c.at == 0 })
	if named && (base.Handle != "" || base.URL != "") {
		return false // without numbers, an account may well be somebody of its own
	}
	return strings.TrimSpace(row[0]) == "" && !r.last.on(base)
}

// on tells whether the person has an account on the platform of d.
func (p *person) on(d *draft) bool { return slices.Contains(p.platforms, d.Platform) }

// sameAsLast tells whether a row repeats the name of the row above for other
// platforms: one person in several rows. A name of one word is too common to
// tell, unless nothing numbers the row as a new entry.
func (r *rowReader) sameAsLast(row []string, base *draft, drafts []*draft) bool {
	return base.Creator == "" && base.Name == r.last.name && (strings.Contains(base.Name, " ") || strings.TrimSpace(row[0]) == "") &&
		!slices.ContainsFunc(drafts, r.last.on)
}
