package screen

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"chonmat/domain/wording"
)

// NumberedButton is a button and the number it answers to.
type NumberedButton struct {
	Number int `json:"n"`
	Button
}

// Numbered numbers the buttons of a screen. A button that has a number of its
// own keeps it. The others are counted on from the largest of those, so that
// on the page of people 6 to 10 a "1" never means "next page".
func Numbered(s Screen) []NumberedButton {
	var out []NumberedButton
	taken := map[int]bool{}
	last := 0
	for _, row := range s.Buttons {
		for _, b := range row {
			n := b.Number
			if n <= 0 || taken[n] {
				n = 0
			}
			taken[n] = true
			last = max(last, n)
			out = append(out, NumberedButton{Number: n, Button: b})
		}
	}
	for i := range out {
		if out[i].Number == 0 {
			last++
			out[i].Number = last
		}
	}
	return out
}

// Answer finds the button that a typed text means: by its label (case,
// diacritics, emoji and punctuation aside), otherwise by its number ("3",
// "3.", "#3", "số 3", "chọn 3 nhé"). A label that two buttons with different
// effects share means neither.
func Answer(buttons []NumberedButton, text string) (Button, bool) {
	const longest = 256 // bytes; no label is longer, and folding costs time
	if len(text) > longest {
		return Button{}, false
	}
	if b, ok := byLabel(buttons, text); ok {
		return b, true
	}
	m := numberForm.FindStringSubmatch(wording.Fold(norm.NFKC.String(strings.TrimSpace(text))))
	if m == nil {
		return Button{}, false
	}
	n, _ := strconv.Atoi(m[1])
	for _, b := range buttons {
		if b.Number == n {
			return b.Button, true
		}
	}
	return Button{}, false
}

// numberForm is a number with the words people put around it, folded. The
// keycap emoji ("3️⃣") is the digit and marks, which folding drops.
var numberForm = regexp.MustCompile(`^(?:(?:chon|lay|bam|nhan|nut|muc|so|number|no\.?|option|choose|pick|press)\s*)*[#(]?\s*(\d{1,4})\s*[.)]?(?:\s+(?:nhe|nha|a|di|please))*$`)

func byLabel(buttons []NumberedButton, text string) (Button, bool) {
	words := labelWords(text)
	if words == "" {
		return Button{}, false
	}
	var found *Button
	for i := range buttons {
		b := &buttons[i].Button
		switch {
		case labelWords(b.Label) != words:
		case found == nil:
			found = b
		case found.Data != b.Data || found.Copy != b.Copy:
			return Button{}, false
		}
	}
	if found == nil {
		return Button{}, false
	}
	return *found, true
}

// labelWords is what of a label counts: folded letters and digits. A label of
// symbols alone ("▶") counts as it is.
func labelWords(label string) string {
	fields := strings.FieldsFunc(wording.Fold(label), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	if len(fields) == 0 {
		return strings.TrimSpace(label)
	}
	return strings.Join(fields, " ")
}
