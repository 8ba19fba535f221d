// Package knowledge answers questions about choosing influencers from a base
// of written, sourced entries. Nothing is made up at the time of asking: a
// question finds an entry, comes near some, or is not covered.
//
//	entries.csv   the entries: names of the term, sources, what to ask next,
//	              and the figures that its texts take from domain/facts
//	ways/*.txt    how people ask for each entry, in Vietnamese and English
//	stories.txt   what people tell while they ask
//	outside.txt   what people ask a bot that is none of its business
//	concepts.txt  words and phrases that mean the same in a question
//	short.txt     short forms of chat and common slips
//	empty.txt     words that say nothing about what is asked
//
// The texts of an entry are in the wording catalogue: know.KEY.ask is the
// question on a button, know.KEY the answer, know.KEY.more what is worth
// knowing beyond it. A mistake in the entries stops the program as it starts,
// one in the other tables its tests.
package knowledge

import (
	"embed"
	"encoding/csv"
	"fmt"
	"strings"
	"sync"

	"chonmat/domain"
	"chonmat/domain/facts"
	"chonmat/domain/wording"
)

// Entry is one thing that can be asked, with its answer in both languages.
type Entry struct {
	Key    string
	Topic  Topic
	Ask    domain.Sentence // the question in a few words, as on a button
	Answer domain.Sentence // a few short lines
	More   domain.Sentence // beyond the answer; Key is "" where there is no more
	// Sources are never empty. Weak tells that they are poor: a vendor's blog,
	// no method, few cases, or far away; whoever shows the entry says so.
	Sources []domain.Source
	Weak    bool
	Legal   bool     // tells of law or tax: no legal advice
	Related []*Entry // what one may ask next
}

// Topic groups entries.
type Topic string

// The topics, in the order in which they are offered.
const (
	Basics    Topic = "basics"
	Choosing  Topic = "choosing"
	Prices    Topic = "prices"
	Measuring Topic = "measuring"
	Law       Topic = "law"
	Platforms Topic = "platforms"
	Creators  Topic = "creators"
	Selling   Topic = "selling"
	Bot       Topic = "bot"
)

// Topics lists every topic.
var Topics = []Topic{Basics, Choosing, Prices, Measuring, Law, Platforms, Creators, Selling, Bot}

// Of returns the entry of a key; nil when there is none.
func Of(key string) *Entry { return byKey[key] }

// All returns every entry, by topic, in the order of the file. It is shared:
// do not change it.
func All() []*Entry { return entries }

//go:embed *.csv *.txt ways/*.txt
var files embed.FS

var (
	entries []*Entry
	byKey   = map[string]*Entry{}
	names   = map[string][]string{} // by key
)

// base is built by the first question, in some tenths of a second: a command
// that asks none need not wait for it.
var base = sync.OnceValue(func() *index { return newIndex(everythingSaid(names)) })

func init() { // not literals: the entries name each other
	rows := readEntries()
	for _, r := range rows {
		e := &Entry{Key: r["key"], Topic: Topic(r["topic"]), Weak: r["weak"] != "", Legal: r["legal"] != ""}
		args := figures(r["key"], r["figures"])
		e.Ask = domain.Sentence{Key: "know." + e.Key + ".ask"}
		e.Answer = domain.Sentence{Key: "know." + e.Key, Args: args}
		if more := "know." + e.Key + ".more"; wording.Has(more) {
			e.More = domain.Sentence{Key: more, Args: args}
		}
		if byKey[e.Key] != nil || !wording.Has(e.Ask.Key) || !wording.Has(e.Answer.Key) {
			panic("knowledge: " + e.Key + " stands twice in entries.csv, or lacks its texts")
		}
		for id := range strings.FieldsSeq(r["sources"]) {
			s, ok := facts.SourceOf(id)
			if !ok {
				panic("knowledge: " + e.Key + " names no source of facts: " + id)
			}
			e.Sources = append(e.Sources, s)
		}
		if len(e.Sources) == 0 {
			panic("knowledge: " + e.Key + " has no source")
		}
		names[e.Key] = strings.FieldsFunc(r["names"], func(r rune) bool { return r == '|' })
		entries = append(entries, e)
		byKey[e.Key] = e
	}
	for i, r := range rows {
		for key := range strings.FieldsSeq(r["related"]) {
			if byKey[key] == nil || key == r["key"] {
				panic(fmt.Sprintf("knowledge: %s leads to %q", r["key"], key))
			}
			entries[i].Related = append(entries[i].Related, byKey[key])
		}
	}
}

// readEntries reads entries.csv, by column.
func readEntries() (out []map[string]string) {
	f, err := files.Open("entries.csv")
	if err != nil {
		panic("knowledge: " + err.Error())
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		panic("knowledge: entries.csv: " + err.Error())
	}
	for _, line := range lines[1:] {
		r := map[string]string{}
		for i, column := range lines[0] {
			r[column] = line[i]
		}
		out = append(out, r)
	}
	return out
}

// sections reads "== key" files: the lines under each key, which may hold
// several parts between "|". Lines that start with "#" are comments.
func sections(name string, add func(key, part string)) {
	data, err := files.ReadFile(name)
	if err != nil {
		panic("knowledge: " + err.Error())
	}
	key := ""
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if head, ok := strings.CutPrefix(line, "=="); ok {
			key = strings.TrimSpace(head)
			continue
		}
		if line == "" || line[0] == '#' {
			continue
		}
		for part := range strings.SplitSeq(line, "|") {
			add(key, strings.TrimSpace(part))
		}
	}
}
