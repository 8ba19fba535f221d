package dialog

import (
	"reflect"
	"slices"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/understand"
	"chonmat/domain/wording"
)

// brief shows the brief card: what was understood, to be confirmed or changed.
func (t *turn) brief(string) {
	t.state.Question, t.state.Pending = nil, nil
	t.moveTo(StageBrief)
	if t.stopped() {
		return
	}
	b := t.campaign.Brief
	feasible := advise.FeasibleFrom(b, t.roster())
	s := screen.New(
		screen.P(t.Say("brief.title")),
		screen.Lines(t.cardLines(b)...),
	).Add(t.feasible(feasible)...).Add(t.goodsPapers()...).Add(screen.More(t.Say("brief.heard"), t.heard()))
	if slot, ok := t.missing(); ok {
		// Someone who stopped half-way, or took a line back.
		s = s.With(t.on(t.Say("brief.fill", "slot", t.slotName(slot)), "line", string(slot)).As(screen.Primary))
	} else {
		s = s.With(t.on(t.Say("brief.ok"), "ok", "").As(screen.Primary))
	}
	edit := []screen.Button{t.on(t.Say("brief.edit"), "edit", "")}
	if !t.saysAudience(b) {
		edit = append(edit, t.on(t.Say("brief.add-audience"), "audience", ""))
	}
	if feasible.Verdict == advise.Unlikely {
		s = s.With(t.waysOut()...)
	}
	t.show(s.With(edit...).With(t.on(t.Say("button.back"), "home", ""), t.button(t.Say("brief.restart"), "new", "")))
}

// saysAudience tells whether the brief says anything about people beside the
// industry.
func (t *turn) saysAudience(b domain.Brief) bool {
	return slices.ContainsFunc(audienceSlots, b.Has)
}

// cardLines are the lines of the brief card. Industry and audience share one,
// budget and KPI another, as people say them in one breath; what is wished
// beyond that follows.
func (t *turn) cardLines(b domain.Brief) []screen.Text {
	dot := screen.T(" · ")
	line := func(parts ...screen.Text) screen.Text { return screen.Join(plain(dot), parts...) }
	lines := []screen.Text{
		line(t.slotLine(domain.SlotIndustry, b), t.audienceLine(b)),
		line(t.slotLine(domain.SlotBudget, b), t.slotLine(domain.SlotKPI, b)),
	}
	wanted := b
	wanted.ExcludeChannels, wanted.ExcludeTiers, wanted.ExcludeKinds = nil, nil, nil
	for _, slot := range []domain.Slot{domain.SlotChannels, domain.SlotCount, domain.SlotTiers, domain.SlotKind, domain.SlotTime} {
		if wanted.Has(slot) {
			lines = append(lines, t.slotLine(slot, wanted))
		}
		if budget, ok := b.Spend(); ok && slot == domain.SlotCount && b.CreatorsCount > 1 {
			last := &lines[len(lines)-1]
			*last = screen.Join(" ", *last, t.Say("brief.per-head", "each", budget/domain.VND(b.CreatorsCount)))
		}
	}
	return append(lines, t.unwanted(b))
}

// unwanted is "**Không lấy** celeb": what "không lấy celeb" rules out as a tier
// and as a kind is said once.
func (t *turn) unwanted(b domain.Brief) screen.Text {
	var all []string
	for _, list := range [][]string{values(t, b.ExcludeChannels), values(t, b.ExcludeTiers), values(t, b.ExcludeKinds)} {
		for _, v := range list {
			if !slices.Contains(all, v) {
				all = append(all, v)
			}
		}
	}
	if len(all) == 0 {
		return nil
	}
	return t.Say("brief.line", "slot", plain(t.Say("brief.unwanted")), "value", t.value(all))
}

// values says each of a list.
func values[T any](t *turn, list []T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = t.value(v)
	}
	return out
}

// slotLine is "**Ngân sách** 200 triệu", or that it is not said yet.
func (t *turn) slotLine(slot domain.Slot, b domain.Brief) screen.Text {
	value := t.slotValue(slot, &b)
	if value == "" {
		value = plain(t.Say("brief.unsaid"))
	}
	return t.Say("brief.line", "slot", t.slotName(slot), "value", value)
}

// audienceLine is "**Khách** nữ, 18–25, TP.HCM".
func (t *turn) audienceLine(b domain.Brief) screen.Text {
	var parts []screen.Text
	for _, slot := range audienceSlots {
		parts = append(parts, screen.T(t.slotValue(slot, &b)))
	}
	value := plain(screen.Join(", ", parts...))
	if value == "" {
		value = plain(t.Say("brief.anybody"))
	}
	return t.Say("brief.line", "slot", plain(t.Say("brief.audience")), "value", value)
}

