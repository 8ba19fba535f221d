package roster

import (
	"cmp"
	"slices"
	"strings"

	"chonmat/domain"
)

// settle makes the account of a draft: prices get their deliverable, rates
// their basis, tags their industry, and all of it its source.
func (r *rowReader) settle(d *draft) domain.Account {
	a := d.Account
	a.Categories, a.Topics = r.topics.read(d.tags)
	r.settlePrices(&a, d)
	r.settleEngagement(&a, d)
	if male, ok := d.male.Get(); ok && !a.AudienceFemale.IsKnown() {
		a.AudienceFemale = domain.Known(1 - male)
	}
	a.AudienceAges = settleAges(d.ages)
	a.Source = r.src
	if d.source != "" {
		a.Source = domain.Source{Title: d.source, Date: r.src.Date}
	}
	if d.asOf != "" {
		a.Source.Date = d.asOf
	}
	a.Sample = strings.HasPrefix(a.Source.Title, SampleSource)
	return a
}

func (r *rowReader) settlePrices(a *domain.Account, d *draft) {
	for _, p := range d.prices {
		deliverable := deliverableFor(cmp.Or(p.word, d.deliverable), a.Platform)
		price, ok := p.inVND(r.o.exchange())
		if !ok || deliverable == "" {
			continue
		}
		if p.usd {
			r.usdPrices++
		}
		if p.word == "" && d.deliverable == "" {
			if slices.ContainsFunc(d.prices, func(other priced) bool {
				return other.word != "" && deliverableFor(other.word, a.Platform) == deliverable
			}) {
				continue // a price that says so is for the same
			}
			r.guessedPrices[deliverable]++
		}
		if a.Prices == nil {
			a.Prices = map[domain.Deliverable]domain.VND{}
		}
		a.Prices[deliverable] = price
	}
}

// settleEngagement gives a rate its basis, and makes a rate of average
// interactions where the file has no rate.
func (r *rowReader) settleEngagement(a *domain.Account, d *draft) {
	if !a.Engagement.IsKnown() {
		r.computeEngagement(a, d)
	}
	if !a.Engagement.IsKnown() {
		a.EngagementBasis = ""
		return
	}
	switch {
	case a.EngagementBasis != "": // the row says so
	case r.o.Basis != "":
		a.EngagementBasis = r.o.Basis
	case r.t.Basis != "":
		a.EngagementBasis = r.t.Basis
		if !r.t.BasisStated {
			r.guessedBasis[a.EngagementBasis]++
		}
	default:
		a.EngagementBasis = customBasis[a.Platform]
		r.guessedBasis[a.EngagementBasis]++
	}
}

// computeEngagement divides the interactions of a typical post by what the
// platform's custom divides by, if that is known, or else by the other. Likes
// alone are no engagement.
func (r *rowReader) computeEngagement(a *domain.Account, d *draft) {
	if r.videos != nil {
		return // from the videos together, see videos.settle
	}
	total, ok := d.interactions()
	if likes, stated := d.Likes.Get(); !ok || stated && likes == 0 && !d.engagements.IsKnown() { // no likes are hidden ones
		return
	}
	followers, byFollowers := a.Followers.Get()
	views, byViews := a.Views.Get()
	if byFollowers && byViews {
		byFollowers = customBasis[a.Platform] == domain.ByFollowers
	}
	switch {
	case byFollowers:
		a.Engagement, a.EngagementBasis = domain.Known(domain.Rate(float64(total)/float64(followers))), domain.ByFollowers
	case byViews:
		a.Engagement, a.EngagementBasis = domain.Known(domain.Rate(float64(total)/float64(views))), domain.ByViews
	}
	switch rate, ok := a.Engagement.Get(); {
	case ok && rate > maxRate:
		a.Engagement, a.EngagementBasis = domain.Figure[domain.Rate]{}, ""
	case ok:
		a.Engagement = domain.Known(roundRate(rate))
		r.computedRates++
	}
}

// interactions returns those of a typical post: given as one, or likes and
// comments, with shares where the file has them.
func (d *draft) interactions() (int64, bool) {
	if total, ok := d.engagements.Get(); ok {
		return total, true
	}
	likes, okLikes := d.Likes.Get()
	comments, okComments := d.Comments.Get()
	return likes + comments + d.Shares.Or(0), okLikes && okComments
}

// settleAges needs all five classes, and that they make a whole.
func settleAges(ages [5]domain.Figure[domain.Rate]) (out domain.AgeShares) {
	sum := domain.Rate(0)
	for i, share := range ages {
		v, ok := share.Get()
		if !ok {
			return domain.AgeShares{}
		}
		out.Shares[i] = v
		sum += v
	}
	if sum < 0.95 || sum > 1.05 {
		return domain.AgeShares{}
	}
	out.Known = true
	return out
}

// notes says how unclear things were taken.
func (r *rowReader) notes() (notes []domain.Sentence) {
	say := func(n int, key string, args ...any) {
		if n > 0 {
			notes = append(notes, domain.Say(key, append([]any{"n", n}, args...)...))
		}
	}
	switch {
	case r.videos != nil && r.videos.viewed:
		say(r.report.Rows-r.report.Refused, "roster.note.videos", "creators", r.report.Creators)
	case r.videos != nil:
		say(r.report.Rows-r.report.Refused, "roster.note.videos_bare", "creators", r.report.Creators)
	default:
		say(r.report.Merged, "roster.note.merged")
		say(r.report.Identical, "roster.note.identical")
	}
	say(r.byName, "roster.note.by_name")
	say(r.continued, "roster.note.continued")
	for _, basis := range []domain.Basis{domain.ByViews, domain.ByFollowers} {
		if basis != r.t.evidentBasis {
			say(r.guessedBasis[basis], "roster.note.basis_assumed", "basis", basis)
		}
	}
	say(r.computedRates, "roster.note.rate_computed")
	for _, deliverable := range domain.Deliverables {
		say(r.guessedPrices[deliverable], "roster.note.price_deliverable", "deliverable", deliverable)
	}
	say(r.unplaced, "roster.note.price_unplaced")
	say(r.usdPrices, "roster.note.usd", "rate", domain.VND(r.o.exchange()))
	for _, c := range r.columns {
		say(c.ranges, "roster.note.ranges", "column", c.said(r.t))
		say(c.unclear, "roster.note.price_unit", "column", c.said(r.t))
		say(c.foreign, "roster.note.price_foreign", "column", c.said(r.t))
		say(c.bundles, "roster.note.price_bundle", "column", c.said(r.t))
		if c.style.guessed() {
			key := "roster.note.mark_grouped"
			if !c.style.groups('.', 0) {
				key = "roster.note.mark_decimal"
			}
			notes = append(notes, domain.Sentence{Key: key, Args: []domain.Arg{{Name: "column", Value: c.said(r.t)}, {Name: "cell", Value: c.style.doubt}}})
		}
	}
	return slices.Clip(notes)
}
