package advise_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"pgregory.net/rapid"

	"chonmat/domain"
	"chonmat/domain/advise"
)

// A process makes the daily gains and views of an account, on top of an
// ordinary life: growth of 0.5–6% a month with a weekly rhythm and noise, and
// views that scatter by a factor of about two.
type process struct {
	name string
	add  func(r *rand.Rand, c *curve)
}

type curve struct {
	followers float64 // at the start
	gain      []float64
	views     []float64
}

func (c *curve) days() int { return len(c.gain) }

// when is a day that leaves room before and after.
func (c *curve) when(r *rand.Rand, room int) int { return 30 + r.IntN(c.days()-30-room) }

func ordinary(r *rand.Rand) *curve {
	c := &curve{followers: math.Exp(8.5 + 5.5*r.Float64())} // 5,000–1.2m
	usual := c.followers * (0.005 + 0.055*r.Float64()) / 30
	noise, rhythm := 0.15+0.3*r.Float64(), 0.3*r.Float64()
	views := c.followers * (0.05 + 0.2*r.Float64())
	for day := range 90 + r.IntN(60) {
		week := 1 + rhythm*math.Sin(2*math.Pi*float64(day)/7)
		g := usual * week * math.Exp(noise*r.NormFloat64())
		c.gain = append(c.gain, g+math.Sqrt(g)*r.NormFloat64())
		c.views = append(c.views, views*week*math.Exp((0.2+noise)*r.NormFloat64()))
	}
	return c
}

// A video that spreads: views leap, followers come with them and go on coming,
// fewer every day; a few go again.
func viral(r *rand.Rand, c *curve) {
	at, size, keep := c.when(r, 25), c.followers*(0.05+0.6*r.Float64()), 0.45+0.4*r.Float64()
	for d := range 20 {
		share := (1 - keep) * math.Pow(keep, float64(d)) * math.Exp(0.15*r.NormFloat64())
		c.gain[at+d] += size * share
		c.views[at+d] += size * share * (8 + 20*r.Float64())
	}
	for d := 20; d < 25; d++ {
		c.gain[at+d] -= size * 0.004
	}
}

// A giveaway: people come while it runs, most at the beginning and before the
// draw; a tenth to a third leave in the weeks after it.
func giveaway(r *rand.Rand, c *curve) {
	days := 4 + r.IntN(9)
	at, size := c.when(r, days+20), c.followers*(0.04+0.35*r.Float64())
	weights, sum := make([]float64, days), 0.0
	for d := range weights {
		x := float64(d) / float64(days-1)
		weights[d] = (0.5 + 1.2*math.Pow(math.Abs(2*x-1), 1.5)) * math.Exp(0.25*r.NormFloat64())
		sum += weights[d]
	}
	for d, w := range weights {
		c.gain[at+d] += size * w / sum
		c.views[at+d] *= 1.3 + 1.2*r.Float64()
	}
	left := size * (0.1 + 0.23*r.Float64())
	for d := range 18 {
		c.gain[at+days+d] -= left * 0.17 * math.Pow(0.83, float64(d))
	}
}

// A programme on air: a leap on every evening it is shown, ebbing over the days
// to the next, for two months.
func television(r *rand.Rand, c *curve) {
	at, each := c.when(r, 57), c.followers*(0.015+0.05*r.Float64())
	ebb := 0.3 + 0.35*r.Float64()
	for week := range 8 {
		fame := (0.6 + 0.8*r.Float64()) * (1 + 0.1*float64(week))
		for d := range 7 {
			share := math.Pow(ebb, float64(d)) * math.Exp(0.15*r.NormFloat64())
			c.gain[at+7*week+d] += each * fame * share
			c.views[at+7*week+d] *= 1 + 2*share
		}
	}
}

// One delivery, within a day or two; some of it is lost week by week.
func burst(r *rand.Rand, c *curve) {
	at, size := c.when(r, 40), math.Round(c.followers*(0.06+0.6*r.Float64())/500)*500+500
	first := 1.0
	if r.IntN(3) == 0 {
		first = 0.5 + 0.3*r.Float64()
	}
	c.gain[at] += size * first
	c.gain[at+1] += size * (1 - first)
	lost := size * 0.4 * r.Float64()
	for d := range 38 {
		c.gain[at+2+d] -= lost / 38 * math.Exp(0.3*r.NormFloat64())
	}
}

// A delivery in equal daily parts over one to four weeks.
func drip(r *rand.Rand, c *curve) {
	days := 7 + r.IntN(22)
	at, each := c.when(r, days+8), c.followers*(0.01+0.02*r.Float64())
	for d := range days {
		c.gain[at+d] += each * (1 + 0.05*r.NormFloat64())
	}
}

