package dialog

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"chonmat/bot/screen"
	"chonmat/domain/understand"
)

// Nothing is done for a person before they have agreed that what they say is
// kept (Law 91/2025/QH15, Art. 9: a consent is given, never taken for
// granted). The notice stands where the conversation begins, so that agreeing
// is the tap that begins it; what a person said before is carried out then.

// Operator is who runs the bot, as the notice tells.
type Operator struct {
	Name  string // with how to reach them; "" is not known
	Model string // what a language model's provider is called; "" without one
	// KeepDays is how long what is done with is kept, in days.
	KeepDays int
	// BackupDays is how long backups are kept at most, in days; 0 is not known.
	BackupDays int
}

// Held is what a person said before they agreed, and the notice that they saw.
type Held struct {
	Notice  string `json:"notice"`         // whole, as it was shown
	Text    string `json:"text,omitempty"` // several with betweenTexts
	Command string `json:"command,omitempty"`
	Data    string `json:"data,omitempty"`    // of a button
	File    string `json:"file,omitempty"`    // a file's name; it is State.Upload
	Message string `json:"message,omitempty"` // that holds the text
}

// betweenTexts parts the texts that were held: a control character, which nobody
// types.
const betweenTexts = "\x1e"

// beforeConsent are the actions and commands that need no consent: to agree or
// not, to understand the notice, and the rights that everybody has.
var beforeConsent = []string{"agree", "refuse", "notice", "lang", "forget", "forget!", "keep-all"}

var commandsBeforeConsent = []string{"dulieu", "xoa", "ngonngu"}

// consented tells whether the person agreed, here or elsewhere.
func (t *turn) consented() bool {
	if !t.state.Agreed && t.Consented != nil && t.Consented() {
		t.state.Agreed, t.state.Held = true, nil
	}
	return t.state.Agreed
}

// gate asks for consent before anything else, and keeps what was said until
// then.
func (t *turn) gate(e Event) {
	if c, ok := t.aboutConsent(e); ok {
		if e.Kind == Pressed {
			t.press(e.Data)
			return
		}
		t.do(c)
		return
	}
	held := t.held()
	switch e.Kind {
	case TextSent, CommandSent:
		text := strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(e.Text, ""), betweenTexts, " "))
		name, rest, isCommand := e.Command, text, true
		if e.Kind == TextSent {
			name, rest, isCommand = commandIn(text)
		}
		switch c, known := commandNamed(name); {
		case isCommand && known && slices.Contains(commandsBeforeConsent, c.Name):
			c.do(t, rest)
			return
		case isCommand && known && c.Name == "start": // what they said before stays
		case isCommand:
			held.Command, held.Text, held.Data = name, rest, ""
		case held.Text != "" && held.Command == "" && len(held.Text)+len(text) < maxText: // a brief in two messages
			held.Text, held.Message = held.Text+betweenTexts+text, e.Message
		default:
			held.Command, held.Text, held.Data, held.Message = "", text, "", e.Message
		}
	case TextEdited:
		if held.Message == e.Message && utf8.RuneCountInString(e.Text) <= maxText {
			last := strings.LastIndex(held.Text, betweenTexts) + 1 // what was said before stays
			held.Text = held.Text[:last] + strings.ReplaceAll(strings.ToValidUTF8(e.Text, ""), betweenTexts, " ")
		}
	case FileSent:
		if e.File != nil {
			t.dropImport()
			held.File, t.state.Upload = screen.Truncate(e.File.Name, 80), e.File.Upload
		}
	case Pressed:
		if _, ok := parseCall(e.Data); ok {
			held.Command, held.Text, held.Data = "", "", e.Data
		}
	}
	t.showNew(t.consentScreen(held)) // a pressed screen may be others' too
}

// held is what the person said before they agreed.
func (t *turn) held() Held {
	if t.state.Held == nil {
		return Held{}
	}
	return *t.state.Held
}

// aboutConsent reads a press, or an answer in words to the notice, as one of
// the actions that need no consent.
func (t *turn) aboutConsent(e Event) (c call, ok bool) {
	switch e.Kind {
	case Pressed:
		c, ok = parseCall(e.Data)
	case TextSent:
		var b screen.Button
		if b, ok = screen.Answer(t.state.Buttons, e.Text); ok {
			c, ok = parseCall(b.Data)
			break
		}
		// The words for yes and no mean the notice only while it is what was shown last.
		asked := slices.ContainsFunc(t.state.Buttons, func(b screen.NumberedButton) bool { return strings.HasPrefix(b.Data, "agree|") })
		switch intent := understand.IntentOf(e.Text, understand.Context{}); {
		case asked && intent == understand.IntentYes:
			return call{Action: "agree"}, true
		case asked && intent == understand.IntentNo:
			return call{Action: "refuse"}, true
		}
	}
	return c, ok && slices.Contains(beforeConsent, c.Action)
}

