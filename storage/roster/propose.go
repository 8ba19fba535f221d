package roster

import (
	"cmp"
	"slices"
	"strings"

	"chonmat/domain"
)

// numeric are the columns that must hold numbers.
var numeric = []Column{"followers", "avg_views", "engagement_rate", "posts_per_week", "followers_90d_ago", "audience_female",
	"audience_male", "audience_13_17", "audience_18_24", "audience_25_34", "audience_35_44", "audience_45_plus", "sponsored_share",
	"sponsored_vs_organic", "avg_likes", "avg_comments", "avg_shares", "engagements"}

// proposal is the mapping in the making: per column of the file its label,
// what it holds, and the column of ours it shall feed.
type proposal struct {
	labels   []label
	contents []content
	columns  []Column // plain
	platform []domain.Platform
}

// propose maps the columns of t: first by header, checked against what the
// column holds, then by content alone, and settles who feeds what when
// several could. It fills t.Mapping, t.Platform, t.Basis and t.BasisStated.
func (t *Table) propose(titles []string) {
	n := len(t.Header)
	p := proposal{labels: make([]label, n), contents: make([]content, n), columns: make([]Column, n), platform: make([]domain.Platform, n)}
	for i, h := range t.Header {
		p.labels[i] = readLabel(h)
		p.contents[i] = contentOf(t.Rows, i)
		p.platform[i] = p.labels[i].platform
		p.columns[i] = decide(p.labels[i], &p.contents[i], t.HeaderAt > 0)
		if h == "id" && t.isCanonical() {
			p.columns[i] = "id" // even one that only counts
		}
	}
	p.settleTotals(t)
	p.bindPlatforms(t)
	p.settleRivals()
	p.findName()
	p.settleIdentity(t)
	t.Mapping = make(Mapping, n)
	for i, c := range p.columns {
		t.Mapping[i] = c.Of(p.platform[i])
	}
	if t.Platform == "" {
		t.Platform = t.guessPlatform(&p, titles)
	}
	t.settleBasis(&p)
}

// isCanonical tells whether the header is of our own making.
func (t *Table) isCanonical() bool {
	for _, c := range []string{"id", "name", "platform"} {
		if !slices.Contains(t.Header, c) {
			return false
		}
	}
	return slices.Contains(t.Header, "followers") || slices.Contains(t.Header, "avg_views")
}

// decide says what one column feeds, "" for nothing.
func decide(l label, c *content, headed bool) Column {
	switch column := l.column; {
	case column == left, column == later, c.filled == 0 && column == either:
		return ""
	case c.filled == 0 && column != "price": // nothing speaks against the header
	case column == either:
		return decideEither(l, c)
	case column == "":
		return decideByContent(c, headed)
	case slices.Contains(numeric, column):
		if column == "engagement_rate" && c.isCount() && !(l.rate && c.median() <= 100_000) {
			return "engagements"
		}
		if column == "engagements" && !c.isCount() {
			return "engagement_rate"
		}
		if !c.most(c.numbers, 0.2) {
			return ""
		}
	case column == "price" && c.filled > 0 && !c.most(c.numbers+c.money, 0.2):
		return ""
	case column == "price":
		if d := domain.Deliverable(l.deliverable); slices.Contains(domain.Deliverables, d) {
			return Column("price_" + string(d) + "_vnd")
		}
	case column == "id" && (c.most(c.ordinal, 0.9) || c.most(c.links, 0.5)):
		return map[bool]Column{true: "url", false: ""}[c.most(c.accounts, 0.5)]
	case (column == "name" || column == "handle" || column == "video") && c.most(c.accounts, 0.6) && column != "video":
		return "url"
	case column == "url" && c.most(c.posts, 0.5):
		return "video"
	case column == "url" && c.most(c.links, 0.2) && c.accounts == 0:
		return "" // pictures, shops, websites
	case column == "url" && !c.most(c.links, 0.2):
		return decideEither(label{}, c)
	case column == "platform" && !c.most(c.platforms, 0.2):
		return decideEither(label{}, c)
	case column == "last_post_at" && !c.most(c.dates, 0.5):
		return ""
	case column == "as_of" && !c.most(c.dates+c.numbers, 0.5):
		return ""
	case column == "categories" && c.most(c.numbers, 0.9):
		return ""
	case column == "deliverable" && !c.most(c.deliverables, 0.3):
		return ""
	}
	return l.column
}

