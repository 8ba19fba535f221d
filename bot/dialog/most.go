package dialog

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/wording"
)

// "Ai nhiều view nhất?": who has the most of one figure, or the least. The list
// is ranked by all that counts, so this is an answer beside it, no other order.

// most is one such figure.
type most struct {
	words *regexp.Regexp // folded
	title domain.Sentence
	least bool // the lowest is meant
	// figure is what somebody has of it, in words too; false is unknown.
	figure func(t *turn, c advise.Candidate) (n float64, said screen.Text, from []domain.Source, ok bool)
}

var mosts = []most{
	{regexp.MustCompile(`\b(?:views?|luot xem)\b`), domain.Say("most.views"), false, viewsOf},
	{regexp.MustCompile(`\b(?:follow\w*|fl|subs?|theo doi|noi tieng|big)\b`), domain.Say("most.followers"), false, followersOf},
	{regexp.MustCompile(`\b(?:dang tien|hieu qua|value)\b`), domain.Say("most.value"), false, scored(domain.Value)},
	{regexp.MustCompile(`\b(?:re|gia thap|gia mem|mem|cheap\w*|lowest)\b`), domain.Say("most.cheap"), true, quotedOf},
	{regexp.MustCompile(`\b(?:dat|mac|gia cao|expensive)\b`), domain.Say("most.dear"), false, quotedOf},
	{regexp.MustCompile(`\b(?:tuong tac|thuyet phuc|uy tin|engag\w*|persuasi\w*)\b`), domain.Say("most.persuasive"), false, scored(domain.Persuasiveness)},
	{regexp.MustCompile(`\b(?:lien quan|dung nganh|sat nganh|relevant)\b`), domain.Say("most.relevant"), false, scored(domain.Relevance)},
	{regexp.MustCompile(`\b(?:phu song|do phu|reach)\b`), domain.Say("most.reach"), false, scored(domain.Reach)},
}

var (
	asksMost = regexp.MustCompile(`^(?:trong (?:nay|danh sach|nhom nay|day|so nay),? )?(?:ai|(?:nguoi|ban|kol|koc|creator)(?: nao)?|who|which (?:one|creator|kol|koc))\b.*\b(?:nhat|most|best|cheapest|highest|biggest|lowest)\b`)
	asksBest = regexp.MustCompile(`\b(?:tot|hop|phu hop|on|ngon|dang chon|dang book|nen chon|nen book|best)\b`)
	// ofAll is about everybody there is, rather than those of the list.
	ofAll = regexp.MustCompile(`\b(?:viet nam|the gioi|tiktok|youtube|instagram|facebook|hien nay|world)\b`)
)

const (
	mostAmong = 100 // the first of the ranking, whoever was dropped aside
	mostShown = 3
)

// mostInWords answers who has the most of something among the people of the list.
func (t *turn) mostInWords(text string) bool {
	folded := strings.TrimRight(strings.Join(strings.Fields(wording.Fold(text)), " "), " ?.!")
	if !t.amongPeople() || digits.MatchString(folded) || !asksMost.MatchString(folded) || ofAll.MatchString(folded) {
		return false
	}
	r := t.rank()
	people := visible(r, t.droppedRanks(r), 0, mostAmong)
	if len(people) == 0 {
		return false
	}
	for _, m := range mosts {
		if m.words.MatchString(folded) {
			t.showMost(m, people)
			return true
		}
	}
	if !asksBest.MatchString(folded) {
		return false
	}
	t.card(personArg(people[0]))
	return true
}

// showMost shows who has the most of a figure, with its source, and how many
// have none.
func (t *turn) showMost(m most, people []advise.Candidate) {
	type holder struct {
		c    advise.Candidate
		n    float64
		line screen.Text
	}
	var holders []holder
	for _, c := range people {
		n, said, from, ok := m.figure(t, c)
		if !ok {
			continue
		}
		if m.least {
			n = -n
		}
		line := screen.Join(" ", t.Say("most.line", "rank", c.Rank, "name", nameOf(c.Account), "figure", plain(said)), t.cite(from...))
		holders = append(holders, holder{c, n, line})
	}
	slices.SortStableFunc(holders, func(a, b holder) int { return cmp.Compare(b.n, a.n) })
	var lines []screen.Text
	var shown []advise.Candidate
	for _, h := range holders[:min(len(holders), mostShown)] {
		lines, shown = append(lines, h.line), append(shown, h.c)
	}
	s := screen.New(screen.P(t.sentence(m.title)))
	if len(lines) == 0 {
		s = s.Add(screen.P(t.Say("most.none")))
	}
	s = s.Add(screen.Bullets(lines...))
	if len(people) == mostAmong {
		s = s.Add(screen.Small(t.Say("most.among", "n", mostAmong)))
	}
	if unknown := len(people) - len(holders); unknown > 0 && len(lines) > 0 {
		s = s.Add(screen.Small(t.Say("most.unknown", "n", unknown, "of", len(people))))
	}
	t.show(s.Add(screen.Small(t.Say("most.note"))).With(t.cardButtons(shown)...).
		With(t.on(t.Say("card.list"), "people", "").As(screen.Primary), t.on(t.Say("weigh.open"), "weigh", "")))
}

func viewsOf(t *turn, c advise.Candidate) (float64, screen.Text, []domain.Source, bool) {
	n, ok := c.Account.Views.Get()
	return float64(n), t.Say("quote.views", "n", n), []domain.Source{c.Account.SourceOf(domain.FieldViews)}, ok
}

func followersOf(t *turn, c advise.Candidate) (float64, screen.Text, []domain.Source, bool) {
	n, ok := c.Account.Followers.Get()
	return float64(n), t.Say("most.n-followers", "n", n), []domain.Source{c.Account.SourceOf(domain.FieldFollowers)}, ok
}

// quotedOf is a price that somebody named, in money: an estimate is nobody's, and
// who takes goods instead is not cheapest.
func quotedOf(t *turn, c advise.Candidate) (float64, screen.Text, []domain.Source, bool) {
	return float64(c.Price.Mid), t.Say("most.n-price", "price", c.Price.Mid, "deliverable", c.Price.Deliverable), c.Price.Sources, c.Price.Quoted && c.Price.Mid > 0
}

// scored is the score of a criterion, with where its weightiest reason is from. A
// score that rests on no figure of theirs is not known.
func scored(criterion domain.Criterion) func(*turn, advise.Candidate) (float64, screen.Text, []domain.Source, bool) {
	return func(t *turn, c advise.Candidate) (float64, screen.Text, []domain.Source, bool) {
		score := scoreOf(c, criterion)
		for _, part := range c.Contributions {
			if part.Criterion == criterion && len(part.Reasons) > 0 && len(part.Reasons[0].Sources) > 0 {
				return score, t.Say("most.n-score", "score", int(score+0.5)), part.Reasons[0].Sources, true
			}
		}
		return 0, nil, nil, false
	}
}
