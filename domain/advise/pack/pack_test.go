package pack_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chonmat/domain/advise/pack"
)

// worth is the value of a choice, by the definition.
func worth(p *pack.Problem, pick []int) float64 {
	sum := 0.0
	for i, pool := range p.Pools {
		plain, missed := 0.0, 1.0
		for g, o := range pick {
			if o < 0 || p.Groups[g].Options[o].Pool != i {
				continue
			}
			plain += p.Groups[g].Options[o].Gain
			if pool.Size > 0 {
				missed *= 1 - p.Groups[g].Options[o].Gain/pool.Size
			}
		}
		if pool.Size > 0 {
			plain = pool.Size * (1 - missed)
		}
		sum += plain
	}
	return sum
}

// costOf adds up what a choice costs.
func costOf(p *pack.Problem, pick []int) (cost int64, heads int) {
	for g, o := range pick {
		if o >= 0 {
			cost += p.Groups[g].Options[o].Cost
			heads++
		}
	}
	return cost, heads
}

// brute tries every choice: the most heads allowed first, then the most value.
func brute(p *pack.Problem) (best float64, heads int, ok bool) {
	pick := make([]int, len(p.Groups))
	var try func(g int)
	try = func(g int) {
		if g == len(pick) {
			cost, n := costOf(p, pick)
			if cost > p.Budget || p.Heads > 0 && n > max(p.Heads, musts(p)) {
				return
			}
			v := worth(p, pick)
			if p.Heads == 0 {
				n = 0
			}
			if !ok || n > heads || n == heads && v > best {
				best, heads, ok = v, n, true
			}
			return
		}
		for o := -1; o < len(p.Groups[g].Options); o++ {
			if o < 0 && p.Groups[g].Must {
				continue
			}
			pick[g] = o
			try(g + 1)
		}
	}
	try(0)
	return best, heads, ok
}

func musts(p *pack.Problem) (n int) {
	for _, g := range p.Groups {
		if g.Must {
			n++
		}
	}
	return n
}

// problem draws a problem of up to so many groups; ties are common.
func problem(t *rapid.T, groups, options int) *pack.Problem {
	p := &pack.Problem{
		Budget: rapid.Int64Range(0, 200).Draw(t, "budget"),
		Heads:  rapid.SampledFrom([]int{0, 0, 1, 2, 3, 5}).Draw(t, "heads"),
	}
	for range rapid.IntRange(1, 3).Draw(t, "pools") {
		p.Pools = append(p.Pools, pack.Pool{Size: rapid.SampledFrom([]float64{0, 120, 1000, 1e6}).Draw(t, "size")})
	}
	for range rapid.IntRange(0, groups).Draw(t, "groups") {
		g := pack.Group{Must: rapid.IntRange(0, 7).Draw(t, "must") == 0}
		for range rapid.IntRange(0, options).Draw(t, "options") {
			g.Options = append(g.Options, pack.Option{
				Cost: rapid.Int64Range(0, 60).Draw(t, "cost"),
				Gain: float64(rapid.IntRange(0, 100).Draw(t, "gain")),
				Pool: rapid.IntRange(0, len(p.Pools)-1).Draw(t, "pool"),
			})
		}
		p.Groups = append(p.Groups, g)
	}
	return p
}

func TestSmallProblemsAreSolvedExactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := problem(t, 7, 3)
		want, heads, ok := brute(p)
		got := pack.Solve(p)
		if got.Feasible != ok {
			t.Fatalf("feasible %t, want %t", got.Feasible, ok)
		}
		if !ok {
			return
		}
		cost, n := costOf(p, got.Pick)
		switch {
		case cost != got.Cost || cost > p.Budget || n != got.Heads:
			t.Fatalf("costs %d (says %d) of %d, %d heads (says %d)", cost, got.Cost, p.Budget, n, got.Heads)
		case p.Heads > 0 && n != heads:
			t.Fatalf("%d heads, %d can be had", n, heads)
		case math.Abs(got.Value-worth(p, got.Pick)) > 1e-6*(1+got.Value):
			t.Fatalf("says %g, is worth %g", got.Value, worth(p, got.Pick))
		case math.Abs(got.Value-want) > 1e-6*(1+want):
			t.Fatalf("value %g, the best is %g", got.Value, want)
		case got.Gap() > 1e-9:
			t.Fatalf("a gap of %g", got.Gap())
		}
		for g, o := range got.Pick {
			if o < 0 && p.Groups[g].Must {
				t.Fatalf("group %d was left out", g)
			}
		}
	})
}

