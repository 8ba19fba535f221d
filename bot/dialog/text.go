package dialog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/understand"
	"chonmat/domain/wording"
)

// maxText is how long a message is read as free text, in characters: what
// Telegram lets one message hold. Pasted lists may be longer.
const maxText = 4096

// text answers a typed message. It may answer a button of the last screen, a
// question, or change the brief at any step; what it was is found in that
// order.
func (t *turn) text(text string) {
	text = strings.TrimSpace(strings.ToValidUTF8(text, ""))
	if name, rest, ok := commandIn(text); ok {
		t.command(name, rest)
		return
	}
	switch {
	case text == "":
		t.other("")
	case t.answer(text):
	case t.followsQuote(text):
	case t.awaited(text):
	case strings.Contains(text, "\n") && t.pastedTable(text):
	case utf8.RuneCountInString(text) > maxText:
		if !t.pasted(text) {
			t.tooLong(utf8.RuneCountInString(text))
		}
	case t.spoken(text), t.draftInWords(text), t.calledInWords(text), t.pickedInWords(text), t.mostInWords(text), t.weighedInWords(text):
	default:
		t.free(text)
	}
}

// commandIn reads "/chon serum 200tr" for messengers that do not know commands.
func commandIn(text string) (name, rest string, ok bool) {
	if !strings.HasPrefix(text, "/") {
		return "", "", false
	}
	name, rest, _ = strings.Cut(text[1:], " ")
	name, _, _ = strings.Cut(name, "@")
	return name, rest, name != "" && !strings.ContainsAny(name, "/.")
}

// awaited takes a text that answers a request for a name or a reason.
func (t *turn) awaited(text string) bool {
	a := t.state.Await
	if a == nil {
		return false
	}
	wish, wanted := understand.DraftIn(text)
	switch intent := understand.IntentOf(text, understand.Context{}); {
	case wanted && wish.Kind != understand.DraftTone:
		return false
	case a.For == AwaitWhich:
		return false // a new text takes the place of the one that waited
	case a.For == AwaitReason && t.campaign != nil && dropsNot.MatchString(wording.Fold(text)):
		t.state.Await = nil
		t.card(a.Arg)
		return true
	case intent == understand.IntentCancel, intent == understand.IntentBack, intent == understand.IntentHelp,
		intent == understand.IntentQuestion && a.For == AwaitReason:
		return false
	case awaitedAnywhere[a.For] != nil:
		t.state.Await = nil
		return awaitedAnywhere[a.For](t, text, a.Arg)
	case t.campaign == nil:
		return false
	}
	t.state.Await = nil
	switch a.For {
	case AwaitName:
		if t.campaign.ID != a.Arg {
			return false
		}
		t.rename(text)
	case AwaitSales:
		return t.toldSales(text)
	case AwaitReason:
		t.dropFor(a.Arg, text)
	case AwaitHistory:
		return t.history(a.Arg, text)
	default:
		return false
	}
	return true
}

// awaitedAnywhere takes the texts that are waited for outside a campaign; false
// is a text that is something else.
var awaitedAnywhere map[AwaitFor]func(t *turn, text, arg string) bool

func init() { // not a literal: the answers have buttons
	awaitedAnywhere = map[AwaitFor]func(t *turn, text, arg string) bool{
		AwaitUnlist:    (*turn).takeUnlist,
		AwaitProof:     (*turn).takeProof,
		AwaitExcuse:    (*turn).takeExcuse,
		AwaitWeek:      (*turn).takeWeek,
		AwaitOffer:     (*turn).takeOffer,
		AwaitQuote:     (*turn).takeQuote,
		AwaitQuoteSize: (*turn).takeQuoteSize,
		AwaitOfferSize: (*turn).takeOfferSize,
		AwaitRemind:    (*turn).takeReminder,
		AwaitKit:       (*turn).takeKit,
	}
}

// context is what the conversation knows for reading a text.
func (t *turn) context() understand.Context {
	ctx := understand.Context{VNDPerUSD: t.VNDPerUSD, Year: t.local(t.Now).Year()}
	if t.state.Question != nil {
		ctx.Asked = t.state.Question.Slot
	}
	if t.campaign != nil {
		ctx.Brief = t.campaign.Brief
	}
	return ctx
}

