package dialog

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/wording"
)

// weightStep is by how much a tap changes a weight.
const weightStep = 0.05

// weights are those of the campaign at hand: the person's, or else the KPI's.
func (t *turn) weights() domain.Weights {
	if w := t.campaign.Weights; w != (domain.Weights{}) {
		return w
	}
	return advise.WeightsFor(t.campaign.Brief.KPI)
}

// weigh shows the weights of the campaign at hand, each to be raised or
// lowered, and who stands first by them.
func (t *turn) weigh(string) {
	if t.notReady() {
		return
	}
	t.moveTo(StagePeople)
	usual, now := advise.WeightsFor(t.campaign.Brief.KPI), t.weights()
	lines := make([]screen.Text, len(domain.Criteria))
	var rows [][]screen.Button
	for i, c := range domain.Criteria {
		w := now.Of(c)
		lines[i] = t.Say("weigh.line", "name", criterionNames[c], "weight", domain.Rate(w))
		if math.Abs(w-usual.Of(c)) > 0.001 {
			lines[i] = screen.Join(" ", lines[i], t.Say("weigh.usual", "weight", domain.Rate(usual.Of(c))))
		}
		rows = append(rows, []screen.Button{
			t.on(t.Say("weigh.less", "name", shortNames[c]), "weight", weightArg(c, w-weightStep)),
			t.on(t.Say("weigh.more", "name", shortNames[c]), "weight", weightArg(c, w+weightStep)),
		})
	}
	r := t.rank()
	var first []screen.Text
	for _, c := range visible(r, t.droppedRanks(r), 0, perPage) {
		first = append(first, t.Say("weigh.person", "rank", c.Rank, "name", nameOf(c.Account), "score", c.Score))
	}
	s := screen.New(
		screen.P(t.Say("weigh.title")),
		screen.Bullets(lines...),
		screen.Lines(append([]screen.Text{t.Say("weigh.first")}, first...)...),
	).WithRows(rows...)
	if t.campaign.Weights != (domain.Weights{}) {
		s = s.With(t.on(t.Say("weigh.reset"), "weight", "usual"))
	}
	t.show(s.With(t.on(t.Say("card.list"), "people", "").As(screen.Primary), t.on(t.Say("people.how"), "how", "")))
}

// shortNames are the names of the criteria as a button has room for.
var shortNames = map[domain.Criterion]domain.Sentence{
	domain.Reach:          domain.Say("table.reach"),
	domain.Relevance:      domain.Say("weigh.relevance"),
	domain.Persuasiveness: domain.Say("table.persuasiveness"),
	domain.Value:          domain.Say("criterion.value"),
}

// weightArg names a criterion and the weight it is to have, so that pressing
// twice is pressing once.
func weightArg(c domain.Criterion, weight float64) string {
	return fmt.Sprintf("%s.%d", c, int(math.Round(100*max(0, min(weight, 1)))))
}

// setWeight sets a weight ("reach.40"), or all back to the KPI's ("usual").
func (t *turn) setWeight(arg string) {
	name, percent, _ := strings.Cut(arg, ".")
	n, err := strconv.Atoi(percent)
	c := domain.Criterion(name)
	switch {
	case name == "usual":
		t.takeWeights(domain.Weights{})
	case err != nil || criterionNames[c].Key == "":
		t.unknownButton()
		return
	default:
		t.takeWeights(t.weights().With(c, float64(n)/100))
	}
	t.weigh("")
}

// takeWeights makes w the weights of the campaign at hand, and says who moved.
func (t *turn) takeWeights(w domain.Weights) {
	if w == advise.WeightsFor(t.campaign.Brief.KPI) {
		w = domain.Weights{}
	}
	if w == t.campaign.Weights || t.notReady() {
		return
	}
	t.before = t.rank()
	t.campaign.Weights = w
	t.campaign.Revision++
	t.ranking = nil
	t.save()
	t.at(func(p *Place) { p.From, p.Changed = 0, nil })
	t.sayMoves()
}

// notReady tells whether there is nothing to weigh yet, and then shows what is
// to be done first.
func (t *turn) notReady() bool {
	if _, lacks := t.missing(); !lacks && len(t.campaign.Channels) > 0 {
		return false
	}
	t.confirmBrief("")
	return true
}

