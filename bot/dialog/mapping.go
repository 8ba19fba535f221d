package dialog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"chonmat/bot/screen"
	"chonmat/storage/roster"
)

// Correcting the mapping: first the column of the file, then what it is.

// How many columns of the file, and of ours, a screen offers.
const (
	columnsPerPage = 12
	choicesPerPage = 15
)

// fixColumns asks which column of the file is taken wrongly: "id.from".
func (t *turn) fixColumns(arg string) {
	t.withImport(arg, func(table *roster.Table, rest string) {
		id, m := t.state.Import.ID, t.mapping(table)
		from := pageStart(rest, len(m))
		var buttons []screen.Button
		for c := from; c < min(from+columnsPerPage, len(m)); c++ {
			buttons = append(buttons, t.button(
				t.Say("fix.column", "theirs", t.header(table, c), "ours", plain(t.columnName(m[c]))), "column", fmt.Sprintf("%s.%d", id, c)))
		}
		t.show(screen.New(screen.P(t.Say("fix.which"))).
			WithRows(screen.Rows(1, buttons...)...).
			With(t.turner("fix", id, from, columnsPerPage, len(m))...).
			With(t.button(t.Say("fix.done"), "preview", "")))
	})
}

// fixColumn asks what a column is: "id.column.from".
func (t *turn) fixColumn(arg string) {
	t.withImport(arg, func(table *roster.Table, rest string) {
		number, page, _ := strings.Cut(rest, ".")
		c, err := strconv.Atoi(number)
		if err != nil || c < 0 || c >= len(table.Mapping) {
			t.unknownButton()
			return
		}
		id := t.state.Import.ID
		from := pageStart(page, len(roster.Choices))
		var buttons []screen.Button
		for i, choice := range roster.Choices[from:min(from+choicesPerPage, len(roster.Choices))] {
			buttons = append(buttons, t.button(t.columnName(choice), "map", fmt.Sprintf("%s.%d.%d", id, c, from+i)))
		}
		t.show(screen.New(
			screen.P(t.Say("fix.what", "theirs", t.header(table, c))),
			screen.Lines(t.examples(table, c)...),
		).
			WithRows(rowsByWidth(buttons)...).
			With(t.turner("column", fmt.Sprintf("%s.%d", id, c), from, choicesPerPage, len(roster.Choices))...).
			With(t.button(t.Say("fix.unused"), "map", fmt.Sprintf("%s.%d.-1", id, c)), t.button(t.Say("button.back"), "fix", id)))
	})
}

// examples are the first cells of a column of the file that hold something.
func (t *turn) examples(table *roster.Table, column int) []screen.Text {
	const most = 3
	var out []screen.Text
	for _, row := range table.Rows[:min(len(table.Rows), 200)] {
		if column < len(row) && strings.TrimSpace(row[column]) != "" && len(out) < most {
			out = append(out, t.Say("fix.example", "cell", screen.Truncate(strings.TrimSpace(row[column]), 60)))
		}
	}
	return out
}

// mapColumn takes what a column is: "id.column.choice", -1 for not used.
func (t *turn) mapColumn(arg string) {
	t.withImport(arg, func(table *roster.Table, rest string) {
		number, choice, _ := strings.Cut(rest, ".")
		c, errC := strconv.Atoi(number)
		i, errI := strconv.Atoi(choice)
		if errC != nil || errI != nil || c < 0 || c >= len(table.Mapping) || i < -1 || i >= len(roster.Choices) {
			t.unknownButton()
			return
		}
		var column roster.Column
		if i >= 0 {
			column = roster.Choices[i]
		}
		t.changeImport(func(imp *Import) { imp.Mapping = t.mapping(table).With(c, column) })
		t.showPreview(table)
	})
}

// pageStart reads where a page begins; anything else is the first page.
func pageStart(text string, n int) int {
	from, err := strconv.Atoi(text)
	if err != nil || from < 0 || from >= n {
		return 0
	}
	return from
}

// turner are the buttons to the pages before and after.
func (t *turn) turner(action, arg string, from, perPage, n int) []screen.Button {
	var out []screen.Button
	if arg != "" {
		arg += "."
	}
	if from > 0 {
		out = append(out, t.button(t.Say("page.previous"), action, arg+strconv.Itoa(max(from-perPage, 0))))
	}
	if from+perPage < n {
		out = append(out, t.button(t.Say("page.next"), action, arg+strconv.Itoa(from+perPage)))
	}
	return slices.Clip(out)
}