// isCount tells whether a column that speaks of engagement holds counts of
// interactions rather than rates.
func (c *content) isCount() bool {
	return c.percents == 0 && c.numbers > 0 && c.median() > 100
}

// decideEither chooses for a header that could mean several things.
func decideEither(l label, c *content) Column {
	switch {
	case c.most(c.accounts, 0.5):
		return "url"
	case c.most(c.platforms, 0.6):
		return "platform"
	case c.most(c.at, 0.5):
		return "handle"
	case c.most(c.phones, 0.5):
		return "contact"
	case l.deliverable != "" && c.most(c.numbers+c.money, 0.5) && (c.median() >= minPrice || c.most(c.money, 0.5)):
		if d := domain.Deliverable(l.deliverable); slices.Contains(domain.Deliverables, d) {
			return Column("price_" + string(d) + "_vnd")
		}
		return "price"
	case c.most(c.links, 0.5), l.deliverable != "":
		return ""
	case c.most(c.numbers, 0.5):
		if l.platform != "" {
			return "followers"
		}
		return ""
	case c.most(c.handles, 0.9):
		return "handle"
	}
	return "name"
}

// decideByContent chooses for a column whose header says nothing to us.
func decideByContent(c *content, headed bool) Column {
	switch {
	case c.most(c.accounts, 0.6):
		return "url"
	case c.most(c.at, 0.6):
		return "handle"
	case headed:
		return ""
	case c.most(c.platforms, 0.8):
		return "platform"
	}
	return ""
}

func (p *proposal) scale(i int) float64 { return p.labels[i].scale }

// shared columns describe the person, not one of its accounts: a platform in
// their header means nothing.
var shared = []Column{"id", "name", "kind", "platform", "categories", "languages", "location", "contact", "source", "as_of", "video",
	"engagement_basis"}

// bindPlatforms keeps a platform in a header only where the file has columns
// for several; one alone is the platform of the file.
func (p *proposal) bindPlatforms(t *Table) {
	var seen, named []domain.Platform
	for i, c := range p.columns {
		if m := p.platform[i]; m != "" && !slices.Contains(named, m) {
			named = append(named, m)
		}
		if c == "" || slices.Contains(shared, c) {
			p.platform[i] = ""
			continue
		}
		if p.platform[i] == "" && c == "url" && rivals(p.columns, "url") > 1 { // "Link 1", "Link 2"
			p.platform[i] = p.contents[i].mainPlatform()
		}
		if p.platform[i] != "" && !slices.Contains(seen, p.platform[i]) {
			seen = append(seen, p.platform[i])
		}
	}
	switch {
	case len(seen) == 1:
		clear(p.platform)
		named = seen
	case len(seen) > 1:
		p.bindFigures()
	}
	if len(named) == 1 && !slices.Contains(p.columns, "platform") {
		t.Platform = named[0]
	}
}

// bindFigures gives figures whose header says no platform, where the same
// stands several times ("TikTok, Follow, Facebook, Follow"), to the platform
// named last before them.
func (p *proposal) bindFigures() {
	free := map[Column]int{}
	for i, c := range p.columns {
		if isFigure(c) && p.platform[i] == "" {
			free[c]++
		}
	}
	last := domain.Platform("")
	for i, c := range p.columns {
		switch {
		case p.platform[i] != "":
			last = p.platform[i]
		case free[c] > 1:
			p.platform[i] = last
		}
	}
}

func rivals(columns []Column, c Column) (n int) {
	for _, have := range columns {
		if have == c {
			n++
		}
	}
	return n
}

func (c *content) mainPlatform() domain.Platform {
	best, most := domain.Platform(""), 0
	for _, p := range domain.Platforms {
		if c.platform[p] > most {
			best, most = p, c.platform[p]
		}
	}
	return best
}

