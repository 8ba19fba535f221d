package pack

import "slices"

// draft is a choice being bettered.
type draft struct {
	*solver
	pick  []int
	added sums
	spent int64
	heads int
}

// rounds bounds how often groups are swapped.
const rounds = 40

// enough tells a real gain, as a share of the value, from the noise of adding
// floats.
const enough = 1e-12

// improve betters a choice that keeps the budget by single changes and, when
// thorough, by swaps of two groups, until none helps. It may use all options,
// also those that are not allowed here.
func (s *solver) improve(pick []int, thorough bool) []int {
	d := &draft{solver: s, pick: slices.Clone(pick), added: s.added(pick)}
	for g, o := range pick {
		if o != nothing {
			d.spent += s.cost(g, o)
			d.heads++
		}
	}
	for range rounds {
		for d.change() {
		}
		if !thorough || !d.swap() {
			break
		}
	}
	return d.pick
}

// move takes another option of a group.
func (d *draft) move(g, to int) {
	if from := d.pick[g]; from != nothing {
		d.added[d.Groups[g].Options[from].Pool] -= d.weights[g][from]
		d.heads--
	}
	if to != nothing {
		d.added[d.Groups[g].Options[to].Pool] += d.weights[g][to]
		d.heads++
	}
	d.spent += d.cost(g, to) - d.cost(g, d.pick[g])
	d.pick[g] = to
}

// after is the value once an option of g has made room for another, and one of
// h likewise; h may be -1.
func (d *draft) after(g, to, h, b int) float64 {
	sum := 0.0
	for p := range d.Pools {
		x := d.added[p]
		x += d.weightIn(p, g, to) - d.weightIn(p, g, d.pick[g])
		if h >= 0 {
			x += d.weightIn(p, h, b) - d.weightIn(p, h, d.pick[h])
		}
		sum += d.poolValue(p, x)
	}
	return sum
}

func (s *solver) weightIn(pool, g, o int) float64 {
	if o == nothing || s.Groups[g].Options[o].Pool != pool {
		return 0
	}
	return s.weights[g][o]
}

// change makes the best single change that fits, if it is one for the better.
func (d *draft) change() bool {
	most := d.worth(&d.added) * (1 + enough)
	best, to := -1, nothing
	for g, o := range d.pick {
		for way := nothing; way < len(d.Groups[g].Options); way++ {
			switch {
			case way == o, way == nothing && d.Groups[g].Must:
			case d.solver.heads >= 0 && (way == nothing) != (o == nothing):
			case d.spent-d.cost(g, o)+d.cost(g, way) > d.Budget:
			default:
				if v := d.after(g, way, -1, 0); v > most {
					best, to, most = g, way, v
				}
			}
		}
	}
	if best < 0 {
		return false
	}
	d.move(best, to)
	return true
}

// swap takes one group in place of another, the best way that fits.
func (d *draft) swap() bool {
	most := d.worth(&d.added) * (1 + enough)
	out, in, way := -1, -1, nothing
	for g, o := range d.pick {
		if o == nothing || d.Groups[g].Must {
			continue
		}
		left := d.Budget - d.spent + d.cost(g, o)
		for h, other := range d.pick {
			if other != nothing {
				continue
			}
			for b, option := range d.Groups[h].Options {
				if option.Cost > left {
					continue
				}
				if v := d.after(g, nothing, h, b); v > most {
					out, in, way, most = g, h, b, v
				}
			}
		}
	}
	if out < 0 {
		return false
	}
	d.move(out, nothing)
	d.move(in, way)
	return true
}
