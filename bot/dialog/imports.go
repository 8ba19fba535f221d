package dialog

import (
	"maps"
	"slices"
	"strings"

	"chonmat/bot/screen"
	"chonmat/domain"
	"chonmat/domain/advise"
	"chonmat/domain/wording"
	"chonmat/storage/roster"
)

// A list comes in as a file or as pasted lines. Nothing is kept before the
// person has seen what each column is taken for and said yes.

// file takes up a file that was sent.
func (t *turn) file(f *File) {
	switch {
	case f == nil:
		t.other("file")
	case f.Problem.Key != "":
		t.showNew(screen.New(screen.P(t.sentence(f.Problem))).
			With(append([]screen.Button{t.button(t.Say("import.template"), "template", "")}, t.goOn()...)...))
	case f.Table == nil:
		t.other("file")
	default:
		t.beginImport(&Import{File: f.Name}, f.Table)
		t.state.Upload = f.Upload
	}
}

// maxPaste is how many bytes of pasted lines are taken: they are kept in the
// state until they are imported. A longer list is sent as a file.
const maxPaste = 16 << 10

// pasted takes a pasted list of creators.
func (t *turn) pasted(text string) bool {
	return t.pastedIf(text, func(*roster.Table) bool { return true })
}

// pastedTable takes one whose shape shows that it is no brief, whatever its
// words could mean in one.
func (t *turn) pastedTable(text string) bool {
	return t.pastedIf(text, func(table *roster.Table) bool { return table.Certain })
}

func (t *turn) pastedIf(text string, fits func(*roster.Table) bool) bool {
	if len(text) > maxPaste {
		return false
	}
	table, ok := roster.Paste(text)
	if !ok || !fits(table) {
		return false
	}
	t.beginImport(&Import{File: plain(t.Say("import.pasted-name")), Paste: text}, table)
	return true
}

// beginImport takes up a list; an earlier one that was not finished is let go.
func (t *turn) beginImport(i *Import, table *roster.Table) {
	t.dropImport()
	i.ID = t.newID()
	i.File = screen.Truncate(i.File, 80)
	t.state.Import, t.state.Flow, t.state.Await = i, InImport, nil
	t.showPreview(table)
}

// dropImport forgets the list that waits, and its file.
func (t *turn) dropImport() {
	if t.state.Upload != "" {
		t.effects = append(t.effects, DropUpload{ID: t.state.Upload})
	}
	t.state.Upload, t.state.Import = "", nil
	if t.state.Flow == InImport {
		t.state.Flow = AtHome
		if t.campaign != nil || t.state.Question != nil {
			t.state.Flow = InCampaign
		}
	}
}

// table returns the list that waits; nil when it is gone.
func (t *turn) table() *roster.Table {
	i := t.state.Import
	if i == nil {
		return nil
	}
	if i.Paste == "" {
		return t.Upload
	}
	table, ok := roster.Paste(i.Paste)
	if !ok {
		return nil
	}
	return table
}

// mapping is what each column is taken for: as corrected, or as the file
// suggests.
func (t *turn) mapping(table *roster.Table) roster.Mapping {
	if m := t.state.Import.Mapping; len(m) == len(table.Mapping) {
		return m
	}
	return table.Mapping
}

func (t *turn) readOptions() roster.ReadOptions {
	return roster.ReadOptions{Platform: t.state.Import.Platform, Basis: t.state.Import.Basis, VNDPerUSD: t.VNDPerUSD}
}

// withImport runs do for a button of the import that waits; arg begins with
// its id.
func (t *turn) withImport(arg string, do func(table *roster.Table, rest string)) {
	id, rest, _ := strings.Cut(arg, ".")
	table := t.table()
	if t.state.Import == nil || id != t.state.Import.ID || table == nil {
		t.importGone()
		return
	}
	t.state.Flow = InImport
	do(table, rest)
}

// importGone answers a button of an import that was finished or has expired.
func (t *turn) importGone() {
	if t.state.Flow == InImport {
		t.dropImport()
	}
	t.showNew(screen.New(screen.P(t.Say("import.gone"))).
		With(t.button(t.Say("lists.open"), "lists", "").As(screen.Primary), t.button(t.Say("button.home"), "home", "")))
}

// previewImport shows the preview of the list that waits.
func (t *turn) previewImport(string) {
	table := t.table()
	if table == nil {
		t.importGone()
		return
	}
	t.state.Flow = InImport
	t.showPreview(table)
}

// maxPreview is how many columns a preview shows one by one, maxPasted how many
// pasted people.
const maxPreview, maxPasted = 14, 20

