// Package understand turns what people type into briefs, offline and in
// microseconds. It never invents: a reading holds only what the text states,
// each value with the words it came from, and what is unclear is a question.
//
// # How a text is read
//
//  1. normal.go takes letters apart (base, quality, tone) and remembers where
//     each stood; token.go cuts words, numerals and signs; mask.go hides links,
//     phone numbers, times and product codes; spelling.go spells out teencode
//     and finds words one letter away.
//  2. scan.go cuts the tokens into items: the longest phrase of the lexicon, or
//     a quantity (number.go, spoken.go, numeral.go, date.go). Diacritics that
//     were typed must agree with the phrase; those that were not may be any.
//  3. clause.go decides the fate of each item: kept, excluded by "không", "bỏ",
//     "thay vì", replaced after "à nhầm", "đổi … thành", or not ours at all
//     (a competitor's, the past, a contact).
//  4. role.go gives each quantity one role, by a list of rules of which the
//     first that knows wins; resolve.go gives the rest the role of what they
//     correct, or of the question that was asked.
//  5. money.go, fill.go and values.go write the slots. unread.go tells which
//     words nobody made anything of.
//
// Beside briefs, intent.go tells what a message is for, and draft.go who wants
// something written.
//
// # Adding a word
//
// Put it in the table of lexicon/ that its kind belongs to, with its
// diacritics, after the value it means; no Go is needed:
//
//	beauty	son, son môi, kem chống nắng      (industry.tsv: value, tab, phrases)
//	budget-cue	ngân sách, kinh phí          (cue.tsv: class, tab, phrases)
//	unit views	view, lượt xem               (kpi.tsv: class and value)
//	không	ko, hok, khum                    (shorthand.tsv: full form, short forms)
//
// The longest phrase wins, so a longer one keeps the words in it from meaning
// anything else: "máy lọc không khí" is no "không", "việt nam" is no "nam". A
// phrase may stand in several tables; it then means all of it, and what stands
// around decides. Marks at the end of a phrase:
//
//	?  weak: counts only with support (values.go lists what supports what), or
//	   when its slot was asked; an industry that yields to any other
//	+  heavy: an industry that beats the others ("mèo" in "đồ ăn cho mèo")
//	!  only with its diacritics: "đất!" is not the "dat" of "dat hang"
//
// common.tsv holds everyday words that mean nothing in a brief, so that they are
// not taken for a known word with a letter wrong ("better" for "butter").
//
// A word that, without diacritics, is another common word needs the "!".
//
// # Adding a rule
//
// First try a phrase. A number that is misread needs a cue, label or unit in
// its table far more often than a rule. A new class of words is a line in
// class.go and one in a table; a new rule for numbers is a function in the list
// of role.go, placed by how strong its evidence is. Then add briefs that show
// the class of texts, not the one text, to testdata/briefs.jsonl, and look at
//
//	go test -run Score -v ./domain/understand
//	go test -run xxx -bench . ./domain/understand
package understand
