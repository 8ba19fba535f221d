package dialog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/facts"
	"chonmat/domain/wording"
)

// perPage is how many people a page of the shortlist shows.
const perPage = 5

// rank ranks the list for the campaign at hand.
func (t *turn) rank() *advise.Ranking {
	if t.ranking == nil {
		t.ranking = advise.RankRoster(t.campaign.Brief, t.campaign.Channels, t.roster(), advise.Options{Weights: t.campaign.Weights, Today: t.today()})
	}
	return t.ranking
}

// people shows step 3: a page of the shortlist. Whoever was dropped is left
// out; the others keep their rank.
func (t *turn) people(string) {
	t.state.Question, t.state.Pending = nil, nil
	if _, lacks := t.missing(); lacks || len(t.campaign.Channels) == 0 {
		t.confirmBrief("")
		return
	}
	t.moveTo(StagePeople)
	r := t.rank()
	out := t.droppedRanks(r)
	left := r.Len() - len(out)
	if left == 0 {
		t.nobody(r)
		return
	}
	from := t.place().From
	if from < 0 || from >= left {
		from = 0
	}
	page := visible(r, out, from, perPage)
	few := screen.Block{}
	if r.Len() < perPage {
		few = t.excluded(r)
	}
	s := screen.New(
		screen.P(t.peopleTitle(r, page)),
		screen.Lines(t.fewFit(r), t.offField(page), t.overBudget(page)),
		t.peopleTable(page),
		t.whyFirst(page),
		few,
		screen.Small(t.peopleNotes(page)),
	)
	s = s.With(t.cardButtons(page)...)
	var pages []screen.Button
	if from > 0 {
		pages = append(pages, t.on(t.Say("page.previous"), "page", strconv.Itoa(max(from-perPage, 0))))
	}
	if from+perPage < left {
		pages = append(pages, t.on(t.Say("page.next"), "page", strconv.Itoa(from+perPage)))
	}
	s = s.With(pages...)
	if n := len(t.campaign.Kept()); n > 0 {
		s = s.With(t.on(t.Say("people.summary", "n", n), "summary", "").As(screen.Primary))
	}
	if _, capped := t.campaign.Brief.Spend(); capped && left > 1 {
		s = s.With(t.on(t.Say("packs.open"), "packs", ""))
	}
	more := []screen.Button{t.on(t.Say("people.how"), "how", "")}
	switch {
	case t.roster().Scope != domain.SampleRoster:
	case t.state.Import != nil:
		more = append(more, t.button(t.Say("people.import"), "preview", ""))
	default:
		more = append(more, t.button(t.Say("people.own"), "lists", ""))
	}
	if len(out) > 0 {
		more = append(more, t.on(t.Say("people.dropped", "n", len(out)), "dropped", ""))
	}
	t.show(s.With(more...).With(t.on(t.Say("button.channels"), "channels", ""), t.on(t.Say("button.edit-brief"), "brief", "")))
}

// page turns to another page.
func (t *turn) page(arg string) {
	from, err := strconv.Atoi(arg)
	if err != nil {
		t.unknownButton()
		return
	}
	t.at(func(p *Place) { p.From = max(from, 0) })
	t.people("")
}

// droppedRanks returns the ranks of those who were dropped, ascending.
func (t *turn) droppedRanks(r *advise.Ranking) []int {
	var ranks []int
	for _, d := range t.campaign.Decisions {
		if d.Kept {
			continue
		}
		if c, ok := r.Find(d.Key); ok {
			ranks = append(ranks, c.Rank)
		}
	}
	slices.Sort(ranks)
	return ranks
}

// visible returns n candidates from position from, those of the given ranks
// left out.
func visible(r *advise.Ranking, out []int, from, n int) []advise.Candidate {
	page := make([]advise.Candidate, 0, n)
	at := from // as an index into the whole ranking
	for _, rank := range out {
		if rank-1 <= at {
			at++
		}
	}
	for ; len(page) < n && at < r.Len(); at++ {
		if !slices.Contains(out, at+1) {
			page = append(page, r.Page(at, 1)...)
		}
	}
	return page
}

// peopleTitle says how many are shown, out of which list.
func (t *turn) peopleTitle(r *advise.Ranking, page []advise.Candidate) screen.Text {
	first, last := page[0].Rank, page[len(page)-1].Rank
	list := t.listName(t.roster())
	if t.place().From == 0 {
		return t.Say("people.title-first", "n", len(page), "of", r.Len(), "list", plain(list))
	}
	if first == last {
		return t.Say("people.title-one", "first", first, "of", r.Len(), "list", plain(list))
	}
	return t.Say("people.title", "first", first, "last", last, "of", r.Len(), "list", plain(list))
}

// listName says whose list people are chosen from.
func (t *turn) listName(r *domain.Roster) screen.Text {
	switch r.Scope {
	case domain.OwnRoster:
		return t.Say("list.own")
	case domain.SharedRoster:
		return t.Say("list.shared")
	}
	return t.Say("list.sample")
}