// showPreview shows what each column is taken for, and asks what must be known
// before the list can be read.
func (t *turn) showPreview(table *roster.Table) {
	if t.state.Import.Paste != "" {
		t.showPasted(table)
		return
	}
	i, m := t.state.Import, t.mapping(table)
	var rows [][]screen.Text
	var unused []string
	for c, column := range m {
		if column == "" {
			unused = append(unused, t.header(table, c))
			continue
		}
		if len(rows) < maxPreview {
			rows = append(rows, []screen.Text{screen.T(t.header(table, c)), t.columnName(column), screen.T(screen.Truncate(table.SampleCell(c), 40))})
		}
	}
	s := screen.New(
		screen.P(t.Say("import.title", "file", i.File, "rows", len(table.Rows))),
		screen.Grid([]screen.Text{t.Say("import.theirs"), t.Say("import.ours"), t.Say("import.example")}, rows...),
		t.unusedColumns(unused),
		screen.Lines(t.importFacts(table)...),
	)
	needs := table.Needs(m, t.readOptions())
	for _, n := range needs {
		s = s.Add(screen.P(t.sentence(importNeeds[n])))
	}
	t.show(s.WithRows(t.previewButtons(table, needs)...))
}

// showPasted shows pasted lines as they are understood: there are few, and
// people look at them one by one.
func (t *turn) showPasted(table *roster.Table) {
	needs := table.Needs(table.Mapping, t.readOptions())
	reading := table.Accounts(table.Mapping, t.importSource(), t.readOptions())
	shown := reading.Accounts[:min(len(reading.Accounts), maxPasted)]
	header := []screen.Text{t.Say("table.name"), t.Say("table.channel"), t.Say("table.followers"), t.Say("table.price")}
	seen := slices.ContainsFunc(shown, func(a domain.Account) bool { return a.Views.IsKnown() })
	if seen {
		header = slices.Insert(header, 3, t.Say("table.views"))
	}
	number := func(f domain.Figure[int64]) screen.Text {
		n, ok := f.Get()
		if !ok {
			return t.Say("price.unknown")
		}
		return screen.T(wording.Approx(t.state.Lang, float64(n)))
	}
	var rows [][]screen.Text
	for i := range shown {
		a := &shown[i]
		price := t.Say("price.unknown")
		if p, ok := a.Prices[advise.MainDeliverable(a.Platform)]; ok {
			price = screen.T(t.value(p))
		} else if all := slices.Sorted(maps.Values(a.Prices)); len(all) > 0 {
			price = screen.T(t.value(all[0]))
		}
		row := []screen.Text{screen.B(nameOf(a)), screen.T(t.value(a.Platform)), number(a.Followers), price}
		if seen {
			row = slices.Insert(row, 3, number(a.Views))
		}
		rows = append(rows, row)
	}
	var more screen.Text
	if n := len(reading.Accounts) - len(shown); n > 0 {
		more = t.Say("import.pasted-more", "n", n)
	}
	s := screen.New(
		screen.P(t.Say("import.pasted", "n", len(table.Rows))),
		screen.Grid(header, rows...),
		screen.P(more),
		screen.Lines(t.notes(slices.DeleteFunc(reading.Report.Notes, func(n domain.Sentence) bool { return !slices.Contains(leftOut, n.Key) }))...),
	)
	if !slices.Contains(needs, roster.NeedPlatform) { // which then would be said of each line
		s = s.Add(t.refusals(reading.Report)...)
	}
	for _, n := range needs {
		s = s.Add(screen.P(t.sentence(importNeeds[n])))
	}
	t.show(s.WithRows(t.previewButtons(table, needs)...))
}

// importSource is where the accounts of the list that waits come from.
func (t *turn) importSource() domain.Source {
	return domain.Source{Title: t.state.Import.File, Date: string(t.today())}
}

// importNeeds asks for what must be known before a list can be read.
var importNeeds = map[roster.Need]domain.Sentence{
	roster.NeedName:     domain.Say("import.need-name"),
	roster.NeedFigures:  domain.Say("import.need-figures"),
	roster.NeedPlatform: domain.Say("import.need-platform"),
}

// header is the name of a column of the file.
func (t *turn) header(table *roster.Table, column int) string {
	if column < len(table.Header) {
		if h := strings.TrimSpace(table.Header[column]); h != "" {
			return screen.Truncate(h, 30)
		}
	}
	return plain(t.Say("import.column-n", "n", column+1))
}

// columnName names one of our columns, with its platform where it has one.
func (t *turn) columnName(c roster.Column) screen.Text {
	name := t.sentence(c.Name())
	if p, _ := c.Split(); p != "" {
		return screen.Join(" · ", name, screen.T(t.value(p)))
	}
	return name
}

func (t *turn) unusedColumns(names []string) screen.Block {
	if len(names) == 0 {
		return screen.Block{}
	}
	const most = 40
	return screen.More(t.Say("import.unused", "n", len(names)), screen.P(screen.T(strings.Join(names[:min(len(names), most)], ", "))))
}

