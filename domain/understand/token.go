package understand

// kind is what a token is made of.
type kind uint8

const (
	wordToken  kind = iota
	digitToken      // digits with separators inside: 1.500.000
	signToken
)

// token is a word, a numeral or a sign of the text.
type token struct {
	text    string // folded
	quality string // of each letter; "" when the word has none
	tone    byte
	kind    kind
	careful bool // written among words with diacritics, so that having none means something
	glued   bool // nothing stands between it and the token before
	masked  bool // part of something that must not be read: a link, a phone number
	guessed bool // word is a likely spelling of what was typed
	start   int32
	end     int32
	word    int32     // id in the vocabulary, or none
	num     *numeral1 // what it means in a number
	maybe   []int32   // for an unknown word: words one letter away
}

const none = -1

func (t *token) marked() bool { return t.quality != "" || t.tone != 0 }

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }

// tokenise appends the tokens of n to list.
func (n *normal) tokenise(list []token) []token {
	text, quality := string(n.text), string(n.quality)
	spaced := true
	for i := 0; i < len(text); {
		j := i + 1
		t := token{kind: signToken, word: none}
		switch c := text[i]; {
		case c == ' ':
			spaced, i = true, j
			continue
		case isLetter(c):
			t.kind = wordToken
			for j < len(text) && isLetter(text[j]) {
				j++
			}
			for k := i; k < j; k++ {
				if n.quality[k] != 0 {
					t.quality = quality[i:j]
				}
				if n.tone[k] != 0 {
					t.tone = n.tone[k]
				}
			}
		case isDigit(c):
			t.kind = digitToken
			for j < len(text) && (isDigit(text[j]) || (text[j] == '.' || text[j] == ',') && j+1 < len(text) && isDigit(text[j+1])) {
				j++
			}
		}
		t.text, t.glued = text[i:j], !spaced
		t.start, t.end = n.at[i], n.at[j]
		list = append(list, t)
		spaced, i = false, j
	}
	return list
}

// tokensOf splits a text into words, numerals and signs.
func tokensOf(text string) []token {
	var n normal
	n.normalise(text)
	return n.tokenise(nil)
}