// consentScreen asks for consent, and holds what was said until then.
func (t *turn) consentScreen(held Held) screen.Screen {
	short, more := t.consentText()
	held.Notice = plain(short) + "\n" + screen.Plain(screen.New(more))
	s := screen.New()
	switch {
	case held.File != "":
		s = s.Add(screen.P(t.Say("consent.held-file", "file", held.File)))
	case t.event.Group:
	case held.Text != "", held.Command != "":
		s = s.Add(screen.P(t.Say("consent.held-text")))
	case held.Data == "":
		s = s.Add(screen.P(t.Say("home.greeting")))
	}
	s = s.Add(screen.P(short), screen.More(t.Say("consent.more"), more))
	agree := func(key, arg string) screen.Button { return t.button(t.Say(key), "agree", arg) }
	if t.event.Group || held != (Held{Notice: held.Notice}) {
		s = s.With(agree("consent.agree", "").As(screen.Primary))
	} else { // agreeing costs no tap of its own
		s = s.With(agree("consent.agree-new", "new").As(screen.Primary)).
			With(agree("consent.agree-creator", "creator"), agree("consent.agree-ask", "ask"))
	}
	t.state.Held = &held
	return s.With(t.button(t.Say("consent.refuse"), "refuse", ""))
}

// consentText is what a person agrees to: a few words, and the rest to open.
func (t *turn) consentText() (short screen.Text, more screen.Block) {
	short = t.Say("consent.ask")
	if t.event.Group {
		name := cmp.Or(screen.Truncate(t.event.Person.Name, 40), plain(t.Say("consent.somebody")))
		short = t.Say("consent.ask-group", "name", name)
	}
	who := t.Say("consent.who-unknown")
	if t.Operator.Name != "" {
		who = t.Say("consent.who", "operator", t.Operator.Name)
	}
	var model screen.Text
	if t.Operator.Model != "" {
		model = t.Say("consent.model", "model", t.Operator.Model)
	}
	return short, screen.Bullets(
		who, t.Say("consent.what"), t.Say("consent.why"), t.Say("consent.how-long", "n", t.Operator.KeepDays),
		t.Say("consent.where"), model, t.Say("consent.rights"), t.Say("consent.machine"))
}

// giveConsent notes that the person agreed, and goes on with what they wanted.
func (t *turn) giveConsent(arg string) {
	t.shown = t.event.Group // the notice stays for the others to press
	if t.consented() {
		t.here()
		return
	}
	if t.state.Held == nil { // another's notice in a group, which says the same
		t.consentScreen(Held{})
	}
	held := t.held()
	t.effects = append(t.effects, SaveConsent{Lang: t.state.Lang, Text: held.Notice})
	t.state.Agreed, t.state.Held, t.state.Buttons = true, nil, nil
	t.toast(t.Say("consent.thanks"))
	t.event.Message = cmp.Or(held.Message, t.event.Message)
	if held.File != "" {
		file := &File{Name: held.File, Upload: t.state.Upload, Table: t.Upload}
		t.state.Upload = "" // beginning an import drops the one before
		if file.Table == nil {
			t.show(screen.New(screen.P(t.Say("consent.file-again"))).With(t.goOn()...))
		} else {
			t.file(file)
		}
	}
	switch {
	case held.Command != "":
		t.command(held.Command, held.Text)
	case held.Text != "":
		t.texts(strings.Split(held.Text, betweenTexts))
	case held.Data != "":
		if c, ok := parseCall(held.Data); ok {
			t.do(c)
		}
	case held.File != "":
	case arg == "new":
		t.chooseWith("")
	case arg == "creator":
		t.creator("")
	case arg == "ask":
		t.askScreen("")
	default:
		t.leave()
		t.show(t.homeButtons(screen.New(screen.P(t.Say("home.how")))))
	}
}

// texts answers what was said in several messages, one after another. Of a brief
// in several only the last screen is shown: it says all of it.
func (t *turn) texts(all []string) {
	for i, text := range all {
		before, shown := len(t.effects), t.shown
		t.text(text)
		if i+1 == len(all) || t.toRead != text || understand.IntentOf(all[i+1], t.context()) != understand.IntentBrief {
			continue
		}
		kept := t.effects[:before]
		for _, e := range t.effects[before:] {
			switch e.(type) {
			case Show, Change:
			default:
				kept = append(kept, e)
			}
		}
		t.effects, t.shown = kept, shown
	}
}

// refuse keeps nothing, not even that the person was here.
func (t *turn) refuse(string) {
	t.shown = t.event.Group
	if t.consented() {
		t.forgetAsk("")
		return
	}
	t.effects = append(t.effects, Forget{})
	t.show(screen.New(screen.P(t.Say("consent.refused"))).With(t.button(t.Say("consent.again"), "notice", "")))
}

// showNotice shows the notice again to who refused it.
func (t *turn) showNotice(string) {
	t.shown = t.shown || t.event.Group
	if t.consented() {
		t.here()
		return
	}
	t.show(t.consentScreen(t.held()))
}