// feasible says what the budget usually brings, and whether that meets the KPI.
func (t *turn) feasible(f advise.Feasibility) []screen.Block {
	if f.Text.Key == "" {
		return nil
	}
	return []screen.Block{
		screen.P(t.sentence(f.Text)),
		screen.More(t.Say("brief.estimate"), screen.Bullets(t.named(f.Sources)...)),
	}
}

// waysOut are what can be changed when the budget, or who is chosen, is unlikely to
// bring the KPI.
func (t *turn) waysOut() []screen.Button {
	return []screen.Button{
		t.on(t.Say("brief.raise"), "line", string(domain.SlotBudget)),
		t.on(t.Say("brief.lower"), "line", string(domain.SlotKPI)),
		t.on(t.Say("brief.switch"), "line", string(domain.SlotChannels)),
	}
}

// named names each source on a line of its own.
func (t *turn) named(sources []domain.Source) []screen.Text {
	out := make([]screen.Text, len(sources))
	for i, s := range sources {
		out[i] = screen.Link(t.value(s), s.URL)
	}
	return out
}

// edit asks which line is to be changed.
func (t *turn) edit(string) {
	t.state.Question, t.state.Pending = nil, nil
	t.moveTo(StageBrief)
	var buttons []screen.Button
	for _, slot := range domain.Slots {
		buttons = append(buttons, t.on(screen.T(wording.Capital(t.slotName(slot))), "line", string(slot)))
	}
	t.show(screen.New(
		screen.P(t.Say("edit.which")),
		screen.Lines(t.cardLines(t.campaign.Brief)...),
		screen.Small(t.Say("edit.typing")),
	).WithRows(screen.Rows(3, buttons...)...).With(t.on(t.Say("button.back"), "brief", "")))
}

// line asks for a new value of one line.
func (t *turn) line(arg string) {
	slot := domain.Slot(arg)
	if !slices.Contains(domain.Slots, slot) {
		t.unknownButton()
		return
	}
	t.moveTo(StageBrief)
	t.ask(Question{Slot: slot, Editing: true})
}

// tell takes over what a text stated about the brief.
func (t *turn) tell(text string, r understand.Reading) {
	t.toRead = text
	if t.campaign == nil {
		t.newCampaign()
	}
	before, goods := t.campaign.Brief, t.campaign.Goods
	t.adding = r.Adding
	another, asks := t.anotherIndustry(&r)
	t.takeGoods()
	t.sayOpen(r)
	open := t.leavesTargetOpen(text, &r)
	b := r.Apply(t.inEffect(r))
	if open {
		b.KPITarget, b.KPIUnit = 0, ""
	}
	changed := t.take(b, r.Heard)
	t.skip(r.Cleared...)
	if len(changed) > 0 {
		t.state.Told.Message, t.state.Told.Goods = t.event.Message, goods
	}
	t.state.Pending = nil
	for _, q := range r.Questions {
		t.state.Pending = append(t.state.Pending, Question{Slot: q.Slot, Options: q.Options, Words: q.Words})
	}
	if asks {
		t.state.Pending = append(t.state.Pending, another)
	}
	t.after(before, changed)
}

// inEffect is the brief that a text adds to: channels that it does not name but
// that were suggested or chosen are there already.
func (t *turn) inEffect(r understand.Reading) domain.Brief {
	b := t.campaign.Brief
	if slices.Contains(r.Adding, domain.SlotChannels) && len(b.Channels) == 0 && len(r.Brief.Channels) > 0 && t.place().Stage != StageBrief {
		b.Channels = slices.Clone(t.picked(advise.Channels(b, t.roster())))
	}
	return b
}

// sayOpen says of what a text adds that it goes already.
func (t *turn) sayOpen(r understand.Reading) {
	said := map[string]bool{}
	for _, slot := range r.Open(t.campaign.Brief) {
		if value := t.slotValue(slot, &r.Brief); !said[value] {
			said[value] = true
			t.notice(t.Say("changed.open", "slot", t.slotName(slot), "value", value))
		}
	}
}

// anotherIndustry takes an industry that is added to the brief's out of a
// reading, and returns the question which of the two it is: a brief has one.
func (t *turn) anotherIndustry(r *understand.Reading) (Question, bool) {
	was, added := t.campaign.Brief.Industry, r.Brief.Industry
	if !slices.Contains(r.Adding, domain.SlotIndustry) || was == "" || added == "" || was == added {
		return Question{}, false
	}
	r.Brief.Industry = ""
	t.goods, t.goodsAnew = nil, false
	t.notice(t.Say("changed.one-industry"))
	return Question{Slot: domain.SlotIndustry, Options: []domain.Brief{{Industry: was}, {Industry: added}}, Editing: true}, true
}

