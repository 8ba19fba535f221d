package roster

import "chonmat/domain"

// ofAChannel tells how many times another figure a count must be, nearly everywhere,
// to count a whole channel instead of one post: a post has hardly ten views for
// each follower, and no more likes than views.
var ofAChannel = []struct {
	counted, against Column
	times            float64
	note             string
}{
	{"avg_views", "followers", 10, "roster.note.total_views"},
	{"avg_likes", "avg_views", 1, "roster.note.total_likes_views"},
	{"avg_likes", "followers", 10, "roster.note.total_likes_followers"},
}

// settleTotals leaves out columns that count a whole channel.
func (p *proposal) settleTotals(t *Table) {
	for _, of := range ofAChannel {
		for i, c := range p.columns {
			if c != of.counted || len(p.contents[i].values) < 5 {
				continue
			}
			against := p.beside(i, of.against)
			if against < 0 {
				continue
			}
			usual := p.contents[against].median() * p.scale(against)
			if usual > 0 && p.contents[i].median()*p.scale(i) > of.times*usual {
				p.columns[i] = ""
				t.Notes = append(t.Notes, domain.Say(of.note, "column", t.Header[i]))
			}
		}
	}
}

// beside is the first column that feeds c and may be about the same platform as
// column i; -1 for none.
func (p *proposal) beside(i int, c Column) int {
	for j, have := range p.columns {
		if have == c && (p.platform[i] == p.platform[j] || p.platform[i] == "" || p.platform[j] == "") {
			return j
		}
	}
	return -1
}
