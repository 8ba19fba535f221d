package dialog

import (
	"strings"
	"unicode/utf8"

	"chonmat/bot/paper"
	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/facts"
	"chonmat/domain/growth"
	"chonmat/domain/understand"
	"chonmat/domain/wording"
)

// kit makes the media kit, after asking for what it lacks: "" shows it, "pdf"
// and "png" send it, "figures", "name" and "contact" ask for that anew, "field.x"
// sets the field, "me" takes the name the messenger gives.
func (t *turn) kit(arg string) {
	if t.notPrivate() {
		return
	}
	t.state.Flow = InCreator
	field, isField := strings.CutPrefix(arg, "field.")
	switch {
	case isField:
		for _, f := range growth.Fields {
			if string(f) == field {
				t.changeCreator(func(c *growth.Creator) { c.Profile.Field = f })
			}
		}
	case arg == "me":
		t.changeCreator(func(c *growth.Creator) { c.Card.Name = cardText(t.event.Person.Name) })
	case arg == "figures", arg == "field", arg == "name", arg == "contact":
		t.askKit(arg)
		return
	}
	if lacks := t.kitLacks(); lacks != "" {
		t.askKit(lacks)
		return
	}
	switch arg {
	case "pdf", "png":
		t.send("media-kit", arg, t.kitSheet(), t.Say("kit.caption"), false)
	default:
		t.showKit()
	}
}

// kitLacks is the first thing that a media kit cannot do without; "" is none.
func (t *turn) kitLacks() string {
	c := t.grower()
	switch {
	case !c.Profile.Followers.IsKnown() || c.Profile.Platform == "":
		return "figures"
	case c.Profile.Field == "":
		return "field"
	case c.Card.Name == "":
		return "name"
	case c.Card.Contact == "":
		return "contact"
	}
	return ""
}

func (t *turn) askKit(what string) {
	back := t.button(t.Say("tools.back"), "tools", "")
	t.state.Await = &Await{For: AwaitKit, Arg: what}
	switch what {
	case "figures":
		t.show(screen.New(screen.P(t.Say("kit.ask-figures"))).With(back))
	case "field":
		var buttons []screen.Button
		for _, f := range growth.Fields {
			name := wording.Capital(t.value(f.Name()))
			if f == growth.OtherField {
				name = t.say("kit.other-field")
			}
			buttons = append(buttons, t.button(screen.T(name), "kit", "field."+string(f)))
		}
		t.show(screen.New(screen.P(t.Say("kit.ask-field"))).WithRows(screen.Rows(3, buttons...)...).With(back))
	case "name":
		s := screen.New(screen.P(t.Say("kit.ask-name")))
		if name := cardText(t.event.Person.Name); name != "" {
			s = s.With(labelledButton(t.Say("kit.use-name", "name", name), call{Action: "kit", Arg: "me"}))
		}
		t.show(s.With(back))
	case "contact":
		t.show(screen.New(screen.P(t.Say("kit.ask-contact"))).With(back))
	}
}

// takeKit takes what was asked for.
func (t *turn) takeKit(text, what string) bool {
	switch what {
	case "figures":
		p, ok := figuresIn(text)
		if !ok || p.platform == "" {
			t.notice(t.Say("kit.no-figures"))
			t.askKit(what)
			return true
		}
		t.changeCreator(func(c *growth.Creator) {
			if c.Profile.Platform != p.platform || c.Profile.AsOf != t.today() {
				c.Profile.Views = domain.Figure[int64]{} // of another channel or day
			}
			c.Profile.Platform, c.Profile.Followers, c.Profile.AsOf = p.platform, domain.Known(p.followers), t.today()
			if p.views > 0 {
				c.Profile.Views = domain.Known(p.views)
			}
		})
	case "name":
		t.changeCreator(func(c *growth.Creator) { c.Card.Name = cardText(text) })
	case "contact":
		t.changeCreator(func(c *growth.Creator) { c.Card.Contact = cardText(text) })
	default: // the field has buttons
		return false
	}
	t.kit("")
	return true
}

// cardText is a text on one line that a card has room for.
func cardText(text string) string {
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "")), " ")
	for utf8.RuneCountInString(text) > growth.MaxCard {
		_, size := utf8.DecodeLastRuneInString(text)
		text = text[:len(text)-size]
	}
	return text
}

// showKit shows what the kit will hold.
func (t *turn) showKit() {
	c := t.grower()
	p := c.Profile
	lines := []screen.Text{
		t.Say("kit.name", "name", c.Card.Name),
		t.Say("kit.field", "niche", p.FieldOr().Name(), "platform", p.Channel()),
		t.Say("kit.followers", "n", p.Followers.Or(0), "day", p.AsOf),
	}
	if v, ok := p.Views.Get(); ok {
		lines = append(lines, t.Say("kit.views", "n", v))
	}
	lines = append(lines, t.Say("kit.contact", "contact", c.Card.Contact))
	t.show(screen.New(screen.P(t.Say("kit.title")), screen.Lines(lines...), screen.Small(t.Say("kit.self"))).
		With(t.button(t.Say("kit.pdf"), "kit", "pdf").As(screen.Primary), t.button(t.Say("kit.png"), "kit", "png").As(screen.Primary)).
		With(t.button(t.Say("kit.change-figures"), "kit", "figures"), t.button(t.Say("kit.change-name"), "kit", "name")).
		With(t.button(t.Say("kit.change-field"), "kit", "field"), t.button(t.Say("kit.change-contact"), "kit", "contact")).
		With(t.button(t.Say("tools.back"), "tools", "")))
}

