package dialog

import (
	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/storage/roster"
)

// maxRefusals is how many refused rows the report names one by one.
const maxRefusals = 8

// takeImport reads the list that waits, and takes it into the workspace.
func (t *turn) takeImport(arg string) {
	t.withImport(arg, func(table *roster.Table, _ string) {
		if len(table.Needs(t.mapping(table), t.readOptions())) > 0 {
			t.showPreview(table)
			return
		}
		i := t.state.Import
		reading := table.Accounts(t.mapping(table), t.importSource(), t.readOptions())
		if t.Removed != nil {
			kept, left := t.Removed().Without(reading.Accounts)
			if reading.Accounts = kept; left > 0 {
				t.notice(t.Say("report.removed", "n", left))
			}
		}
		if len(reading.Accounts) == 0 {
			t.show(screen.New(append([]screen.Block{screen.P(t.Say("import.nobody", "file", i.File))}, t.refusals(reading.Report)...)...).
				With(t.button(t.Say("import.fix"), "fix", i.ID).As(screen.Primary), t.button(t.Say("import.template"), "template", "")).
				With(t.button(t.Say("import.cancel"), "noimport", i.ID)))
			return
		}
		t.effects = append(t.effects, TakeImport{ID: i.ID, File: i.File, Accounts: reading.Accounts, Report: reading.Report})
		t.dropImport()
		t.showReport(i, reading)
	})
}

// showReport says what became of the rows.
func (t *turn) showReport(i *Import, reading roster.Reading) {
	r := reading.Report
	s := screen.New(
		screen.P(t.Say("report.title", "file", i.File)),
		screen.Bullets(
			t.Say("report.taken", "n", r.Accounts, "creators", r.Creators),
			t.count("report.merged", r.Merged),
			t.count("report.identical", r.Identical),
			t.count("report.refused", r.Refused),
		),
	)
	if n, names := oddOf(reading.Accounts); n > 0 {
		s = s.Add(screen.P(t.Say("report.odd", "n", n, "names", names))).With(t.button(t.Say("report.odd-open"), "odd", ""))
	}
	s = s.Add(t.refusals(r)...).Add(screen.More(t.Say("report.notes"), screen.Bullets(t.notes(r.Notes)...)))
	t.show(s.
		With(t.button(t.Say("report.use"), "use", "").As(screen.Primary)).
		With(t.button(t.Say("report.undo"), "undo", i.ID), t.button(t.Say("lists.open"), "lists", "")))
}

// maxOddNames is how many of those with odd figures the report names, maxOdd how
// many are shown with their figures.
const maxOddNames, maxOdd = 3, 8

// oddOf counts whose figures contradict each other or lie far out, and names the
// first.
func oddOf(accounts []domain.Account) (n int, names []string) {
	for i := range accounts {
		a := &accounts[i]
		if len(advise.StrongRisks(a)) == 0 {
			continue
		}
		if n++; len(names) < maxOddNames {
			names = append(names, nameOf(a))
		}
	}
	return n, names
}

// oddFigures shows the odd figures of the workspace's list, so that a slip of the
// file is mended before anybody is chosen by it.
func (t *turn) oddFigures(string) {
	n := 0
	var lines []screen.Text
	for _, a := range t.Roster(domain.OwnRoster).All() {
		risks := advise.StrongRisks(a)
		if len(risks) == 0 {
			continue
		}
		if n++; n > maxOdd {
			continue
		}
		for _, r := range risks {
			lines = append(lines, screen.Join(": ", screen.B(nameOf(a)), t.sentence(r.Text)))
		}
	}
	s := screen.New(screen.P(t.Say("report.odd-none")))
	if n > 0 {
		s = screen.New(screen.P(t.Say("report.odd-title", "n", n)), screen.Bullets(lines...), t.moreOdd(n), screen.Small(t.Say("check.not-verdict")))
	}
	t.show(s.With(t.button(t.Say("report.use"), "use", "").As(screen.Primary)).With(t.button(t.Say("lists.open"), "lists", "")))
}

func (t *turn) moreOdd(n int) screen.Block {
	if n <= maxOdd {
		return screen.Block{}
	}
	return screen.P(t.Say("report.more-refusals", "n", n-maxOdd))
}

// count says a number of rows, and nothing of none.
func (t *turn) count(key string, n int) screen.Text {
	if n == 0 {
		return nil
	}
	return t.sentence(domain.Say(key, "n", n))
}

// refusals name the first rows that were refused, and why.
func (t *turn) refusals(r roster.Report) []screen.Block {
	if r.Refused == 0 {
		return nil
	}
	var lines []screen.Text
	for _, refusal := range r.Refusals[:min(len(r.Refusals), maxRefusals)] {
		if refusal.Sheet != "" {
			lines = append(lines, t.Say("report.refusal-sheet", "sheet", refusal.Sheet, "row", refusal.Row, "reason", refusal.Reason))
		} else {
			lines = append(lines, t.Say("report.refusal", "row", refusal.Row, "reason", refusal.Reason))
		}
	}
	if rest := r.Refused - len(lines); rest > 0 {
		lines = append(lines, t.Say("report.more-refusals", "n", rest))
	}
	return []screen.Block{screen.More(t.Say("report.why-refused", "n", r.Refused), screen.Bullets(lines...))}
}
