package draft

import (
	"slices"

	"chonmat/domain"
	"chonmat/domain/facts"
)

// ForCreators is what is known for a brief that creators work from.
type ForCreators struct {
	Tone  Tone
	Name  string // of the one it is for; "": for all of them
	Brief domain.Brief
	// Work is what each of them makes. Of one kind in different numbers the
	// number is left to what is agreed with each.
	Work []Piece
	// Rules are those of the goods that the brief names, all of which may be
	// advertised with papers: for others nothing is written.
	Rules []facts.GoodsRule
}

// Draft composes the brief.
func (f ForCreators) Draft() Draft {
	list := func(head string, says ...domain.Sentence) Part {
		return Part{Head: domain.Sentence{Key: head}, Says: says, List: true, Fixed: true}
	}
	goal := []domain.Sentence{f.Tone.say("draft.brief.goal.", "goal", f.goal())}
	if who, known := audience(f.Brief); known {
		goal = append(goal, f.Tone.say("draft.brief.audience.", "who", who))
	} else {
		goal = append(goal, f.Tone.say("draft.brief.audience.", "who", domain.Say("draft.blank-audience")))
	}
	return Draft{Title: domain.Say("draft.brief.title"), Parts: []Part{
		{Says: []domain.Sentence{f.Tone.hello(f.Name), f.Tone.say("draft.brief.intro.")}},
		{Says: goal},
		list("draft.brief.message", domain.Say("draft.brief.key-message"), domain.Say("draft.brief.points"), domain.Say("draft.brief.tags")),
		list("draft.brief.work", f.work()...),
		list("draft.brief.timeline", f.timeline()...),
		list("draft.brief.do", f.musts()...),
		list("draft.brief.dont", f.nevers()...),
		list("draft.brief.results", f.results()...),
		list("draft.brief.contact", domain.Say("draft.brief.contact-who"), domain.Say("draft.brief.contact-how")),
	}}
}

// goal says in words what the campaign is for.
func (f ForCreators) goal() domain.Sentence {
	if f.Brief.KPI == "" {
		return domain.Say("draft.blank-goal")
	}
	return domain.Sentence{Key: "draft.goal." + string(f.Brief.KPI)}
}

// work lists what is to be made, a line for each kind, and what has to be
// agreed about it.
func (f ForCreators) work() []domain.Sentence {
	type line struct {
		Piece
		differs bool // from one creator to another
	}
	var lines []line
	for _, p := range f.Work {
		at := slices.IndexFunc(lines, func(l line) bool { return l.Platform == p.Platform && l.Deliverable == p.Deliverable })
		if at < 0 {
			lines = append(lines, line{Piece: p})
		} else if lines[at].Quantity != p.Quantity {
			lines[at].differs = true
		}
	}
	var out []domain.Sentence
	for _, l := range lines {
		if l.differs {
			out = append(out, domain.Say("draft.brief.work-agreed", "what", l.Deliverable, "platform", l.Platform))
		} else {
			out = append(out, domain.Say("draft.brief.work-line", "n", l.Quantity, "what", l.Deliverable, "platform", l.Platform))
		}
	}
	if len(lines) == 0 {
		out = append(out, domain.Say("draft.blank-work"))
	}
	return append(out, domain.Say("draft.brief.length"), domain.Say("draft.brief.usage"), domain.Say("draft.brief.fee"))
}

func (f ForCreators) timeline() []domain.Sentence {
	out := []domain.Sentence{domain.Say("draft.brief.flight", "when", flight(f.Brief))}
	for _, step := range []string{"product", "script", "cut", "publish", "report"} {
		out = append(out, domain.Sentence{Key: "draft.brief.day-" + step})
	}
	return out
}

// cited puts the sources of a rule behind it.
func cited(rule domain.Sentence, sources []domain.Source) domain.Sentence {
	return domain.Say("draft.cited", "rule", rule, "source", facts.Cite(sources...))
}

// musts are what the law asks of creators, and what the goods need.
func (f ForCreators) musts() (out []domain.Sentence) {
	for _, d := range facts.Duties {
		if d.Whose == "creator" && !d.Forbids {
			out = append(out, cited(d.Yours(), d.Sources))
		}
	}
	out = append(out, cited(domain.Say("draft.brief.papers"), facts.DutyOf("papers").Sources))
	for _, r := range f.Rules {
		out = append(out, cited(domain.Sentence{Key: "goods." + string(r.Goods) + ".rule"}, r.Sources))
	}
	return out
}

// nevers are what must not be said or shown.
func (f ForCreators) nevers() (out []domain.Sentence) {
	for _, d := range facts.Duties {
		if d.Whose == "creator" && d.Forbids {
			out = append(out, cited(d.Say(), d.Sources))
		}
	}
	return append(out, domain.Say("draft.brief.beyond-papers"), domain.Say("draft.brief.unwanted"))
}

// tracked are the KPIs that are counted by a link or a code.
var tracked = []domain.KPI{domain.Traffic, domain.Conversion, domain.Leads, domain.Installs}

func (f ForCreators) results() []domain.Sentence {
	kpi := f.Brief.KPI
	if kpi == "" {
		kpi = domain.Awareness
	}
	out := []domain.Sentence{{Key: "draft.measure." + string(kpi)}}
	if slices.Contains(tracked, kpi) {
		out = append(out, domain.Say("draft.brief.link"))
	}
	return append(out, domain.Say("draft.brief.report"))
}
