package dialog

import (
	"slices"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/growth"
)

// What is to be said beside a page of people, so that nobody takes it for more
// than it is.

// offField warns when nobody of a page is stated to be about the brief's
// industry, so that the best of a list is not taken for good.
func (t *turn) offField(page []advise.Candidate) screen.Text {
	if !advise.OffField(t.campaign.Brief, page) {
		return nil
	}
	industry := t.campaign.Brief.Industry
	stated := slices.ContainsFunc(page, func(c advise.Candidate) bool {
		return len(c.Account.Categories)+len(c.Account.Topics) > 0
	})
	if !stated {
		return t.Say("people.no-topics", "industry", industry)
	}
	return t.Say("people.off-field", "industry", industry)
}

// overBudget says how many of a page are likely to cost more than the whole
// budget: an estimate rules nobody out, and must not pass for affordable.
func (t *turn) overBudget(page []advise.Candidate) screen.Text {
	n := 0
	for _, c := range page {
		if slices.ContainsFunc(c.Risks, func(r advise.Risk) bool { return r.Code == "estimate-over-budget" }) {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return t.Say("people.over-budget", "n", n, "of", len(page))
}

// fewFit says how many the brief left when that is less than a page.
func (t *turn) fewFit(r *advise.Ranking) screen.Text {
	if r.Len() >= perPage || r.ExcludedLen() == 0 {
		return nil
	}
	return t.Say("people.few", "n", r.Len(), "of", r.Len()+r.ExcludedLen())
}

// mostExcluded is how many of those ruled out are named.
const mostExcluded = 5

// excluded names some of those the brief ruled out, and why.
func (t *turn) excluded(r *advise.Ranking) screen.Block {
	var reasons []screen.Text
	for e := range r.Excluded() {
		if len(reasons) == mostExcluded {
			break
		}
		reasons = append(reasons, t.Say("people.excluded-line", "name", nameOf(e.Account), "reason", e.Reason))
	}
	return screen.More(t.Say("people.excluded", "n", r.ExcludedLen()), screen.Bullets(reasons...))
}

// farOut are the risks of figures far from what is usual. One alone has many an
// innocent explanation; a list marks whoever has two, or one that is strong.
var farOut = []string{
	"engagement-high", "engagement-low", "views-high", "views-low", "likes-high", "comments-few", "comments-many",
	"growth-anomaly", "followers-falling",
	"price-above-market", "price-below-market",
}

// odd tells whether somebody is to be looked at closely before booking.
func odd(c advise.Candidate) bool {
	n := 0
	for _, r := range c.Risks {
		if r.Strong {
			return true
		}
		if slices.Contains(farOut, r.Code) {
			n++
		}
	}
	return n >= 2
}

// peopleNotes is the small print below a page.
func (t *turn) peopleNotes(page []advise.Candidate) screen.Text {
	var notes []screen.Text
	if t.roster().Scope == domain.SampleRoster {
		notes = append(notes, t.Say("people.sample"))
		if t.state.Import != nil {
			notes = append(notes, t.Say("people.import-waits", "file", t.state.Import.File))
		}
	}
	if slices.ContainsFunc(page, func(c advise.Candidate) bool { return !c.Price.Quoted && !c.Price.Unknown }) {
		notes = append(notes, t.Say("people.estimates"))
	}
	if slices.ContainsFunc(page, func(c advise.Candidate) bool { return c.Account.Source.Title == growth.SelfReported }) {
		notes = append(notes, t.Say("people.self-reported"))
	}
	if slices.ContainsFunc(page, odd) {
		notes = append(notes, t.Say("people.odd"))
	}
	return screen.Join("\n", notes...)
}