// Several deliveries, weeks apart.
func repeated(r *rand.Rand, c *curve) {
	size := c.followers * (0.05 + 0.2*r.Float64())
	for at := 25 + r.IntN(10); at < c.days()-10; at += 15 + r.IntN(12) {
		c.gain[at] += size * (0.9 + 0.2*r.Float64())
		for d := 1; d < 9; d++ {
			c.gain[at+d] -= size * 0.01 * r.Float64()
		}
	}
}

// A delivery over three to five days, uneven, while views stay as they were:
// nothing but the views tells it from a giveaway.
func uneven(r *rand.Rand, c *curve) {
	days := 3 + r.IntN(3)
	at, size := c.when(r, 30), c.followers*(0.08+0.4*r.Float64())
	for d := range days {
		c.gain[at+d] += size / float64(days) * (0.8 + 0.4*r.Float64())
	}
}

func (c *curve) history(views bool) (out []domain.Day) {
	followers := c.followers
	for i := range c.gain {
		d := domain.Day{Date: domain.Date(time.Date(2026, 6, 1+i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)), Followers: int64(followers)}
		if views {
			d.Views = domain.Known(int64(max(c.views[i], 0)))
		}
		out = append(out, d)
		followers = max(followers+c.gain[i], 0)
	}
	return out
}

// strong counts the curves of a kind with a strong signal, among n of each
// process; every other one comes with views.
func strong(t *testing.T, seed uint64, n int, processes ...process) (count int, missed map[string]int) {
	missed = map[string]int{}
	for _, p := range processes {
		for i := range n {
			r := rand.New(rand.NewPCG(seed, uint64(i)))
			c := ordinary(r)
			p.add(r, c)
			jumps, err := advise.GrowthJumps(c.history(i%2 == 0 || p.name == "uneven"))
			if err != nil {
				t.Fatal(err)
			}
			found := false
			for _, j := range jumps {
				found = found || j.Strong
			}
			if found {
				count++
			} else {
				missed[p.name]++
			}
		}
	}
	return count, missed
}

var (
	benign = []process{{"nothing", func(*rand.Rand, *curve) {}}, {"viral", viral}, {"giveaway", giveaway}, {"television", television}}
	bought = []process{{"burst", burst}, {"drip", drip}, {"repeated", repeated}, {"uneven", uneven}}
)

func TestGrowthOfItsOwnGivesNoStrongSignal(t *testing.T) {
	if n, missed := strong(t, 1, 10, benign...); n > 0 {
		t.Errorf("%d of 40 curves raise a strong signal; quiet: %v", n, missed)
	}
	if n, missed := strong(t, 2, 500, benign...); n > 20 {
		t.Errorf("%d of 2,000 curves raise a strong signal; quiet: %v", n, missed)
	}
}

func TestBoughtGrowthGivesAStrongSignal(t *testing.T) {
	if n, missed := strong(t, 3, 10, bought...); n < 36 {
		t.Errorf("%d of 40 curves raise a strong signal; missed: %v", n, missed)
	}
	if n, missed := strong(t, 4, 500, bought...); n < 1_800 {
		t.Errorf("%d of 2,000 curves raise a strong signal; missed: %v", n, missed)
	}
}

func TestAnyHistoryIsReadOrRefused(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var days []domain.Day
		at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		for range rapid.IntRange(0, 60).Draw(t, "days") {
			d := domain.Day{Date: domain.Date(at.Format(time.DateOnly)), Followers: drawCount(t, "followers")}
			if maybe(t, "views") {
				d.Views = domain.Known(drawCount(t, "views"))
			}
			days = append(days, d)
			at = at.AddDate(0, 0, rapid.SampledFrom([]int{0, 1, 1, 1, 1, 2, 3, 4}).Draw(t, "later"))
		}
		jumps, err := advise.GrowthJumps(days)
		shuffled, again := advise.GrowthJumps(rapid.Permutation(days).Draw(t, "order"))
		if (err == nil) != (again == nil) || err != nil && domain.ErrorCode(err) != domain.Invalid {
			t.Fatalf("%v; in another order %v", err, again)
		}
		for i, j := range jumps {
			if j.From > j.To || j.Gain <= 0 || math.IsNaN(float64(j.Share)) || j.Text.Key == "" || j.Strong == (j.Rule == "jump") {
				t.Fatalf("%+v", j)
			}
			if !repeats(days) && (len(shuffled) != len(jumps) || shuffled[i].From != j.From) {
				t.Fatalf("in another order %+v is %+v", jumps, shuffled)
			}
		}
	})
}

// repeats tells whether a day is stated twice: which of the two counts depends
// on the order.
func repeats(days []domain.Day) bool {
	for i := 1; i < len(days); i++ {
		if days[i].Date == days[i-1].Date {
			return true
		}
	}
	return false
}