func TestTwentyFiveCandidatesAreSolvedExactly(t *testing.T) {
	for seed := range uint64(3) {
		p := market(seed, 25, 1, 76_000_000)
		want := 0.0
		for set := range 1 << len(p.Groups) {
			var cost int64
			missed := 1.0
			for g := range p.Groups {
				if set>>g&1 == 1 {
					cost += p.Groups[g].Options[0].Cost
					missed *= 1 - p.Groups[g].Options[0].Gain/p.Pools[0].Size
				}
			}
			if cost <= p.Budget {
				want = max(want, p.Pools[0].Size*(1-missed))
			}
		}
		if got := pack.Solve(p); math.Abs(got.Value-want) > 1e-6*want || got.Gap() > 1e-9 {
			t.Errorf("seed %d: value %g with gap %g, the best is %g", seed, got.Value, got.Gap(), want)
		}
	}
}

func TestTheBoundHoldsAndAMoreGenerousBudgetIsNeverWorse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := problem(t, 40, 4)
		one := pack.Solve(p)
		if one.Feasible && one.Value > one.Bound*(1+1e-9) {
			t.Fatalf("value %g above the bound %g", one.Value, one.Bound)
		}
		more := *p
		more.Budget += rapid.Int64Range(0, 100).Draw(t, "more")
		two := pack.Solve(&more)
		if !one.Feasible {
			return
		}
		if !two.Feasible || two.Heads < one.Heads && p.Heads > 0 {
			t.Fatalf("%+v with %d more became %+v", one, more.Budget-p.Budget, two)
		}
		if (p.Heads == 0 || two.Heads == one.Heads) && two.Bound < one.Value*(1-1e-9) {
			t.Fatalf("bound %g below what is possible, %g", two.Bound, one.Value)
		}
		if (p.Heads == 0 || two.Heads == one.Heads) && two.Gap() < 1e-9 && two.Value < one.Value*(1-1e-9) {
			t.Fatalf("%g with %d more became %g", one.Value, more.Budget-p.Budget, two.Value)
		}
	})
}

func TestTheOrderOfGroupsChangesNoValueAndTheSameProblemNoPick(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := problem(t, 12, 3)
		one := pack.Solve(p)
		if diff := cmp.Diff(one, pack.Solve(p)); diff != "" {
			t.Fatal(diff)
		}
		turned := *p
		turned.Groups = slices.Clone(p.Groups)
		slices.Reverse(turned.Groups)
		two := pack.Solve(&turned)
		if one.Feasible != two.Feasible || math.Abs(one.Value-two.Value) > 1e-6*(1+one.Value) {
			t.Fatalf("%+v, turned round %+v", one, two)
		}
	})
}

// market makes a problem as lists of creators are: prices and reaches over
// three powers of ten, one to three posts each.
func market(seed uint64, groups, posts int, sizes ...float64) *pack.Problem {
	rnd := rand.New(rand.NewPCG(seed, 7))
	p := &pack.Problem{Budget: int64(groups) * 400_000}
	for _, size := range sizes {
		p.Pools = append(p.Pools, pack.Pool{Size: size})
	}
	for range groups {
		reach := math.Exp(9 + 1.8*rnd.NormFloat64())
		cost := reach * math.Exp(4.6+0.9*rnd.NormFloat64())
		var g pack.Group
		pool := rnd.IntN(len(sizes))
		for n := range posts {
			gain := reach * (1 + 0.6*float64(n))
			if sizes[pool] > 0 {
				gain = min(gain, sizes[pool]/2)
			}
			g.Options = append(g.Options, pack.Option{Cost: int64(cost/1000) * 1000 * int64(n+1), Gain: gain, Pool: pool})
		}
		p.Groups = append(p.Groups, g)
	}
	return p
}

func TestAThousandCandidatesAreWithinOnePercent(t *testing.T) {
	for _, c := range thousands() {
		t.Run(c.name, func(t *testing.T) {
			got := pack.Solve(c.problem)
			if !got.Feasible || got.Cost > c.problem.Budget {
				t.Fatalf("cost %d of %d", got.Cost, c.problem.Budget)
			}
			if most := map[bool]float64{true: 1e-9, false: 0.01}[c.exact]; got.Gap() > most {
				t.Errorf("gap %g", got.Gap())
			}
		})
	}
}

func thousands() (list []struct {
	name    string
	problem *pack.Problem
	exact   bool
}) {
	for seed := range uint64(3) {
		for _, heads := range []int{0, 12} {
			for name, sizes := range map[string][]float64{"linear": {0}, "reach": {76_000_000}, "reach over three": {76_000_000, 11_000_000, 62_000_000}} {
				p := market(seed, 1000, 3, sizes...)
				p.Heads = heads
				list = append(list, struct {
					name    string
					problem *pack.Problem
					exact   bool
				}{fmt.Sprintf("%s, %d heads, %d", name, heads, seed), p, name == "linear"})
			}
		}
	}
	same := market(1, 1000, 1, 76_000_000)
	for i := range same.Groups {
		same.Groups[i] = same.Groups[0]
	}
	return append(list, struct {
		name    string
		problem *pack.Problem
		exact   bool
	}{"all alike", same, false})
}

func BenchmarkSolve(b *testing.B) {
	for _, c := range thousands() {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				b.ReportMetric(pack.Solve(c.problem).Gap(), "gap")
			}
		})
	}
}