// peopleTable compares the people of a page by the three criteria and price.
func (t *turn) peopleTable(page []advise.Candidate) screen.Block {
	header := []screen.Text{
		t.Say("table.name"), t.Say("table.reach"), t.Say("table.relevance"), t.Say("table.persuasiveness"), t.Say("table.price"),
	}
	var rows [][]screen.Text
	several := len(t.campaign.Channels) > 1
	for _, c := range page {
		// The rank is no column of its own: a phone is narrow.
		name := screen.B(fmt.Sprintf("%d. %s", c.Rank, screen.Truncate(c.Account.Name, maxTableName)))
		if odd(c) {
			name = screen.Join(" ", name, screen.T("⚠"))
		}
		if d, ok := t.campaign.Decision(c.Account.Key()); ok && d.Kept {
			name = screen.Join(" ", screen.T("✔"), name)
		}
		if several {
			name = screen.Join(" · ", name, screen.T(t.value(c.Account.Platform)))
		}
		row := []screen.Text{name}
		for _, criterion := range domain.Criteria[:3] {
			row = append(row, screen.T(screen.Bar(scoreOf(c, criterion))))
		}
		rows = append(rows, append(row, t.price(c.Price)))
	}
	return screen.Grid(header, rows...)
}

// maxTableName is how much of a name a table shows, in UTF-16 units: three or
// four lines beside the bars on a phone. The card has more.
const maxTableName = 36

// maxShownName is how much of a name is shown, in UTF-16 units. Files carry it
// whole.
const maxShownName = 60

// nameOf is the name of an account as it is shown.
func nameOf(a *domain.Account) string { return screen.Truncate(a.Name, maxShownName) }

func scoreOf(c advise.Candidate, criterion domain.Criterion) float64 {
	for _, part := range c.Contributions {
		if part.Criterion == criterion {
			return part.Score
		}
	}
	return 0
}

// price says a price in a word, short enough for a column: "18 triệu", "~ 4,5
// triệu" for an estimate.
func (t *turn) price(p advise.Price) screen.Text {
	switch {
	case p.Unknown:
		return t.Say("price.unknown")
	case p.Quoted && p.Mid == 0:
		return t.Say("price.barter")
	case p.Quoted:
		return t.shortMoney(p.Mid)
	}
	return t.Say("price.about", "price", plain(t.shortMoney(about(p.Mid))))
}

func (t *turn) shortMoney(v domain.VND) screen.Text {
	return screen.T(wording.ShortMoney(t.state.Lang, v))
}

// about rounds an estimate to two digits: more would pretend to know.
func about(v domain.VND) domain.VND {
	step := domain.VND(1)
	for v/step >= 100 {
		step *= 10
	}
	return (v + step/2) / step * step
}

// whyFirst explains why the first of the page stands above the second.
func (t *turn) whyFirst(page []advise.Candidate) screen.Block {
	if len(page) < 2 {
		return screen.Block{}
	}
	a, b := page[0], page[1]
	summary := t.Say("people.why", "a", a.Rank, "b", b.Rank)
	comparison := advise.Compare(a, b)
	var sources []domain.Source
	for _, d := range comparison.Differences {
		sources = append(append(sources, d.ReasonA.Sources...), d.ReasonB.Sources...)
	}
	return screen.More(summary, screen.Bullets(t.differences(comparison, a, b)...), screen.Small(t.cite(facts.Distinct(sources...)...)))
}

// cardButtons open the cards of a page; each answers to the rank it shows.
func (t *turn) cardButtons(page []advise.Candidate) []screen.Button {
	buttons := make([]screen.Button, len(page))
	for i, c := range page {
		buttons[i] = t.on(screen.T(strconv.Itoa(c.Rank)), "card", personArg(c)).Numbered(c.Rank)
	}
	return buttons
}

// personArg names a candidate in a button: the rank finds it at once, the key
// proves that it is still the same one.
func personArg(c advise.Candidate) string {
	return fmt.Sprintf("%d.%s", c.Rank, c.Account.Key().Short())
}

// person returns the candidate that a button names; ok is false when the list
// has changed since.
func (t *turn) person(arg string) (c advise.Candidate, ok bool) {
	number, short, _ := strings.Cut(arg, ".")
	rank, err := strconv.Atoi(number)
	if err != nil || rank < 1 {
		return c, false
	}
	found := t.rank().Page(rank-1, 1)
	if len(found) == 0 || found[0].Account.Key().Short() != short {
		return c, false
	}
	return found[0], true
}

// nobody says why the shortlist is empty and what to do about it.
func (t *turn) nobody(r *advise.Ranking) {
	list := t.roster()
	text := t.Say("people.none", "channels", t.campaign.Channels, "list", plain(t.listName(list)))
	if r.Len() > 0 {
		text = t.Say("people.all-dropped")
	}
	s := screen.New(
		screen.P(text),
		t.excluded(r),
	).With(t.on(t.Say("button.channels"), "channels", "").As(screen.Primary), t.on(t.Say("button.edit-brief"), "edit", ""))
	if r.Len() > 0 {
		s = s.With(t.on(t.Say("people.dropped", "n", r.Len()), "dropped", ""))
	}
	t.show(s.With(t.button(t.Say("lists.open"), "lists", "")))
}
