package dialog

import (
	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/advise"
)

// rememberOrder keeps the ranking before the brief changes.
func (t *turn) rememberOrder() {
	if p := t.place(); p.Stage == StageBrief || p.Stage == StageChannels || len(t.campaign.Channels) == 0 {
		return
	}
	t.before = t.rank()
}

// movesShown is how many moves are told at once; the rest can be opened.
const movesShown = 3

// sayMoves says who moved into, out of and within the first five, and why,
// after the brief or a weight changed.
func (t *turn) sayMoves() {
	if t.before == nil || t.before.Len() == 0 && t.rank().Len() == 0 {
		return
	}
	var lines []screen.Text
	for _, m := range advise.Moves(t.before, t.rank(), perPage) {
		if d, ok := t.campaign.Decision(m.Account.Key()); ok && !d.Kept {
			continue
		}
		// Whoever only made room for others, or took theirs, is told of no more
		// than having left the first five.
		if m.From == 0 || m.To == 0 || m.To > perPage || m.Passed != nil {
			lines = append(lines, t.move(m))
		}
	}
	if len(lines) == 0 {
		t.notice(t.Say("moves.none"))
	} else {
		t.notice(screen.Join("\n", lines[:min(len(lines), movesShown)]...))
		t.moved = lines[min(len(lines), movesShown):]
	}
	if _, gone := t.chosen(); len(gone) > 0 {
		t.notice(t.Say("people.kept-out", "names", gone))
	}
}

// move is a line about one who moved.
func (t *turn) move(m advise.Move) screen.Text {
	name := nameOf(m.Account)
	switch {
	case m.From == 0:
		return t.Say("moves.in", "name", name, "to", m.To)
	case m.To == 0:
		return t.Say("moves.out", "name", name, "reason", m.Reason)
	}
	head, why := domain.Say("moves.up", "name", name, "from", m.From, "to", m.To), "moves.passed"
	if m.To > m.From {
		head, why = domain.Say("moves.down", "name", name, "from", m.From, "to", m.To), "moves.fell"
	}
	if m.Criterion == "" {
		return screen.Join(", ", t.sentence(head), t.Say("moves.made-room"))
	}
	return screen.Join(", ", t.sentence(head),
		t.sentence(domain.Say(why, "other", nameOf(m.Passed), "criterion", criterionNames[m.Criterion], "points", m.Points)))
}
