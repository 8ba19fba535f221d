package dialog

import (
	"strconv"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/growth/offer"
	"chonmat/domain/understand"
)

// unitCosts say what a thousand views and an interaction cost.
func (t *turn) unitCosts(total advise.Sum) []screen.Text {
	var lines []screen.Text
	if cpm, ok := total.CPM(); ok {
		lines = append(lines, t.Say("sales.cpm", "range", cpm))
	}
	if cpe, ok := total.CPE(); ok {
		lines = append(lines, t.Say("sales.cpe", "range", cpe))
	}
	return lines
}

// sales shows orders and break-even by the seller's own figures, and asks for
// those that are missing: nothing public stands in for them.
func (t *turn) sales(string) { t.showSales(t.campaign.Economics, false) }

// supposed are the shares of views that order which a scenario can suppose, in
// hundredths of a percent.
var supposed = []int{10, 30, 100}

// suppose shows a scenario with a supposed share of orders, labelled as one.
func (t *turn) suppose(arg string) {
	n, err := strconv.Atoi(arg)
	if err != nil || n < 1 || n > 10_000 {
		t.unknownButton()
		return
	}
	e := t.campaign.Economics
	e.Conversion = domain.Rate(n) / 10_000
	t.showSales(e, true)
}

// toldSales takes the seller's figures; false is a text about something else: a
// quote, a question, a change of the brief.
func (t *turn) toldSales(text string) bool {
	e := understand.Economics(text)
	quote, isQuote := offer.ReadQuote(text, t.VNDPerUSD)
	switch ctx := t.context(); {
	case isQuote && len(quote.Items) > 0 && e.Margin == 0 && e.Conversion == 0:
		return false
	case e != (domain.Economics{}):
		t.campaign.Economics = t.campaign.Economics.With(e)
		t.save()
	case understand.IntentOf(text, ctx) != understand.IntentUnknown || !understand.Read(text, ctx).Empty():
		return false
	default:
		t.notice(t.Say("sales.not-read"))
	}
	t.sales("")
	return true
}

func (t *turn) showSales(e domain.Economics, scenario bool) {
	people, _ := t.chosen()
	if len(people) == 0 {
		t.notice(t.Say("summary.nobody"))
		t.people("")
		return
	}
	t.moveTo(StageSummary)
	total := advise.Total(t.campaign.Brief, people)
	s := screen.New(screen.P(t.Say("sales.title", "n", len(people))))
	var lines []screen.Text
	if e.OrderValue > 0 {
		lines = append(lines, t.Say("sales.order-value", "value", e.OrderValue))
	}
	if e.Margin > 0 {
		lines = append(lines, t.Say("sales.margin", "margin", e.Margin))
	}
	switch {
	case scenario:
		lines = append(lines, t.Say("sales.supposed", "share", e.Conversion))
	case e.Conversion > 0:
		lines = append(lines, t.Say("sales.conversion", "share", e.Conversion))
	}
	s = s.Add(screen.Lines(lines...))
	result, ok := total.Sales(e)
	if !ok && e.Known() {
		s = s.Add(screen.P(t.Say("sales.unpriced")))
	}
	var out []screen.Text
	if result.BreakEven > 0 {
		out = append(out, t.Say("sales.break-even", "orders", result.BreakEven, "low", domain.Rate(result.Needed.P10), "high", domain.Rate(result.Needed.P90)))
	}
	if result.Known {
		key := "sales.orders"
		if scenario {
			key = "sales.orders-supposed"
		}
		out = append(out, t.Say(key, "range", result.Orders), t.Say("sales.cost", "range", result.Cost))
		if e.OrderValue > 0 && e.Margin > 0 {
			out = append(out, t.profit(result.Profit))
		}
	}
	s = s.Add(screen.Bullets(out...))
	if missing := e.OrderValue == 0 || e.Margin == 0 || e.Conversion == 0 || scenario; missing {
		s = s.Add(screen.P(t.Say("sales.ask")))
	} else {
		s = s.Add(screen.Small(t.Say("sales.change")))
	}
	t.state.Await = &Await{For: AwaitSales}
	var suppose []screen.Button
	if t.campaign.Economics.Conversion == 0 {
		for _, n := range supposed {
			suppose = append(suppose, t.on(t.Say("sales.suppose", "share", domain.Rate(n)/10_000), "suppose", strconv.Itoa(n)))
		}
	}
	t.show(s.WithRows(screen.Rows(3, suppose...)...).With(t.on(t.Say("sales.back"), "summary", "").As(screen.Primary)))
}

// profit says what is left of the margin, which may be less than nothing.
func (t *turn) profit(i domain.Interval) screen.Text {
	switch {
	case i.P90 < 0:
		return t.Say("sales.loss", "range", domain.Interval{P10: -i.P90, P50: -i.P50, P90: -i.P10})
	case i.P10 < 0:
		return t.Say("sales.either", "loss", domain.VND(-i.P10), "profit", domain.VND(i.P90))
	}
	return t.Say("sales.profit", "range", i)
}
