// Package facts holds what is publicly known about the influencer market in
// Vietnam: tables embedded in the program, every row with its sources.
//
// The figures were gathered from public pages on 2026-11-23. To correct one,
// change its row; to add one, add a row, and its source to sources.csv first.
// A table that does not read stops the program as it starts.
//
//	sources.csv     title, address and date of every source
//	priors.csv      what an account of a size usually has: views, reach,
//	                engagement, fee; low and high hold 80% of accounts
//	ratios.csv      how comments, likes and views of a post relate; counted percentiles
//	audience.csv    how many people a platform reaches in Vietnam
//	ages.csv        how old the population is, and a platform's users where
//	                known; in shares of adults, so that teenagers come on top
//	genders.csv     how many users are women and men
//	fit.csv         how well a platform serves a need, 0–5: our reading of the sources
//	needs.csv       which needs a brief has: our choice
//	leans.csv       industries that lean to a platform
//	goods.csv       goods with advertising rules of their own
//	duties.csv      what the law asks of every campaign with influencers
//	thresholds.csv  what opens to a creator from how many followers
//	incomes.csv     what creators of a tier may take in a month
//	growth.csv      how newcomers fare
//	statements.csv  what sources say of a platform, as keys of the wording catalogue
//
// What is not here is not publicly known, and callers say so rather than guess.
package facts

import (
	"cmp"
	"embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"chonmat/domain"
)

//go:embed *.csv
var files embed.FS

// row is one row of a table, by column.
type row map[string]string

// read reads a table; what is wrong with it is a bug of ours.
func read(name string) []row {
	f, err := files.Open(name)
	if err != nil {
		panic("facts: " + err.Error())
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		panic(fmt.Sprintf("facts: %s: %v", name, err))
	}
	var out []row
	for _, line := range lines[1:] {
		r := row{}
		for i, column := range lines[0] {
			r[column] = line[i]
		}
		out = append(out, r)
	}
	return out
}

// number reads a cell that must hold a number.
func (r row) number(column string) float64 {
	v, err := strconv.ParseFloat(r[column], 64)
	if err != nil {
		panic(fmt.Sprintf("facts: %s in %v: %v", column, r, err))
	}
	return v
}

// list reads a cell of words.
func list[T ~string](cell string) []T {
	var out []T
	for word := range strings.FieldsSeq(cell) {
		out = append(out, T(word))
	}
	return out
}

var sources = func() map[string]domain.Source {
	m := map[string]domain.Source{}
	for _, r := range read("sources.csv") {
		m[r["id"]] = domain.Source{Title: r["title"], URL: r["url"], Date: r["date"]}
	}
	return m
}()

// SourceOf returns the source of an id of sources.csv.
func SourceOf(id string) (domain.Source, bool) {
	s, ok := sources[id]
	return s, ok
}

// cited returns the sources named in a cell.
func (r row) cited() []domain.Source {
	var out []domain.Source
	for id := range strings.FieldsSeq(r["sources"]) {
		s, ok := sources[id]
		if !ok {
			panic(fmt.Sprintf("facts: no source %q, named in %v", id, r))
		}
		out = append(out, s)
	}
	if len(out) == 0 {
		panic(fmt.Sprintf("facts: no source for %v", r))
	}
	return out
}

// Distinct returns the sources of list that have a title, each once, in order.
func Distinct(list ...domain.Source) []domain.Source {
	var out []domain.Source
	for _, s := range list {
		if s.Title != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// Cite joins several sources into one: all titles and dates, each once, and the
// first address.
func Cite(list ...domain.Source) domain.Source {
	var all domain.Source
	for _, s := range Distinct(list...) {
		all.Title = joined(all.Title, s.Title)
		all.Date = joined(all.Date, s.Date)
		all.URL = cmp.Or(all.URL, s.URL)
	}
	return all
}

// joined adds a part to a list with semicolons, unless it stands there.
func joined(list, part string) string {
	const sep = "; "
	switch {
	case list == "":
		return part
	case part == "" || strings.Contains(sep+list+sep, sep+part+sep):
		return list
	}
	return list + sep + part
}
