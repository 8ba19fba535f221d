package dialog

import (
	"strings"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/understand"
)

// toCheck are the risks to ask somebody about: a fictional person cannot be
// asked whether they are.
func toCheck(c advise.Candidate) (out []advise.Risk) {
	for _, r := range c.Risks {
		if r.Code != sampleData {
			out = append(out, r)
		}
	}
	return out
}

// maxCopies is how many questions have a button of their own.
const maxCopies = 6

// check shows what to check about a candidate: the questions to send, the numbers
// behind them and, folded, by which rule and whose figures they are asked.
func (t *turn) check(arg string) {
	c, ok := t.person(arg)
	if !ok {
		t.listChanged()
		return
	}
	t.at(func(p *Place) { p.Stage, p.Person = StageCard, arg })
	var numbers, rules []screen.Text
	var questions []domain.Sentence
	for i, r := range toCheck(c) {
		numbers = append(numbers, t.Say("check.number", "i", i+1, "text", r.Text))
		rules = append(rules, screen.Join(" ", t.Say("check.rule", "i", i+1, "rule", r.Rule), t.cite(r.Sources...)))
		questions = append(questions, r.Ask)
	}
	s := t.withQuestions(screen.New(screen.P(t.Say("check.title", "name", nameOf(c.Account)))), questions)
	if len(numbers) == 0 {
		s = s.Add(screen.P(t.Say("check.none")))
	} else {
		s = s.Add(screen.Lines(numbers...), screen.More(t.Say("check.rules"), screen.Lines(rules...)), screen.Small(t.Say("check.not-verdict")))
	}
	if why, ok := advise.CountsUncompared(c.Account); ok {
		s = s.Add(screen.Small(t.sentence(why)))
	}
	t.show(s.With(t.on(t.Say("history.open"), "history", arg)).
		With(t.on(t.Say("check.back", "name", screen.Truncate(nameOf(c.Account), 18)), "card", arg), t.on(t.Say("card.list"), "people", "")))
}

// withQuestions adds questions to send, each with a button that copies it.
func (t *turn) withQuestions(s screen.Screen, questions []domain.Sentence) screen.Screen {
	if len(questions) == 0 {
		return s
	}
	var lines []string
	var copies []screen.Button
	for i, q := range questions {
		lines = append(lines, plain(t.Say("check.question", "i", i+1, "question", q)))
		if i < maxCopies {
			copies = append(copies, screen.CopyButton(plain(t.Say("check.copy", "i", i+1)), t.value(q)))
		}
	}
	return s.Add(screen.P(screen.B(plain(t.Say("check.questions")))), screen.ToCopy(strings.Join(lines, "\n"))).WithRows(screen.Rows(2, copies...)...)
}

// askHistory asks for the followers of a candidate by day.
func (t *turn) askHistory(arg string) {
	c, ok := t.person(arg)
	if !ok {
		t.listChanged()
		return
	}
	t.at(func(p *Place) { p.Stage, p.Person = StageCard, arg })
	t.state.Await = &Await{For: AwaitHistory, Arg: arg}
	t.show(screen.New(
		screen.P(t.Say("history.ask", "name", nameOf(c.Account))),
		screen.Quoted(t.Say("history.example")),
	).With(t.on(t.Say("button.back"), "check", arg)))
}

// history reads pasted followers by day, and says which rises to ask about. It
// keeps nothing of them. A text without a single day is about something else.
func (t *turn) history(arg, text string) bool {
	days := understand.History(text, t.today())
	if len(days) == 0 {
		return false
	}
	c, ok := t.person(arg)
	if !ok {
		t.listChanged()
		return true
	}
	jumps, err := advise.GrowthJumps(days)
	if err != nil {
		t.state.Await = &Await{For: AwaitHistory, Arg: arg}
		t.show(screen.New(screen.P(t.Say("history.unread", "n", len(days))), screen.Quoted(t.Say("history.example"))).
			With(t.on(t.Say("button.back"), "check", arg)))
		return true
	}
	first, last := days[0], days[0]
	for _, d := range days {
		if d.Date < first.Date {
			first = d
		}
		if d.Date > last.Date {
			last = d
		}
	}
	s := screen.New(
		screen.P(t.Say("history.title", "name", nameOf(c.Account))),
		screen.P(t.Say("history.span", "n", len(days), "first", first.Date, "last", last.Date, "from", first.Followers, "to", last.Followers)),
	)
	var items []screen.Text
	var questions []domain.Sentence
	for _, j := range jumps {
		items = append(items, t.sentence(j.Text))
		questions = append(questions, j.Ask)
	}
	if len(items) == 0 {
		s = s.Add(screen.P(t.Say("history.quiet")))
	} else {
		s = s.Add(screen.Bullets(items...), screen.Small(t.Say("check.not-verdict")))
	}
	s = t.withQuestions(s, questions)
	t.show(s.With(t.on(t.Say("history.open"), "history", arg), t.on(t.Say("check.back", "name", screen.Truncate(nameOf(c.Account), 18)), "card", arg)))
	return true
}

// checkLabel counts what there is to check.
func (t *turn) checkLabel(c advise.Candidate) screen.Text {
	if n := len(toCheck(c)); n > 0 {
		return t.Say("check.open", "n", n)
	}
	return t.Say("check.open-none")
}
