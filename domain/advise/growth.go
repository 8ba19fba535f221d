package advise

import (
	"math"
	"slices"
	"time"

	"chonmat/domain"
)

// How followers came tells more than how many there are. A video that spreads, a
// show or a giveaway leaves a slope: people go on coming for days, in uneven
// numbers, and views rise with them. Deliveries leave edges: all at once and then
// nothing, or the same number day after day, while views stay as they were. A
// signal is strong only for such edges, and never where views rose as well.
//
// The thresholds are our choice; nobody publishes any (HypeAuditor and others
// name the signs: a spike, round jumps, a spike without a post behind it).

// Jump is a rise of followers that needs an explanation.
type Jump struct {
	From, To domain.Date
	Days     int
	Gain     int64       // beyond the usual of those days
	Share    domain.Rate // of the followers before
	Usual    int64       // gained on most other days; may be negative
	Strong   bool
	Rule     string // "burst", "drip", "silent" where strong; "jump" otherwise
	Text     domain.Sentence
	Ask      domain.Sentence // the question to send
}

// Bounds of a history, in days.
const (
	shortestHistory = 21 // less shows no usual growth
	longestHistory  = 1_000
	widestGap       = 3 // between two readings
)

// GrowthJumps finds the rises of a history that need an explanation, the oldest
// first. The order of days does not count. It returns an Invalid error for a
// history too short, too long, or with gaps too wide to tell days apart.
func GrowthJumps(history []domain.Day) ([]Jump, error) {
	g, err := gainsOf(history)
	if err != nil {
		return nil, err
	}
	var out []Jump
	rises := g.rises()
	for _, r := range rises {
		out = append(out, g.judge(r, g.ordinary(rises)))
	}
	g.excuseShows(out)
	return out, nil
}

// gains are the daily gains of a history.
type gains struct {
	start     time.Time // the day before the first gain
	followers []float64 // at the end of each day, the start included
	gain      []float64
	views     []float64 // by day of gain; NaN: unknown
	usual     float64   // gained a day when nothing happens
	noise     float64   // its spread
}

func gainsOf(history []domain.Day) (*gains, error) {
	days := slices.Clone(history)
	slices.SortStableFunc(days, func(a, b domain.Day) int {
		switch {
		case a.Date < b.Date:
			return -1
		case a.Date > b.Date:
			return 1
		}
		return 0
	})
	days = slices.CompactFunc(days, func(a, b domain.Day) bool { return a.Date == b.Date })
	if len(days) > longestHistory {
		return nil, domain.Errorf(domain.Invalid, "a history of %d days: at most %d", len(days), longestHistory)
	}
	g := &gains{}
	var last time.Time
	for i, d := range days {
		at, err := time.Parse(time.DateOnly, string(d.Date))
		if err != nil || d.Followers < 0 {
			return nil, domain.Errorf(domain.Invalid, "no day: %q with %d followers", d.Date, d.Followers)
		}
		now := float64(d.Followers)
		if i == 0 {
			g.start, g.followers = at, []float64{now}
			last = at
			continue
		}
		gap := int(at.Sub(last).Hours()/24 + 0.5)
		if gap > widestGap {
			return nil, domain.Errorf(domain.Invalid, "nothing is known between %s and %s", last.Format(time.DateOnly), d.Date)
		}
		before := g.followers[len(g.followers)-1]
		for j := 1; j <= gap; j++ { // readings apart share their gain
			g.gain = append(g.gain, (now-before)/float64(gap))
			g.followers = append(g.followers, before+(now-before)*float64(j)/float64(gap))
			g.views = append(g.views, math.NaN())
		}
		if v, ok := d.Views.Get(); ok {
			g.views[len(g.views)-1] = float64(v)
		}
		last = at
	}
	if len(g.gain) < shortestHistory {
		return nil, domain.Errorf(domain.Invalid, "a history of %d days: at least %d", len(g.gain), shortestHistory)
	}
	// The quieter half of the days shows what is usual, however long a rise lasts.
	sorted := slices.Sorted(slices.Values(g.gain))
	quiet := sorted[:(len(sorted)+1)/2]
	g.usual = middle(quiet)
	off := make([]float64, len(quiet))
	for i, x := range quiet {
		off[i] = math.Abs(x - g.usual)
	}
	slices.Sort(off)
	const halfToWhole = 1.6
	g.noise = max(madToSigma*halfToWhole*middle(off), math.Sqrt(math.Abs(g.usual)), 1)
	return g, nil
}

