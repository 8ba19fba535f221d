package dialog

import (
	"slices"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/storage/roster"
)

// maxImports is how many imports the screen of lists names.
const maxImports = 8

// lists shows the lists there are, which one is in use, and the imports.
func (t *turn) lists(string) {
	t.state.Flow = InLists
	used := t.roster()
	var lines []screen.Text
	var switches []screen.Button
	for _, scope := range []domain.Scope{domain.OwnRoster, domain.SharedRoster, domain.SampleRoster} {
		r := t.Roster(scope)
		if r.Len() == 0 {
			continue
		}
		name := t.listName(r)
		line := t.Say("lists.line", "list", plain(name), "n", r.Len())
		if scope == used.Scope {
			line = t.Say("lists.line-used", "list", plain(name), "n", r.Len())
		} else if t.campaign != nil {
			switches = append(switches, t.on(t.Say("lists.switch", "list", plain(name)), "scope", string(scope)))
		}
		lines = append(lines, line)
	}
	s := screen.New(screen.P(t.Say("lists.title")), screen.Bullets(lines...))
	if len(t.Imports()) > 0 {
		s = s.Add(screen.P(t.Say("lists.imports")), t.importTable())
	}
	s = s.Add(screen.Small(t.Say("lists.how"))).WithRows(screen.Rows(1, switches...)...)
	for _, i := range t.Imports()[:min(len(t.Imports()), maxImports)] {
		s = s.With(t.button(t.Say("lists.undo", "file", screen.Truncate(i.File, 30)), "undo", i.ID))
	}
	t.show(s.With(t.button(t.Say("import.template"), "template", "")).With(t.goOn()...))
}

// importTable lists the imports of the workspace, newest first.
func (t *turn) importTable() screen.Block {
	var rows [][]screen.Text
	for _, i := range t.Imports()[:min(len(t.Imports()), maxImports)] {
		rows = append(rows, []screen.Text{
			screen.T(screen.Truncate(i.File, 40)), screen.T(t.value(i.Accounts)),
			screen.T(t.value(domain.Date(t.local(i.At).Format("2006-01-02")))),
		})
	}
	return screen.Grid([]screen.Text{t.Say("lists.file"), t.Say("lists.accounts"), t.Say("lists.date")}, rows...)
}

// pickList makes a list the one the campaign at hand chooses from.
func (t *turn) pickList(arg string) {
	scope := domain.Scope(arg)
	if scope != domain.OwnRoster && scope != domain.SharedRoster && scope != domain.SampleRoster || t.Roster(scope).Len() == 0 {
		t.unknownButton()
		return
	}
	t.useList(scope)
	t.notice(t.Say("lists.switched", "list", plain(t.listName(t.Roster(scope)))))
	t.resume()
}

// useList makes a list the one the campaign at hand chooses from.
func (t *turn) useList(scope domain.Scope) {
	t.state.Flow = InCampaign
	if t.campaign.Scope == scope {
		return
	}
	t.campaign.Scope = scope
	t.campaign.Revision++
	t.ranking = nil
	t.save()
	t.at(func(p *Place) { p.From, p.Changed = 0, nil })
}

// useOwnList goes on to choose from the workspace's own list.
func (t *turn) useOwnList(string) {
	if t.campaign == nil {
		t.chooseWith("")
		return
	}
	if t.campaign.Scope != "" {
		t.useList(domain.OwnRoster)
	}
	t.resume()
}

// askUndo asks once before an import is taken back.
func (t *turn) askUndo(id string) {
	t.state.Flow = InLists
	i, ok := t.importOf(id)
	if !ok {
		t.undoGone()
		return
	}
	t.show(screen.New(screen.P(t.Say("undo.ask", "file", i.File, "n", i.Accounts))).
		With(t.button(t.Say("undo.yes"), "undo!", id).As(screen.Danger), t.button(t.Say("undo.no"), "lists", "")))
}

// undoings name nothing that is to be taken back.
var undoings = []string{"hoan tac", "hoan lai", "undo", "undo it", "undo that"}

// undoesImport takes a word that says to undo for the button of the one import
// that the last screen can take back: of the screen that told of the import, and
// of a list of them where no change of a brief can be taken back.
func (t *turn) undoesImport(words string) bool {
	if !slices.Contains(undoings, words) || t.state.Flow == InLists && t.reverts() {
		return false
	}
	var found []call
	for _, b := range t.state.Buttons {
		if c, ok := parseCall(b.Data); ok && c.Action == "undo" {
			found = append(found, c)
		}
	}
	if len(found) != 1 {
		return false
	}
	t.do(found[0])
	return true
}

// undo takes an import back.
func (t *turn) undo(id string) {
	t.state.Flow = InLists
	i, ok := t.importOf(id)
	if !ok {
		t.undoGone()
		return
	}
	t.effects = append(t.effects, UndoImport{ID: id})
	t.show(screen.New(screen.P(t.Say("undo.done", "file", i.File, "n", i.Accounts))).
		With(t.button(t.Say("lists.open"), "lists", "")).With(t.goOn()...))
}

// undoGone answers a button of an import that was taken back already.
func (t *turn) undoGone() {
	t.toast(t.Say("undo.gone"))
	t.lists("")
}

func (t *turn) importOf(id string) (domain.ImportHead, bool) {
	for _, i := range t.Imports() {
		if i.ID == id {
			return i, true
		}
	}
	return domain.ImportHead{}, false
}

// sendTemplate sends the file to fill in.
func (t *turn) sendTemplate(string) {
	t.effects = append(t.effects, SendFile{Name: plain(t.Say("template.file")), Data: roster.Template(), Caption: t.Say("template.caption")})
}