// take makes b the brief of the campaign at hand, and says which slots changed.
func (t *turn) take(b domain.Brief, words []domain.Heard) (changed []domain.Slot) {
	c := t.campaign
	if b.Validate() != nil {
		t.notice(t.Say("brief.out-of-range"))
		return nil
	}
	var now, then domain.Brief
	for _, slot := range domain.Slots {
		if now, then = only(slot, b), only(slot, c.Brief); !reflect.DeepEqual(&now, &then) {
			changed = append(changed, slot)
		}
	}
	if len(changed) == 0 {
		return nil
	}
	was := told{Campaign: c.ID, Before: c.Brief, Heard: c.Heard, Channels: c.Channels, Goods: c.Goods}
	c.Heard = slices.DeleteFunc(slices.Clone(c.Heard), func(h domain.Heard) bool { return slices.Contains(changed, h.Slot) })
	for _, h := range words {
		if slices.Contains(changed, h.Slot) {
			c.Heard = append(c.Heard, h)
		}
	}
	t.rememberOrder()
	before := c.Brief
	named := !t.namedAfter(c.Brief)
	c.Brief = b
	if !named {
		c.Name = t.autoName(b)
	}
	c.Revision++
	t.ranking = nil
	if slices.Contains(changed, domain.SlotChannels) {
		t.followChannels(before)
	}
	was.Revision = c.Revision
	t.state.Told = &was
	t.save()
	t.at(func(p *Place) {
		p.Changed, p.ChangedAt = changed, t.Now
		p.Skipped = slices.DeleteFunc(slices.Clone(p.Skipped), b.Has)
		if slices.Contains(changed, domain.SlotChannels) {
			p.Picked = nil
		}
		if slices.Contains(changed, domain.SlotKPI) {
			p.NoTarget = false
		}
		p.From = 0
	})
	return changed
}

// followChannels keeps the channels chosen in step 2 in line with what the
// brief now says about channels: those it newly names take their place, or join
// them when they were added to what was there.
func (t *turn) followChannels(before domain.Brief) {
	c := t.campaign
	if len(c.Channels) == 0 {
		return
	}
	channels := slices.Clone(c.Channels)
	if len(c.Brief.Channels) > 0 && !slices.Equal(c.Brief.Channels, before.Channels) && !t.adds(domain.SlotChannels) {
		channels = nil
	}
	for _, p := range c.Brief.Channels {
		if !slices.Contains(channels, p) {
			channels = append(channels, p)
		}
	}
	c.Channels = slices.DeleteFunc(channels, func(p domain.Platform) bool { return slices.Contains(c.Brief.ExcludeChannels, p) })
	slices.Sort(c.Channels)
}

// adds tells whether the text of this step adds to a slot ("thêm YouTube").
func (t *turn) adds(s domain.Slot) bool { return slices.Contains(t.adding, s) }

// only returns a brief that states the slot of b and nothing else.
func only(slot domain.Slot, b domain.Brief) (one domain.Brief) {
	one.Take(slot, b)
	return one
}

// skip remembers slots that are not to be asked again.
func (t *turn) skip(slots ...domain.Slot) {
	if len(slots) == 0 || t.campaign == nil {
		return
	}
	t.at(func(p *Place) {
		p.Skipped = slices.Clone(p.Skipped)
		for _, s := range slots {
			if !t.campaign.Brief.Has(s) && !slices.Contains(p.Skipped, s) {
				p.Skipped = append(p.Skipped, s)
			}
		}
	})
}

// after goes on after the brief was told something: what is unclear or missing
// is asked; a later step is shown anew, with what changed.
func (t *turn) after(before domain.Brief, changed []domain.Slot) {
	p := t.place()
	q := t.state.Question
	later := p.Stage != StageBrief || q != nil && q.Editing
	// What nobody asked about must not change in silence.
	unasked := func(s domain.Slot) bool { return before.Has(s) && (q == nil || q.Slot != s) }
	if len(changed) > 0 && later || slices.ContainsFunc(changed, unasked) {
		t.notice(t.changes(before, changed))
		t.revertible = true
	}
	t.state.Question = nil
	if t.stopped() || t.nextQuestion() {
		return
	}
	switch p.Stage {
	case StageCard, StageSummary, StagePeople:
		t.sayMoves()
		t.people("")
	default:
		t.here()
	}
}

// changes says what changed: "Đã đổi ngân sách: 200 triệu → 300 triệu."
func (t *turn) changes(before domain.Brief, changed []domain.Slot) screen.Text {
	var all []screen.Text
	for _, slot := range changed {
		was, is := t.slotValue(slot, &before), t.slotValue(slot, &t.campaign.Brief)
		name := t.slotName(slot)
		switch {
		case is == "":
			all = append(all, t.Say("changed.cleared", "slot", name, "was", was))
		case was == "":
			all = append(all, t.Say("changed.added", "slot", name, "is", is))
		default:
			all = append(all, t.Say("changed.changed", "slot", name, "was", was, "is", is))
		}
	}
	return screen.Join("\n", all...)
}
