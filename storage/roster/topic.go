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

// topics splits cells of tags, maps them to industries, and remembers the
// answers: lists repeat few tags many times.
type topics struct {
	known map[string]domain.Industry
}

// maxRemembered bounds the memory of a hostile list in which no tag repeats.
const maxRemembered = 10_000

// read returns the industries and the topics that cells name, both in the
// order of the cells and without repetition.
func (t *topics) read(cells []string) (industries []domain.Industry, names []string) {
	for _, cell := range cells {
		if len(cell) > maxTagsCell {
			cell = cell[:maxTagsCell]
		}
		for _, tag := range splitTags(cell) {
			industry, known := t.industry(tag)
			if industry != "" && !slices.Contains(industries, industry) {
				industries = append(industries, industry)
			}
			if known && slices.Contains(domain.Industries, domain.Industry(tag)) {
				continue // our own word, not the source's
			}
			if tag = clean(strings.TrimLeft(tag, "#"), maxTopic); tag != "" && len(names) < maxTopics && !slices.Contains(names, tag) {
				names = append(names, tag)
			}
		}
	}
	return industries, names
}

// industry maps one tag; known is false for a tag that the table lacks.
func (t *topics) industry(tag string) (industry domain.Industry, known bool) {
	industry, hit := t.known[tag]
	if !hit {
		if f, ok := tagPhrases.find(strings.Fields(fold(tag))); ok {
			industry = f.value
		}
		if t.known == nil {
			t.known = map[string]domain.Industry{}
		}
		if len(t.known) < maxRemembered {
			t.known[tag] = industry
		}
	}
	if industry == "-" {
		return "", true
	}
	return industry, industry != ""
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
