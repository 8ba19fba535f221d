package advise_test

import (
	"testing"

	"pgregory.net/rapid"

	"chonmat/domain"
	"chonmat/domain/advise"
)

func TestMovesAreToldAndAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list, b := drawRoster(t), drawBrief(t)
		before := advise.Rank(b, nil, list, today)
		changed, o := b, today
		if maybe(t, "another brief") {
			changed = drawBrief(t)
		} else {
			c := rapid.SampledFrom(domain.Criteria).Draw(t, "criterion")
			o.Weights = before.Weights.With(c, rapid.Float64Range(0, 1).Draw(t, "weight"))
		}
		after := advise.Rank(changed, nil, list, o)
		n := rapid.IntRange(1, 6).Draw(t, "first")
		told := map[domain.AccountKey]advise.Move{}
		for _, m := range advise.Moves(before, after, n) {
			told[m.Account.Key()] = m
			switch {
			case m.From == m.To:
				t.Fatalf("%+v did not move", m)
			case m.To == 0 && m.Reason.Key == "":
				t.Fatalf("%s is out for no reason", m.Account.Creator)
			case m.Passed != nil && (m.Points < 0 || m.From == 0 || m.To == 0):
				t.Fatalf("%+v", m)
			}
		}
		for _, c := range after.Page(0, n) {
			was, ok := before.Find(c.Account.Key())
			if m, moved := told[c.Account.Key()]; moved != (!ok || was.Rank != c.Rank) || moved && m.To != c.Rank {
				t.Fatalf("%s went from %d to %d, told is %+v", c.Account.Creator, was.Rank, c.Rank, m)
			}
		}
		for _, was := range before.Page(0, n) {
			c, ok := after.Find(was.Account.Key())
			if _, moved := told[was.Account.Key()]; !moved && (!ok || c.Rank != was.Rank) {
				t.Fatalf("%s left the first %d, and nobody says so", was.Account.Creator, n)
			}
		}
	})
}