// madToSigma makes the median deviation a standard one, for normal noise.
const madToSigma = 1.4826

// middle is the median of sorted numbers.
func middle(sorted []float64) float64 {
	n := len(sorted)
	if n == 0 {
		return 0
	}
	return (sorted[n/2] + sorted[(n-1)/2]) / 2
}

// rise is a run of days on which far more people came than usual.
type rise struct{ from, to int } // days of gain, both included

// A day belongs to a rise when its gain is beyond what noise gives and beyond
// three times the usual; a rise is worth a look from 3% of the followers.
const (
	noisy       = 5
	timesUsual  = 2 // beyond the usual itself
	worthALook  = 0.03
	quietWithin = 1 // days of rest that do not end a rise
)

func (g *gains) excess(i int) float64 { return g.gain[i] - g.usual }

func (g *gains) rises() (out []rise) {
	high := max(noisy*g.noise, timesUsual*math.Abs(g.usual))
	for i := 0; i < len(g.gain); i++ {
		if g.excess(i) <= high {
			continue
		}
		r := rise{i, i}
		for j := i + 1; j < len(g.gain) && j-r.to <= quietWithin+1; j++ {
			if g.excess(j) > high {
				r.to = j
			}
		}
		if g.total(r) >= worthALook*max(g.followers[r.from], 1) {
			out = append(out, r)
		}
		i = r.to
	}
	return out
}

func (g *gains) total(r rise) (sum float64) {
	for i := r.from; i <= r.to; i++ {
		sum += g.excess(i)
	}
	return sum
}

// What makes the edges of a delivery.
const (
	burstDays   = 2    // it comes within so many days,
	burstShare  = 0.88 // so much of it
	shortDrip   = 6    // equal parts come for so many days at least,
	dripSpread  = 0.08 // scattered around their mean so much at most,
	longDrip    = 10   // or for so many days
	longSpread  = 0.13 // so much
	dripEdge    = 0.20 // of the mean comes on the days before and after, at most
	unevenDays  = 7    // an uneven delivery takes at most so many
	silentShare = 0.05 // and brings at least so much of the followers
)

// judge tells whether a rise has the edges of a delivery.
func (g *gains) judge(r rise, usual int64) Jump {
	total := g.total(r)
	j := Jump{
		From: g.date(r.from), To: g.date(r.to), Days: r.to - r.from + 1, Gain: int64(math.Round(total)),
		Share: domain.Rate(total / max(g.followers[r.from], 1)), Usual: usual, Rule: "jump",
	}
	top := g.top(r)
	n := top.to - top.from + 1
	mean := g.total(top) / float64(n)
	edges := max(g.around(top.from-3, top.from-1), g.around(top.to+1, top.to+3)) <= 3*dripEdge*mean
	spread := g.spread(top, mean)
	rose, silent := g.viewsOf(r)
	ended := top.to+3 < len(g.gain) // what follows is known
	switch {
	case !ended || rose:
	case g.best(r, burstDays) >= burstShare*g.around(r.from-3, r.to+7):
		j.Strong, j.Rule = true, "burst"
	case edges && spread <= even(n):
		j.Strong, j.Rule = true, "drip"
	case silent && edges && n <= unevenDays && float64(j.Share) >= silentShare:
		j.Strong, j.Rule = true, "silent"
	}
	g.say(&j)
	return j
}

// even is how much daily gains may scatter to count as equal parts: nothing at
// all over a few days, where evenness may be chance.
func even(days int) float64 {
	switch {
	case days >= longDrip:
		return longSpread
	case days >= shortDrip:
		return dripSpread
	}
	return -1
}

// best is the most that came within some days of a rise.
func (g *gains) best(r rise, days int) (most float64) {
	for i := r.from; i <= r.to; i++ {
		most = max(most, g.total(rise{i, min(i+days-1, len(g.gain)-1)}))
	}
	return most
}

// top is the part of a rise from the first to the last day that brought at
// least half of its best day.
func (g *gains) top(r rise) rise {
	best := 0.0
	for i := r.from; i <= r.to; i++ {
		best = max(best, g.excess(i))
	}
	t := rise{r.to, r.from}
	for i := r.from; i <= r.to; i++ {
		if g.excess(i) >= best/2 {
			t.from, t.to = min(t.from, i), max(t.to, i)
		}
	}
	return t
}