// importFacts say how the file was read and what was assumed.
func (t *turn) importFacts(table *roster.Table) []screen.Text {
	var facts []screen.Text
	if table.Format != "" {
		facts = append(facts, t.Say("import.format", "format", table.Format))
	}
	if p := t.importedPlatform(table); p != "" && !t.mapping(table).Has("platform") {
		facts = append(facts, t.Say("import.platform", "platform", p))
	}
	if t.mapping(table).Has("engagement_rate") {
		basis, stated := table.BasisFor(t.readOptions())
		switch {
		case basis == "":
			facts = append(facts, t.Say("import.basis-custom"))
		case stated:
			facts = append(facts, t.Say("import.basis-stated", "basis", basis))
		default:
			facts = append(facts, t.Say("import.basis-assumed", "basis", basis))
		}
	}
	return append(facts, t.notes(table.Notes)...)
}

// notes say what reading the list had to decide.
func (t *turn) notes(of []domain.Sentence) (notes []screen.Text) {
	for _, n := range of {
		notes = append(notes, t.sentence(n))
	}
	return notes
}

// leftOut are the notes about what a pasted line says and its preview lacks.
var leftOut = []string{"roster.note.figure_unclear", "roster.note.price_bundle", "roster.note.price_unit", "roster.note.price_foreign"}

func (t *turn) importedPlatform(table *roster.Table) domain.Platform {
	if p := t.state.Import.Platform; p != "" {
		return p
	}
	return table.Platform
}

// previewButtons are what can be done with the list that waits. What must be
// known first comes first.
func (t *turn) previewButtons(table *roster.Table, needs []roster.Need) [][]screen.Button {
	id := t.state.Import.ID
	fix := t.button(t.Say("import.fix"), "fix", id)
	last := []screen.Button{t.button(t.Say("import.cancel"), "noimport", id)}
	if len(needs) == 0 && t.state.Import.Paste != "" { // each line says what is what
		return [][]screen.Button{{t.button(t.Say("import.yes", "rows", len(table.Rows)), "import", id).As(screen.Primary)}, last}
	}
	switch {
	case slices.Contains(needs, roster.NeedName), slices.Contains(needs, roster.NeedFigures):
		return [][]screen.Button{{fix.As(screen.Primary), t.button(t.Say("import.template"), "template", "")}, last}
	case slices.Contains(needs, roster.NeedPlatform):
		var platforms []screen.Button
		for _, p := range domain.Platforms {
			platforms = append(platforms, t.button(screen.T(t.value(p)), "platform", id+"."+string(p)))
		}
		return append(rowsByWidth(platforms), append([]screen.Button{fix}, last...))
	}
	out := [][]screen.Button{{t.button(t.Say("import.yes", "rows", len(table.Rows)), "import", id).As(screen.Primary)}}
	if basis := t.otherBasis(table); basis != "" {
		out = append(out, []screen.Button{t.button(t.Say("import.basis-other", "basis", basis), "basis", id+"."+string(basis))})
	}
	return append(out, append([]screen.Button{fix}, last...))
}

// otherBasis is what engagement rates could also be taken for, where the file
// does not say it; "" where there is nothing to choose.
func (t *turn) otherBasis(table *roster.Table) domain.Basis {
	if table.BasisStated || !t.mapping(table).Has("engagement_rate") {
		return ""
	}
	switch basis, _ := table.BasisFor(t.readOptions()); basis {
	case domain.ByViews:
		return domain.ByFollowers
	case domain.ByFollowers:
		return domain.ByViews
	}
	return ""
}

// importPlatform takes the platform of all rows.
func (t *turn) importPlatform(arg string) {
	t.withImport(arg, func(table *roster.Table, platform string) {
		if !slices.Contains(domain.Platforms, domain.Platform(platform)) {
			t.unknownButton()
			return
		}
		t.changeImport(func(i *Import) { i.Platform = domain.Platform(platform) })
		t.showPreview(table)
	})
}

// importBasis takes what engagement rates are divided by.
func (t *turn) importBasis(arg string) {
	t.withImport(arg, func(table *roster.Table, basis string) {
		if b := domain.Basis(basis); b == domain.ByViews || b == domain.ByFollowers {
			t.changeImport(func(i *Import) { i.Basis = b })
		}
		t.showPreview(table)
	})
}

// changeImport changes the import that waits, leaving the state it came with
// alone.
func (t *turn) changeImport(change func(*Import)) {
	i := *t.state.Import
	change(&i)
	t.state.Import = &i
}

// cancelImport lets the list go.
func (t *turn) cancelImport(arg string) {
	t.withImport(arg, func(*roster.Table, string) {
		t.dropImport()
		t.notice(t.Say("cancel.import"))
		t.resume()
	})
}
