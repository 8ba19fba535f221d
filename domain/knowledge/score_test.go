package knowledge_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"chonmat/domain/knowledge"
	"chonmat/domain/wording"
)

// TestScore asks what people ask. No question of these files is a way of asking
// that the index learns from (see below), but they are not equally unspoilt. The
// figures are the shares of questions that found the right entry first and in
// the top three, and of those outside that were refused.
//
//   - held_out.tsv and second.tsv were read before ways of asking, phrases and
//     figures of the index were chosen. Their figures guard against steps back.
//
//   - fresh.tsv was written with second.tsv, two or three questions for each
//     entry dealt between the files by chance, before anything was changed. The
//     search of before found 0.80, 0.86, 0.84 of it; when it was first looked at,
//     the index found 0.94, 0.97, 0.98. Since then it has been read.
//
//   - last.tsv was written after that, with long stories around the questions
//     and on purpose harder; asked first, it found 0.72, 0.78, 0.95. What was
//     done about stories was done because of it.
//
//   - untouched.tsv was written after that; asked first, it found 0.96, 0.97, 0.89
//     of 66 questions and 18 outside. It has been read since.
//
//   - others_a.tsv and others_b.tsv were written by two people who had seen no
//     way of asking. Asked first, they found
//     0.900, 0.931, 0.983 and 0.844, 0.875, 0.883. others_b.tsv was then read for
//     what went wrong, and most of voices.txt written, while others_a.tsv was
//     only counted: it rose to 0.969, 0.988, 0.983. Since then both have been
//     read. Two questions of others_a.tsv are left out: they happened to be ways
//     of asking word for word.
//
//   - others_c.tsv was written by a third such person, and asked once when all
//     was done; nothing was changed after it. Its 0.971, 0.988, 0.783 of 170
//     questions and 60 outside are the figures to believe: of the thirteen that
//     were not refused, seven were offered what comes near, six were answered.
//     The nine that happened to be ways of asking word for word are left out here.
//
// One author wrote the other files and the ways of asking, so their figures
// flatter.
// The figures, and every question that went wrong, are printed by
//
//	go test -run Score -v ./domain/knowledge
func TestScore(t *testing.T) {
	for file, least := range map[string]struct{ first, three, refused float64 }{
		"held_out.tsv": {0.98, 0.99, 0.95}, "second.tsv": {0.98, 0.99, 0.94}, "fresh.tsv": {0.98, 0.99, 0.96},
		"last.tsv": {0.93, 0.98, 0.95}, "untouched.tsv": {0.97, 0.98, 0.94},
		"others_a.tsv": {0.97, 0.98, 0.96}, "others_b.tsv": {0.97, 0.98, 0.94}, "others_c.tsv": {0.97, 0.98, 0.77},
	} {
		t.Run(file, func(t *testing.T) {
			var inside, first, three, sure, outside, refused int
			for _, q := range asked(t, "testdata/"+file) {
				got := knowledge.Search(q.text)
				var keys []string
				for _, m := range got.Matches {
					keys = append(keys, m.Entry.Key)
				}
				if q.key == "-" {
					outside++
					if got.Verdict == knowledge.NotCovered {
						refused++
						continue
					}
					t.Logf("%q: want a refusal, got %s %v %.2f", q.text, got.Verdict, keys, got.Matches[0].Score)
					continue
				}
				inside++
				if slices.Contains(keys, q.key) {
					three++
				}
				if len(keys) > 0 && keys[0] == q.key {
					first++
					if got.Verdict == knowledge.Answered {
						sure++
						continue
					}
				}
				t.Logf("%q: want %s, got %s %v %v", q.text, q.key, got.Verdict, keys, got.Matches)
			}
			share := func(n, of int) float64 { return float64(n) / float64(of) }
			t.Logf("%d questions: right entry first %.3f (sure of it %.3f), in the top three %.3f; %d outside: refused %.3f",
				inside, share(first, inside), share(sure, inside), share(three, inside), outside, share(refused, outside))
			if share(first, inside) < least.first || share(three, inside) < least.three || share(refused, outside) < least.refused {
				t.Errorf("want at least %v", least)
			}
		})
	}
}

// What is learned is not asked again: that would measure memory.
func TestNoQuestionIsAWayOfAsking(t *testing.T) {
	learned := map[string]string{}
	for _, file := range []string{"ways/vi.txt", "ways/en.txt", "ways/voices.txt", "outside.txt"} {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for way := range strings.FieldsFuncSeq(string(data), func(r rune) bool { return r == '|' || r == '\n' }) {
			learned[strings.TrimSpace(wording.Fold(way))] = file
		}
	}
	for _, file := range []string{"held_out.tsv", "second.tsv", "fresh.tsv", "last.tsv", "untouched.tsv", "others_a.tsv", "others_b.tsv", "others_c.tsv"} {
		for _, q := range asked(t, "testdata/"+file) {
			if where := learned[strings.Trim(wording.Fold(q.text), " ?")]; where != "" {
				t.Errorf("%s: %q is learned from %s", file, q.text, where)
			}
		}
	}
}

type question struct{ key, text string }

func asked(t testing.TB, path string) (out []question) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		key, text, ok := strings.Cut(line, "\t")
		if !ok || key != "-" && knowledge.Of(key) == nil {
			t.Fatalf("%s: %q is about no entry", path, line)
		}
		out = append(out, question{key, text})
	}
	return out
}