// intents is what to do for each thing a free text can be for. A brief, and
// what is not understood, are not in it.
var intents = map[understand.Intent]func(t *turn, text string){
	understand.IntentCancel:   func(t *turn, _ string) { t.cancel() },
	understand.IntentBack:     func(t *turn, _ string) { t.back("") },
	understand.IntentHelp:     func(t *turn, _ string) { t.help("") },
	understand.IntentGreeting: (*turn).greeted,
	understand.IntentThanks:   func(t *turn, _ string) { t.aside(t.Say("thanks")) },
	understand.IntentYes:      (*turn).yes,
	understand.IntentNext:     (*turn).next,
	understand.IntentNo:       (*turn).no,
	understand.IntentCreator:  (*turn).wantsToGrow,
	understand.IntentQuestion: (*turn).question,
}

// yielding are the intents that give way when the text also says something
// about the brief: "ok 300tr", "chào bạn, mình cần KOC mỹ phẩm".
var yielding = []understand.Intent{
	understand.IntentGreeting, understand.IntentThanks, understand.IntentHelp, understand.IntentYes, understand.IntentNo, understand.IntentNext,
}

// free answers a text that is neither a button nor awaited.
func (t *turn) free(text string) {
	if t.aboutOffer(text) || t.remindInWords(text) || t.quotedUnasked(text) || t.offeredUnasked(text) || t.state.Flow == InCreator && (t.ofCreator(text) || t.creatorFigures(text)) {
		return
	}
	ctx := t.context()
	brief := t.withoutNames(text)
	intent := understand.IntentOf(brief, ctx)
	reading := understand.Read(brief, ctx)
	do, ok := intents[intent]
	switch {
	case t.goodsNamed(brief, intent, reading):
	case (intent == understand.IntentList || namesAccount(text) && intent != understand.IntentQuestion) && t.pasted(text):
	case intent != understand.IntentQuestion && t.pastedTable(text):
	case ok && (reading.Empty() || !slices.Contains(yielding, intent)) && !t.asksAboutBrief(intent, text, reading):
		t.state.Await = nil
		do(t, text)
	case !reading.Empty() && t.asksRather(text, reading):
		t.offerChange(text, reading)
		t.question(text)
	case !reading.Empty() && t.perhapsCreator(text, reading):
	case !reading.Empty():
		t.told(brief, reading)
	case t.pasted(text), t.beginsLabel(text):
	case intent == understand.IntentBrief && !asksHow.MatchString(wording.Fold(text)): // "tạo brief mới": asks for one and states nothing
		t.chooseWith("")
	case t.answerTopic(text):
	case intent == understand.IntentBrief:
		t.chooseWith("")
	default:
		t.notUnderstood()
	}
}

// namesAccount tells whether a text holds a handle or a link: no brief does.
func namesAccount(text string) bool {
	return strings.Contains(text, "@") || strings.Contains(text, "://")
}

// told takes a text that says something about a brief: the one at hand, or a
// new one.
func (t *turn) told(text string, r understand.Reading) {
	t.state.Await = nil
	stated := statedSlots(r)
	inFlow := t.state.Flow == InCampaign
	begins := r.Brief.Industry != "" && stated >= 3 && t.campaign != nil &&
		t.campaign.Brief.Industry != "" && r.Brief.Industry != t.campaign.Brief.Industry
	switch {
	case t.campaign == nil, inFlow && !begins:
		t.tell(text, r)
	case !inFlow && r.Brief.Industry != "" && stated >= 3:
		t.anew()
		t.tell(text, r)
	default:
		t.askWhich(text)
	}
}

// askWhich asks whether a text is about the campaign at hand or a new one.
func (t *turn) askWhich(text string) {
	t.state.Await = &Await{For: AwaitWhich, Arg: text, Message: t.event.Message}
	t.show(screen.New(screen.P(t.Say("which.ask", "name", t.campaign.Name))).
		With(t.button(t.Say("which.new"), "which", "new").As(screen.Primary), t.button(t.Say("which.edit"), "which", "edit")).
		With(t.button(t.Say("button.back"), "here", "")))
}

// which settles whether the text that waits is a new brief or a change.
func (t *turn) which(arg string) {
	a := t.state.Await
	if a == nil || a.For != AwaitWhich {
		t.stale(t.campaign)
		return
	}
	t.state.Await = nil
	ctx := understand.Context{VNDPerUSD: t.VNDPerUSD, Year: t.local(t.Now).Year()}
	if arg == "new" || t.campaign == nil {
		t.anew()
	} else {
		ctx.Brief = t.campaign.Brief
		t.state.Flow = InCampaign
	}
	t.event.Message = a.Message
	r := t.read(a.Arg, ctx)
	if !t.goodsNamed(t.withoutNames(a.Arg), understand.IntentBrief, r) {
		t.tell(a.Arg, r)
	}
}

