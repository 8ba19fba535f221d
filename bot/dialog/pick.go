package dialog

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/wording"
)

// Answers in words to a list of things to choose from: "2 cái đầu", "cả hai",
// "giữ 1 3", "bỏ 2", "so 1 với 3".

var (
	firstFew  = regexp.MustCompile(`^(?:(?:lay|chon|giu|chay) )?(?:(\d|hai|ba|bon|two|three|four) (?:cai|kenh|nguoi|ban)? ?(?:dau|dau tien|first)|(?:first|top) (\d|two|three|four))(?: nhe| nha| thoi)?$`)
	allOfThem = regexp.MustCompile(`^(?:(?:lay|chon|giu|chay) )?(?:het|tat ca|ca hai|ca ba|all|both|everything)(?: nhe| nha| luon)?$`)
	byRank    = regexp.MustCompile(`^(giu|lay|chon|keep|them lai|dua lai|khoi phuc|restore|bo|loai|drop|so|so sanh|compare|xem|open) (?:so |nguoi |# ?)*(\d{1,6}(?:(?: ?, ?| va | voi | and | with | )\d{1,6})*)(?: nhe| nha| thoi)?$`)
	byPlaces  = regexp.MustCompile(`^(?:(?:lay|chon|giu|chay|keep|pick|choose) )?(?:kenh )?(\d{1,2}(?:(?: ?, ?| va | and | )\d{1,2})+)(?: nhe| nha| thoi)?$`)
	digits    = regexp.MustCompile(`\d+`)
)

var fewWords = map[string]int{"hai": 2, "two": 2, "ba": 3, "three": 3, "bon": 4, "four": 4}

// pickedInWords takes such an answer in steps 2 and 3.
func (t *turn) pickedInWords(text string) bool {
	if t.state.Flow != InCampaign || t.campaign == nil || len(text) > 200 {
		return false
	}
	folded := strings.Join(strings.Fields(wording.Fold(text)), " ")
	stage := t.place().Stage
	switch {
	case t.state.Question != nil:
	case stage == StageChannels && t.pickChannels(folded), stage != StageChannels && stage != StageBrief && t.pickPeople(folded):
		return true
	}
	// "giữ 2 3" where there is nobody to keep must not be read as a brief.
	if m := byRank.FindStringSubmatch(folded); m != nil && len(digits.FindAllString(m[2], 2)) > 1 {
		t.notUnderstood()
		return true
	}
	return false
}

// pickChannels ticks channels by their places, the first few, or all of them.
func (t *turn) pickChannels(folded string) bool {
	advice := advise.Channels(t.campaign.Brief, t.roster())
	var picked []domain.Platform
	if m := byPlaces.FindStringSubmatch(folded); m != nil {
		for _, d := range digits.FindAllString(m[1], -1) {
			n, err := strconv.Atoi(d)
			if err != nil || n < 1 || n > len(advice) {
				return false
			}
			picked = append(picked, advice[n-1].Platform)
		}
	} else if n, ok := howMany(folded, len(advice)); ok {
		for _, a := range advice[:n] {
			picked = append(picked, a.Platform)
		}
	} else {
		return false
	}
	slices.Sort(picked)
	picked = slices.Compact(picked)
	t.at(func(p *Place) { p.Picked = picked })
	t.notice(t.Say("channels.picked", "channels", picked))
	t.channels("")
	return true
}

// pickPeople keeps, drops, compares or opens people by their rank.
func (t *turn) pickPeople(folded string) bool {
	var people []advise.Candidate
	verb := "keep"
	if n, ok := howMany(folded, perPage); ok {
		people = visible(t.rank(), t.droppedRanks(t.rank()), t.place().From, n)
	} else if m := byRank.FindStringSubmatch(folded); m != nil {
		verb, people = verbs[m[1]], t.atRanks(digits.FindAllString(m[2], -1))
	}
	if len(people) == 0 {
		return false
	}
	return t.pick(verb, people)
}

