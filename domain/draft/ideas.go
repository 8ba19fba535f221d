package draft

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"

	"chonmat/domain"
	"chonmat/domain/facts"
	"chonmat/domain/growth"
)

// ideasCSV is the library: an idea for each subject and way to open. Camera
// "face" marks those that need one. What an idea says is in the wording
// catalogue, idea.<subject>.<hook>. A subject is an industry, or a field of
// creators that is none.
//
//go:embed ideas.csv
var ideasCSV string

// hooksCSV says which ways to open come first for what a creator wants, or a
// campaign is for. Our choice: no public figure tells.
//
//go:embed hooks.csv
var hooksCSV string

// idea is one of the library.
type idea struct {
	subject, hook string
	face          bool
}

func (i idea) say() domain.Sentence { return domain.Sentence{Key: "idea." + i.subject + "." + i.hook} }

// library is every idea by its subject; hooks is the order of the ways to open
// by "goal:<goal>" or "kpi:<kpi>".
var library, hooks = func() (map[string][]idea, map[string][]string) {
	ideas, order := map[string][]idea{}, map[string][]string{}
	for _, r := range table("ideas.csv", ideasCSV) {
		ideas[r[0]] = append(ideas[r[0]], idea{r[0], r[1], r[2] == "face"})
	}
	for _, r := range table("hooks.csv", hooksCSV) {
		order[r[0]] = strings.Fields(r[1])
	}
	return ideas, order
}()

// table reads an embedded table; what is wrong with one is a bug of ours.
func table(name, text string) [][]string {
	lines, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		panic(fmt.Sprintf("draft: %s: %v", name, err))
	}
	return lines[1:]
}

// IdeasShown is how many ideas one draft holds.
const IdeasShown = 3

// chosen are the ideas for a subject in an order, from one on and round again;
// those that need a face come last where none is shown.
func chosen(subject string, order []string, faceless bool, from int) (out []domain.Sentence) {
	all := slices.Clone(library[subject])
	slices.SortStableFunc(all, func(a, b idea) int {
		if faceless && a.face != b.face {
			if a.face {
				return 1
			}
			return -1
		}
		return slices.Index(order, a.hook) - slices.Index(order, b.hook)
	})
	from = max(from, 0) % len(all)
	for i := range min(IdeasShown, len(all)) {
		out = append(out, all[(from+i)%len(all)].say())
	}
	return out
}

// ForMe is a creator who looks for ideas.
type ForMe struct {
	Tone    Tone
	Profile growth.Profile
	// From is how many ideas to pass over; other numbers give other ideas.
	From int
}

// Draft composes ideas for the creator's week.
func (f ForMe) Draft() Draft {
	p := f.Profile
	order, ok := hooks["goal:"+string(p.Goal)]
	if !ok {
		order = hooks["goal:"]
	}
	field := p.FieldOr()
	ending := []domain.Sentence{{Key: "idea.format." + string(p.Channel())}, f.Tone.say("idea.end.")}
	if p.Strengths != "" {
		ending = append(ending, domain.Say("idea.strength", "words", p.Strengths))
	}
	lead := f.Tone.say("idea.lead.")
	if p.Field == "" {
		lead = f.Tone.say("idea.lead-any.")
	}
	return Draft{Parts: []Part{
		{Says: []domain.Sentence{lead}},
		{Says: chosen(string(field), order, p.Camera == growth.HandsOnly, f.From), List: true},
		{Says: ending, List: true, Fixed: true},
	}}
}

// ForCampaign is a campaign that looks for ideas to give to creators.
type ForCampaign struct {
	Tone     Tone
	Brief    domain.Brief
	Platform domain.Platform // "": any
	From     int             // as of ForMe
}

// Draft composes ideas to send to creators.
func (f ForCampaign) Draft() Draft {
	b := f.Brief
	industry := b.Industry
	if len(library[string(industry)]) == 0 {
		industry = "other"
	}
	order, ok := hooks["kpi:"+string(b.KPI)]
	if !ok {
		order = hooks["kpi:"]
	}
	kpi := b.KPI
	if kpi == "" {
		kpi = domain.Awareness
	}
	ending := []domain.Sentence{{Key: "idea.end-kpi." + string(kpi)}}
	if f.Platform != "" {
		ending = append([]domain.Sentence{{Key: "idea.format." + string(f.Platform)}}, ending...)
	}
	label := facts.DutyOf("label")
	ending = append(ending, cited(label.Yours(), label.Sources))
	return Draft{Parts: []Part{
		{Says: []domain.Sentence{f.Tone.say("idea.lead-campaign.")}},
		{Says: chosen(string(industry), order, false, f.From), List: true},
		{Says: ending, List: true, Fixed: true},
	}}
}