// around sums what came on some days beyond the usual; losses count as nothing.
func (g *gains) around(from, to int) (sum float64) {
	for i := max(from, 0); i <= min(to, len(g.gain)-1); i++ {
		if x := g.excess(i); x > 2*g.noise {
			sum += x
		}
	}
	return sum
}

// spread is the share by which daily gains scatter around their mean, beyond
// what chance alone scatters counts.
func (g *gains) spread(r rise, mean float64) float64 {
	n, squares := float64(r.to-r.from+1), 0.0
	for i := r.from; i <= r.to; i++ {
		squares += (g.excess(i) - mean) * (g.excess(i) - mean)
	}
	return math.Sqrt(max(squares/n-mean, 0)) / max(mean, 1)
}

// Views rose when they were half again as many, and silence means not a fifth
// more; how sure that is, is counted in spreads of their mean.
const (
	viewsRose, sureRose     = 1.5, 2.5
	viewsSilent, sureSilent = 1.2, 1.5
	viewsFrom, viewsTo      = 1, 9 // days before, and after, the first of a rise
)

// viewsOf tells whether views rose as a rise began, and whether they surely did
// not. Where too few are known it is neither.
func (g *gains) viewsOf(r rise) (rose, silent bool) {
	var during, other []float64
	for i, v := range g.views {
		switch {
		case math.IsNaN(v):
		case i >= r.from-viewsFrom && i <= min(r.to, r.from+viewsTo):
			during = append(during, math.Log(max(v, 1)))
		case i < r.from || i > r.to:
			other = append(other, math.Log(max(v, 1)))
		}
	}
	if len(other) < shortestHistory/3 || len(during) == 0 {
		return false, false
	}
	slices.Sort(other)
	usual := middle(other)
	off, more := make([]float64, len(other)), 0.0
	for i, x := range other {
		off[i] = math.Abs(x - usual)
	}
	for _, x := range during {
		more += (x - usual) / float64(len(during))
	}
	slices.Sort(off)
	unsure := madToSigma * middle(off) / math.Sqrt(float64(len(during)))
	return more >= math.Log(viewsRose) && more >= sureRose*unsure, more < math.Log(viewsSilent) && more < sureSilent*unsure
}

// show is how many rises a week apart make a programme on air.
const show = 3

// excuseShows takes back the strength of rises that return every week.
func (g *gains) excuseShows(jumps []Jump) {
	weekly := func(a, b Jump) bool {
		days := daysBetween(a.From, b.From)
		return days > 0 && days%7 == 0
	}
	for i := range jumps {
		n := 0
		for k := range jumps {
			if i == k || weekly(jumps[min(i, k)], jumps[max(i, k)]) {
				n++
			}
		}
		if n >= show && (jumps[i].Rule == "burst" || jumps[i].Rule == "silent") {
			jumps[i].Strong, jumps[i].Rule = false, "jump"
			g.say(&jumps[i])
		}
	}
}

func daysBetween(a, b domain.Date) int {
	days, _ := daysSince(string(a), b)
	return days
}

func (g *gains) date(day int) domain.Date {
	return domain.Date(g.start.AddDate(0, 0, day+1).Format(time.DateOnly))
}

func (g *gains) say(j *Jump) {
	when, usual := domain.Say("advise.growth.between", "from", j.From, "to", j.To), domain.Say("advise.growth.usual", "n", j.Usual)
	if j.From == j.To {
		when = domain.Say("advise.growth.on", "date", j.From)
	}
	if j.Usual <= 0 {
		usual = domain.Say("advise.growth.none")
	}
	args := []any{"when", when, "days", j.Days, "gain", j.Gain, "share", j.Share, "usual", usual}
	j.Text = domain.Say("advise.growth."+j.Rule, args...)
	j.Ask = domain.Say("advise.growth.ask", args...)
}

// ordinary is what most days outside the rises bring.
func (g *gains) ordinary(rises []rise) int64 {
	var rest []float64
	for i, x := range g.gain {
		if !slices.ContainsFunc(rises, func(r rise) bool { return r.from <= i && i <= r.to }) {
			rest = append(rest, x)
		}
	}
	slices.Sort(rest)
	return int64(math.Round(middle(rest)))
}
