package roster

import (
	"slices"
	"strings"

	"chonmat/domain"
)

// Bounds of what is kept of a row's topics.
const (
	maxTopics   = 20
	maxTopic    = 60 // runes
	maxTagsCell = 1000
)

var (
	tagPhrases phrases[domain.Industry] // "-" for a tag that is no industry
	placeNames = map[string]domain.Location{}
)

var _ = func() bool {
	lexicon("tags.csv", 2, func(row []string) {
		industry := domain.Industry(row[1])
		if industry != "-" && !slices.Contains(domain.Industries, industry) {
			panic("lexicon/tags.csv: " + row[1])
		}
		tagPhrases.add(row[0], industry)
	})
	for _, industry := range domain.Industries {
		tagPhrases.add(fold(string(industry)), industry)
	}
	for _, p := range domain.Provinces {
		placeNames[fold(p.Name)] = p.Slug
		placeNames[fold(string(p.Slug))] = p.Slug
	}
	lexicon("places.csv", 2, func(row []string) {
		place := domain.Location(row[1])
		if !place.Valid() {
			panic("lexicon/places.csv: " + row[1])
		}
		placeNames[row[0]] = place
	})
	return true
}()

// topics maps cells of tags to industries, and remembers the answers: lists
// repeat few cells many times.
type topics struct {
	known map[string]tagged
}

// tagged is what a cell of tags says.
type tagged struct {
	industries []domain.Industry
	names      []string
}

// maxRemembered bounds the memory of a hostile list in which no cell repeats.
const maxRemembered = 10_000

// read returns the industries and the topics that cells name, both in the
// order of the cells and without repetition.
func (t *topics) read(cells []string) (industries []domain.Industry, names []string) {
	switch len(cells) {
	case 0:
		return nil, nil
	case 1: // shared between rows, which never change them
		all := t.cell(cells[0])
		return all.industries, all.names
	}
	for _, cell := range cells {
		all := t.cell(cell)
		industries, names = appendNew(industries, all.industries...), appendNew(names, all.names...)
	}
	return industries, names[:min(len(names), maxTopics)]
}

func appendNew[T comparable](list []T, more ...T) []T {
	for _, v := range more {
		if !slices.Contains(list, v) {
			list = append(list, v)
		}
	}
	return list
}

// cell reads one cell. Our own words for industries are no topics of the
// source.
func (t *topics) cell(cell string) tagged {
	all, hit := t.known[cell]
	if hit {
		return all
	}
	for _, tag := range splitTags(cut(cell, maxTagsCell)) {
		industry := industryOf(tag)
		if industry != "" {
			all.industries = appendNew(all.industries, industry)
		}
		if slices.Contains(domain.Industries, domain.Industry(tag)) || len(all.names) == maxTopics {
			continue
		}
		if name := clean(strings.TrimLeft(tag, "#"), maxTopic); name != "" {
			all.names = appendNew(all.names, name)
		}
	}
	all.industries, all.names = slices.Clip(all.industries), slices.Clip(all.names)
	if t.known == nil {
		t.known = map[string]tagged{}
	}
	if len(t.known) < maxRemembered {
		t.known[cell] = all
	}
	return all
}

// industryOf maps one tag; "" when the table has no industry for it.
func industryOf(tag string) domain.Industry {
	f, ok := tagPhrases.find(strings.Fields(fold(tag)))
	if !ok || f.value == "-" {
		return ""
	}
	return f.value
}

// splitTags parts a cell of tags. A slash parts them too, unless the whole is
// one tag of the table ("Actors/actresses").
func splitTags(cell string) (tags []string) {
	for _, tag := range strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(",;|\n\r、", r) }) {
		tag = strings.TrimSpace(tag)
		if isUnknown(tag) {
			continue
		}
		if _, whole := tagPhrases.byText[fold(tag)]; !whole && strings.Contains(tag, "/") {
			for part := range strings.SplitSeq(tag, "/") {
				if part = strings.TrimSpace(part); part != "" {
					tags = append(tags, part)
				}
			}
			continue
		}
		tags = append(tags, tag)
	}
	return tags
}

// placeOf reads the name of a province or region: "TP.HCM", "Tỉnh Bình
// Dương", "Hà Nội, Việt Nam". Of several it is the first.
func placeOf(cell string) domain.Location {
	if cell == "" || len(cell) > 200 {
		return ""
	}
	for _, part := range append([]string{cell}, strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(",;|/-(", r) })...) {
		name := fold(part)
		for _, prefix := range []string{"", "tinh ", "thanh pho ", "tp ", "t p ", "khu vuc "} {
			if bare, ok := strings.CutPrefix(name, prefix); ok && placeNames[bare] != "" {
				return placeNames[bare]
			}
		}
		if words := strings.Fields(name); len(words) == 2 && (words[0] == "quan" || words[0] == "q") && allDigits(words[1]) {
			return "ho-chi-minh" // nowhere else districts have numbers
		}
	}
	return ""
}

// languagesOf reads a cell of languages, as two-letter codes.
func languagesOf(cell string) (codes []string) {
	for part := range strings.FieldsFuncSeq(cut(cell, 200), func(r rune) bool { return strings.ContainsRune(",;|/ ", r) }) {
		word := strings.ToLower(part)
		if code, ok := languageWords[word]; ok {
			word = code
		}
		if len(word) == 2 && likeHandle(word) && !slices.Contains(codes, word) && len(codes) < 8 {
			codes = append(codes, word)
		}
	}
	if code, ok := languageWords[fold(cut(cell, 200))]; ok && len(codes) == 0 {
		codes = []string{code}
	}
	return codes
}