// pick keeps, drops, compares or opens people.
func (t *turn) pick(verb string, people []advise.Candidate) bool {
	names := make([]string, len(people))
	for i, c := range people {
		names[i] = nameOf(c.Account)
	}
	switch verb {
	case "compare":
		if len(people) != 2 {
			return false
		}
		t.compare(personArg(people[0]) + "." + personArg(people[1]))
	case "open":
		t.card(personArg(people[0]))
	case "restore":
		t.restore(people)
	case "drop":
		if len(people) == 1 {
			t.askDrop(personArg(people[0]))
			return true
		}
		for _, c := range people {
			t.decide(c, false, "")
		}
		t.notice(t.Say("drop.several", "names", names))
		t.people("")
	default:
		for _, c := range people {
			t.decide(c, true, "")
		}
		t.notice(t.Say("keep.several", "names", names, "n", len(t.campaign.Kept())))
		t.people("")
	}
	return true
}

var asksWhy = regexp.MustCompile(`^(?:the |vay |nhung |but )?(?:vi sao|tai sao|sao|why|how come)\b`)

// why answers "vì sao?" with the reasons there are where the person stands:
// for the channels, for one rank above another, for one person, or for the
// whole order.
func (t *turn) why(text string) bool {
	folded := strings.Join(strings.Fields(wording.Fold(text)), " ")
	if t.state.Flow != InCampaign || t.campaign == nil || t.state.Question != nil || !asksWhy.MatchString(folded) || t.commandsToo(text) {
		return false
	}
	switch t.place().Stage {
	case StageChannels:
		t.whyChannels("")
	case StagePeople, StageCard, StageSummary:
		switch people := t.atRanks(ranksIn(folded)); len(people) {
		case 2:
			t.compare(personArg(people[0]) + "." + personArg(people[1]))
		case 1:
			t.card(personArg(people[0]))
		default:
			t.howWeRank("")
		}
	default:
		return false
	}
	return true
}

// Ranks in a question: beside a word for one, or two with a comparison between,
// or one that stands somewhere. "sao chỉ có 5 người" and "18-25" are none.
var (
	oneRank  = regexp.MustCompile(`(?:\b(?:so|hang|number|rank|no|top|nguoi thu|nguoi so)\.? ?|#)(\d{1,4})\b|^(?:the |vay |nhung |but )?(?:vi sao|tai sao|sao|why|how come)(?: is| does)? (\d{1,4}) (?:lai |duoc |bi |no )*(?:dung|xep|o|len|xuong|tut|thap|cao|first|last|on|at|so|ranked|above|below)\b|\b(?:chon|giu|lay|bo|xem|pick|keep|choose) (\d{1,4})(?:[ ?.!,]*$| (?:ma|chu|thay|not|instead)\b)`)
	twoRanks = regexp.MustCompile(`\b(\d{1,4}) (?:(?:lai|duoc|bi|xep|dung|cao|tot|is|ranked|better|ahead) )*(?:hon|tren|duoi|truoc|sau|voi|va|vs|above|over|below|than|of|beats|and) (?:(?:so|hang|nguoi|number|rank) )*(\d{1,4})(?:$|[ ?.!,])`)
)

func ranksIn(folded string) []string {
	if m := twoRanks.FindStringSubmatch(folded); m != nil {
		return m[1:3]
	}
	var ranks []string
	for _, m := range oneRank.FindAllStringSubmatch(folded, 3) {
		ranks = append(ranks, m[1]+m[2]+m[3])
	}
	return ranks
}

// atRanks returns the people of the given ranks, each once; none when one of
// them does not exist.
func (t *turn) atRanks(numbers []string) []advise.Candidate {
	var people []advise.Candidate
	for _, d := range numbers {
		rank, err := strconv.Atoi(d)
		if err != nil || rank < 1 {
			return nil
		}
		found := t.rank().Page(rank-1, 1)
		if len(found) == 0 {
			return nil
		}
		if !slices.ContainsFunc(people, func(c advise.Candidate) bool { return c.Rank == rank }) {
			people = append(people, found[0])
		}
	}
	return people
}

// howMany reads "2 cái đầu" and "tất cả", at most limit.
func howMany(folded string, limit int) (int, bool) {
	if allOfThem.MatchString(folded) {
		n := limit
		switch {
		case strings.Contains(folded, "hai") || strings.Contains(folded, "both"):
			n = min(2, limit)
		case strings.Contains(folded, "ca ba"):
			n = min(3, limit)
		}
		return n, n > 0
	}
	m := firstFew.FindStringSubmatch(folded)
	if m == nil {
		return 0, false
	}
	word := m[1] + m[2]
	n := fewWords[word]
	if n == 0 {
		n, _ = strconv.Atoi(word)
	}
	return min(n, limit), n > 0 && limit > 0
}