// kitSheet is the media kit: one page, from the person's own figures.
func (t *turn) kitSheet() paper.Sheet {
	c := t.grower()
	p := c.Profile
	self := t.say("kit.self-dated", "day", p.AsOf)
	followers := p.Followers.Or(0)
	figures := paper.Figures{{Value: wording.Count(t.state.Lang, followers), Label: t.say("kit.figure-followers"), Note: self}}
	if v, ok := p.Views.Get(); ok {
		figures = append(figures, paper.Figure{Value: wording.Count(t.state.Lang, v), Label: t.say("kit.figure-views"), Note: self})
	}
	if n := len(c.Reviews); n > 0 {
		if v, ok := c.Reviews[n-1].Videos.Get(); ok {
			figures = append(figures, paper.Figure{Value: wording.Count(t.state.Lang, v), Label: t.say("kit.figure-posts"), Note: t.say("kit.self-dated", "day", c.Reviews[n-1].On)})
		}
	}
	blocks := []paper.Block{
		paper.Banner{Name: c.Card.Name, Line: wording.Capital(cardText(p.Strengths)), Tags: []string{wording.Capital(t.value(p.FieldOr().Name())), t.value(p.Channel()), t.value(domain.TierOf(followers))}},
		paper.Heading(t.say("kit.section-figures")), figures,
	}
	if audience := t.audienceWords(p.Audience); audience != "" {
		blocks = append(blocks, paper.Heading(t.say("kit.section-audience")), paper.Text{Text: audience})
	}
	prices, sources := t.priceCard(p, followers)
	blocks = append(blocks,
		paper.Heading(t.say("kit.section-prices")), prices,
		paper.Heading(t.say("kit.section-contact")), paper.Text{Text: c.Card.Contact},
	)
	foot := t.say("kit.foot", "day", p.AsOf)
	if len(sources) > 0 {
		foot += " " + t.say("kit.foot-prices", "source", facts.Cite(sources...))
	}
	return paper.Sheet{Title: "Media kit – " + c.Card.Name, Author: c.Card.Name, Lang: string(t.state.Lang), At: t.Now, Blocks: blocks, Foot: foot}
}

// priceCard suggests prices: an interval where the market has one, otherwise
// that one asks.
func (t *turn) priceCard(p growth.Profile, followers int64) (paper.Rows, []domain.Source) {
	main := paper.Row{Name: wording.Capital(t.value(advise.MainDeliverable(p.Channel()))), Value: t.say("kit.on-request")}
	var sources []domain.Source
	if curve := facts.CurveOf(facts.Fee, p.Channel()); curve != nil {
		e := curve.At(followers)
		sources = e.Sources
		low, high := about(domain.VND(e.Low)), about(domain.VND(e.High))
		switch {
		case e.OpenHigh:
			main.Value = t.say("value.budget-from", "min", low)
		case low == 0:
			main.Value = t.say("kit.from-goods", "high", high)
		default:
			main.Value = wording.MoneyRange(t.state.Lang, low, high)
		}
		main.Note = t.say("kit.price-note")
	}
	request := t.say("kit.on-request")
	return paper.Rows{main, {Name: t.say("kit.other-content"), Value: request}, {Name: t.say("kit.rights"), Value: request}}, sources
}

// audienceWords says whom the person wants to reach.
func (t *turn) audienceWords(a growth.Audience) string {
	var parts []string
	if a.Gender != "" {
		parts = append(parts, t.value(a.Gender))
	}
	if a.AgeMin > 0 || a.AgeMax > 0 {
		parts = append(parts, t.say("kit.ages", "ages", wording.Range(t.state.Lang, a.AgeMin, a.AgeMax)))
	}
	if len(a.Locations) > 0 {
		parts = append(parts, t.value(a.Locations))
	}
	if len(parts) == 0 {
		return cardText(a.Words)
	}
	return wording.Capital(strings.Join(parts, ", "))
}

// figuresIn reads "TikTok 12k follow, 3k view".
func figuresIn(text string) (p profile, ok bool) {
	p.platform = platformIn(text)
	for _, a := range understand.Amounts(text) {
		after := wording.Fold(text[a.End:min(a.End+24, len(text))])
		switch {
		case !a.HasMin || a.Min < 1 || a.Min > 1e10:
		case startsWith(after, "follow", "fl", "nguoi theo doi", "sub", "dang ky", "fan"):
			p.followers = int64(a.Min)
		case startsWith(after, "view", "luot xem", "xem"):
			p.views = int64(a.Min)
		}
	}
	return p, p.followers > 0
}