// anew leaves the campaign at hand for one that is about to begin.
func (t *turn) anew() {
	t.campaign, t.ranking = nil, nil
	t.state.Campaign = ""
	t.state.Question, t.state.Pending, t.state.Told = nil, nil, nil
	t.state.forgetPlace("")
	t.state.Flow = InCampaign
}

// chooseWith begins a campaign: from a text, or with the first question.
func (t *turn) chooseWith(text string) {
	t.anew()
	if text != "" {
		r := understand.Read(text, understand.Context{VNDPerUSD: t.VNDPerUSD, Year: t.local(t.Now).Year()})
		if t.goodsNamed(text, understand.IntentBrief, r) {
			return
		}
		if !r.Empty() {
			t.tell(text, r)
			return
		}
		t.toRead = text
	}
	t.state.setPlace(Place{Stage: StageBrief, Guided: true})
	t.nextQuestion()
}

// askAudience asks for the audience, which was left open.
func (t *turn) askAudience(string) {
	t.at(func(p *Place) { p.Guided, p.Skipped, p.Stage = true, nil, StageBrief })
	if !t.nextQuestion() {
		t.brief("")
	}
}

// edited takes an edit of an earlier message: of the text that last told the
// brief something, it is what that text should have been.
func (t *turn) edited(text string) {
	told := t.state.Told
	text = strings.TrimSpace(strings.ToValidUTF8(text, ""))
	if told == nil || t.campaign == nil || t.campaign.ID != told.Campaign ||
		t.campaign.Revision != told.Revision || told.Message != t.event.Message || utf8.RuneCountInString(text) > maxText {
		t.aside(t.Say("edited.late"))
		return
	}
	r := t.read(text, understand.Context{Brief: told.Before, VNDPerUSD: t.VNDPerUSD, Year: t.local(t.Now).Year()})
	if r.Empty() {
		t.aside(t.Say("edited.nothing"))
		return
	}
	before := t.campaign.Brief
	t.adding = r.Adding
	t.goods, t.goodsAnew = understand.GoodsIn(text, ""), r.Brief.Industry != ""
	t.takeGoods()
	changed := t.take(r.Apply(told.Before), slices.Concat(told.Heard, r.Heard))
	if len(changed) > 0 { // what it was before is what it was before the message
		again := *told
		again.Revision = t.campaign.Revision
		t.state.Told = &again
	}
	t.notice(t.Say("edited.done"))
	t.after(before, changed)
}

// greeted answers a greeting without losing the place.
func (t *turn) greeted(string) {
	if t.state.Flow == AtHome {
		t.home("")
		return
	}
	t.aside(t.Say("greeting.again"))
}

// yes presses the button that leads on: the first coloured one.
func (t *turn) yes(string) {
	for _, b := range t.state.Buttons {
		if b.Style == "" {
			continue
		}
		if c, ok := parseCall(b.Data); ok {
			t.do(c)
			return
		}
	}
	t.here()
}

// next turns the page or goes to the next person where there is one, and
// otherwise leads on.
func (t *turn) next(text string) {
	onward := []string{plain(t.Say("page.next")), plain(t.Say("card.next"))}
	for _, b := range t.state.Buttons {
		if c, ok := parseCall(b.Data); ok && slices.Contains(onward, b.Label) {
			t.do(c)
			return
		}
	}
	t.yes(text)
}

// no leaves a question open where that can be, asks what is wrong with the
// brief, and otherwise goes back.
func (t *turn) no(string) {
	switch q := t.state.Question; {
	case q != nil && q.Words != "":
		t.ask(Question{Slot: q.Slot})
	case q != nil && q.Target && t.campaign != nil:
		t.answered(answerArg(q, -1))
	case q != nil:
		t.here()
	case t.state.Flow == InCampaign && t.campaign != nil && t.place().Stage == StageBrief:
		t.edit("")
	default:
		t.back("")
	}
}

// statedSlots counts the slots that a text states.
func statedSlots(r understand.Reading) (n int) {
	for _, s := range domain.Slots {
		if r.Brief.Has(s) {
			n++
		}
	}
	return n
}