// What people say of the weights: "ưu tiên giá hơn", "tăng độ phủ", "bớt tương
// tác", "value matters more", "trọng số về mặc định". Folded.
var (
	saysMore    = regexp.MustCompile(`\b(?:uu tien|quan trong|chu trong|coi trong|dat nang|tang|nang|nhieu hon|prioriti[sz]e|more|most|focus|raise|increase|weigh)\b`)
	saysLess    = regexp.MustCompile(`\b(?:bot|giam|ha|it hon|it quan trong|khong quan trong|khong can|do quan trong|less|lower|reduce|not important|does ?n.?t matter)\b`)
	saysWeights = regexp.MustCompile(`\b(?:trong so|cham diem|xep hang|tieu chi|weights?|ranking|criteri(?:a|on)|uu tien|quan trong|chu trong|coi trong|prioriti[sz]e|important|matters?|do phu|phu song|lien quan|thuyet phuc|dang tien|relevance|persuasi\w+|value)\b`)
	saysReset   = regexp.MustCompile(`\b(?:mac dinh|nhu cu|ban dau|default|reset)\b`)

	saysCriterion = []struct {
		criterion domain.Criterion
		words     *regexp.Regexp
	}{
		{domain.Value, regexp.MustCompile(`\b(?:gia|gia ca|re|tiet kiem|chi phi|dang tien|price|cheap(?:er)?|costs?|value)\b`)},
		{domain.Persuasiveness, regexp.MustCompile(`\b(?:thuyet phuc|tuong tac|uy tin|engagement|persuasi\w+)\b`)},
		{domain.Relevance, regexp.MustCompile(`\b(?:lien quan|dung tep|dung nganh|hop tep|hop nganh|sat nganh|relevance|relevant|fit)\b`)},
		{domain.Reach, regexp.MustCompile(`\b(?:do phu|phu song|luot xem|views?|reach)\b`)},
	}
)

// longestWeighing is how long such a saying may be, in letters.
const longestWeighing = 60

// spokenStep is by how much words change a weight: more than a tap, as they are
// said once.
const spokenStep = 0.15

// A number in such a text is the weight itself, or by how much it changes: "tăng
// độ liên quan lên 50%", "thêm 10%". Any other number is about the brief.
var (
	saysPercent = regexp.MustCompile(`^(.*?)\b(\d{1,3}) ?(?:%|phan tram\b|percent\b)[^\d]*$`)
	saysBy      = regexp.MustCompile(`\b(?:them|bot|di|by)\s*$`)
	// saysOver parts what is to count more from what is to count less.
	saysOver = regexp.MustCompile(`\b(?:hon(?: la)?|thay vi|over|rather than|than)\b`)
)

// weighedInWords takes a text about the weights, once there are people to rank.
func (t *turn) weighedInWords(text string) bool {
	if t.state.Flow != InCampaign || t.campaign == nil || t.state.Question != nil || len(t.campaign.Channels) == 0 ||
		t.place().Stage == StageBrief || t.place().Stage == StageChannels || utf8.RuneCountInString(text) > longestWeighing {
		return false
	}
	folded := wording.Fold(text)
	percent := saysPercent.FindStringSubmatch(folded)
	if !saysWeights.MatchString(folded) || percent == nil && digits.MatchString(folded) || percent != nil && digits.MatchString(percent[1]) {
		return false
	}
	if saysReset.MatchString(folded) {
		t.setWeight("usual")
		return true
	}
	step := 0.0
	switch {
	case saysLess.MatchString(folded):
		step = -spokenStep
	case saysMore.MatchString(folded):
		step = spokenStep
	}
	named := criteriaIn(folded)
	if over := saysOver.FindStringIndex(folded); len(named) == 2 && over != nil {
		named = criteriaIn(folded[:over[0]]) // the other gives way by itself
	}
	switch {
	case step == 0 && len(named) == 0 && strings.Contains(folded, "trong so"):
		t.weigh("")
	case len(named) != 1 || step == 0 && percent == nil:
		return false
	default:
		t.setWeight(weightArg(named[0], spokenWeight(percent, step, t.weights().Of(named[0]))))
	}
	return true
}

// criteriaIn are the criteria that a folded text names.
func criteriaIn(folded string) (named []domain.Criterion) {
	for _, c := range saysCriterion {
		if c.words.MatchString(folded) {
			named = append(named, c.criterion)
		}
	}
	return named
}

// spokenWeight is the weight that words ask for, of one that is now so: a number
// of percent, or a step up or down.
func spokenWeight(percent []string, step, now float64) float64 {
	if percent == nil {
		return now + step
	}
	n, _ := strconv.Atoi(percent[2]) // three digits at most
	to := float64(n) / 100
	switch {
	case !saysBy.MatchString(percent[1]):
		return to
	case step < 0:
		return now - to
	}
	return now + to
}
