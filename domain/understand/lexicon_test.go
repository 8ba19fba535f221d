package understand

import (
	"slices"
	"strings"
	"testing"

	"chonmat/domain"
)

// TestTables holds what a table may say: every value is one of the domain's.
func TestTables(t *testing.T) {
	l, err := readLexicon()
	if err != nil {
		t.Fatal(err)
	}
	valid := map[class]func(value string) bool{
		industry: func(v string) bool { return slices.Contains(domain.Industries, domain.Industry(v)) },
		gender:   func(v string) bool { return slices.Contains(domain.Genders, domain.Gender(v)) },
		place: func(v string) bool {
			return !slices.ContainsFunc(placesIn(v), func(p domain.Location) bool { return !p.Valid() })
		},
		channel:     func(v string) bool { return slices.Contains(domain.Platforms, domain.Platform(v)) },
		goal:        func(v string) bool { return slices.Contains(domain.KPIs, domain.KPI(v)) },
		unit:        func(v string) bool { return domain.Unit(v).KPI() != "" },
		tier:        func(v string) bool { return slices.Contains(domain.Tiers, domain.Tier(v)) },
		creatorKind: func(v string) bool { return slices.Contains(domain.Kinds, domain.Kind(v)) },
		purpose:     func(v string) bool { return slices.Contains(rank, Intent(v)) },
		anything:    func(v string) bool { return v == "" || slices.Contains(domain.Slots, domain.Slot(v)) },
	}
	seen := map[class]bool{}
	for i := range l.phrases {
		p := &l.phrases[i]
		var words []string
		for _, w := range l.wordsOf(p) {
			words = append(words, l.spellings[w.word])
		}
		for _, s := range p.senses {
			seen[s.class] = true
			if check := valid[s.class]; check != nil && !check(s.value) {
				t.Errorf("%v: %s cannot be %q", words, classNames[s.class], s.value)
			}
			if (s.class == scale || s.class == glued || s.class == slang || s.class == days) && s.n <= 0 {
				t.Errorf("%v: %s needs a number", words, classNames[s.class])
			}
		}
		if letters := len(strings.Join(words, "")); letters != int(p.long) {
			t.Errorf("%v has %d letters, which do not fit", words, letters)
		}
		if len(words) > maxPhrase {
			t.Errorf("%v has more than %d words", words, maxPhrase)
		}
	}
	for c, name := range classNames {
		if name == "" || !seen[class(c)] {
			t.Errorf("class %d %q is in no table", c, name)
		}
	}
}

func TestEveryProvinceIsKnownByItsName(t *testing.T) {
	for _, p := range domain.Provinces {
		got := Read("khách ở "+p.Name, Context{}).Brief.Locations
		if !slices.Equal(got, []domain.Location{p.Slug}) {
			t.Errorf("%s is read as %v", p.Name, got)
		}
	}
}

func TestSyllables(t *testing.T) {
	for _, s := range []string{"pham", "nghieng", "quoc", "tuoi", "oanh", "xoong", "giuong", "khuyen"} {
		if !IsSyllable(s) {
			t.Errorf("%q is a Vietnamese syllable", s)
		}
	}
	for _, s := range []string{"skin", "trug", "facebok", "sahc", "zalo", "wow"} {
		if IsSyllable(s) {
			t.Errorf("%q is no Vietnamese syllable", s)
		}
	}
}