// settleRivals leaves each column of ours to the one column of the file that
// reads best: most cells understood, then most precise, then first.
func (p *proposal) settleRivals() {
	type rival struct {
		column Column
		high   bool // the far end of a range is no rival of the near one
	}
	best := map[rival]int{}
	for i, c := range p.columns {
		key := rival{c.Of(p.platform[i]), p.labels[i].end == highEnd}
		j, taken := best[key]
		if c == "" || slices.Contains(repeatable, c) {
			continue
		}
		if taken && cmp.Compare(p.quality(i), p.quality(j)) <= 0 {
			p.columns[i] = p.second(i, c)
			continue
		}
		if taken {
			p.columns[j] = p.second(j, c)
		}
		best[key] = i
	}
}

// quality compares columns that could feed the same one.
func (p *proposal) quality(i int) float64 {
	c := &p.contents[i]
	if c.filled == 0 {
		return -1
	}
	filled := float64(c.filled)
	switch p.columns[i] {
	case "name":
		return 1 - float64(c.handles)/filled
	case "handle":
		return float64(c.handles) / filled
	case "url":
		return float64(c.accounts) / filled
	}
	quality := filled/contentRows + float64(c.numbers)/filled
	switch {
	case p.columns[i] == "price" || deliverableOf[p.columns[i]] != "":
		return quality // a longer price is no better one
	case p.labels[i].average:
		quality += 2
	}
	return quality + float64(c.digits)/(1000*filled)
}

// second is what a column feeds that lost its first choice.
func (p *proposal) second(i int, lost Column) Column {
	c := &p.contents[i]
	if lost == "name" && c.most(c.handles, 0.9) && !slices.Contains(p.columns, "handle") {
		return "handle"
	}
	return ""
}

// findName makes the first column of plain words the name when no header
// names one and no handle can stand in.
func (p *proposal) findName() {
	if slices.Contains(p.columns, "name") || slices.Contains(p.columns, "handle") || slices.Contains(p.columns, "url") {
		return
	}
	for i, c := range p.contents {
		words := c.filled - c.numbers - c.links - c.platforms - c.phones - c.dates
		if p.columns[i] == "" && p.labels[i].column == "" && c.most(words, 0.8) {
			p.columns[i] = "name"
			return
		}
	}
}

// guessPlatform finds the one platform of a file in its name, in what stands
// above the table, in its headers or its links.
func (t *Table) guessPlatform(p *proposal, titles []string) domain.Platform {
	if slices.Contains(p.columns, "platform") {
		return ""
	}
	for i, c := range p.columns {
		if m := p.contents[i].mainPlatform(); (c == "url" || c == "video") && p.platform[i] == "" && m != "" && p.contents[i].platform[m] == p.contents[i].accounts {
			return m
		}
	}
	name, _, _ := strings.Cut(t.File, ".")
	for _, text := range append([]string{name, t.Sheet}, titles...) {
		if m := onlyPlatform(text); m != "" {
			return m
		}
	}
	for _, h := range t.Header {
		if m, ok := tellingHeaders[fold(h)]; ok {
			return m
		}
	}
	return ""
}

// tellingHeaders belong to exports of one platform.
var tellingHeaders = map[string]domain.Platform{
	"author meta fans": domain.TikTok, "digg count": domain.TikTok, "sec uid": domain.TikTok, "tt seller": domain.TikTok,
	"subscriber count": domain.YouTube, "subscribers count": domain.YouTube, "channel id": domain.YouTube,
	"nguoi dang ky": domain.YouTube, "luot dang ky": domain.YouTube,
}

// onlyPlatform returns the platform a text names, "" when it names several.
func onlyPlatform(text string) domain.Platform {
	words := foldWords(cut(text, 200))
	rest, p := cutPlatform(words)
	if p == domain.X && !slices.Contains(words, "twitter") {
		return ""
	}
	if _, second := cutPlatform(rest); p == "" || second != "" && second != p {
		return ""
	}
	return p
}
