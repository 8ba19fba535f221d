package understand

import "strings"

// maskRaw hides what must not be read as words or numbers: links, addresses,
// @names, phone and account numbers, times of day, trip lengths, product codes.
func (r *reader) maskRaw() {
	list := r.raw
	for i := 0; i < len(list); {
		j := i + 1
		for j < len(list) && list[j].glued && list[j].text != "\n" && list[i].text != "\n" {
			j++
		}
		if isAddress(list[i:j]) {
			mask(list[i:j])
		}
		i = j
	}
	for i := range list {
		if list[i].kind != digitToken || list[i].masked {
			continue
		}
		for _, m := range masks {
			if n := m(list, i); n > 0 {
				mask(list[i : i+n])
				break
			}
		}
	}
}

func mask(list []token) {
	for i := range list {
		list[i].masked = true
	}
}

// domains are the endings that make a word with dots a link.
var domains = wordSet("com vn net org io me shop app store info asia edu gov ly link xyz co gl be")

// isAddress tells whether tokens without a space between them are a link, a
// mail address or an @name.
func isAddress(list []token) bool {
	for i := range list {
		switch list[i].text {
		case "@":
			return len(list) > 1
		case ":":
			if i+2 < len(list) && list[i+1].text == "/" && list[i+2].text == "/" {
				return true
			}
		case ".":
			if i > 0 && i+1 < len(list) && (list[i-1].text == "www" || isLetter(list[i-1].text[0]) && domains[list[i+1].text] && (i+2 == len(list) || !isLetter(list[i+2].text[0]))) {
				return true
			}
		}
	}
	return false
}

// masks tell how many tokens from numeral i on must be hidden, 0 for none.
var masks = []func(list []token, i int) int{phone, account, clock, trip, code}

// phone is 0… or +84… with nine to eleven digits in groups.
func phone(list []token, i int) int {
	digits, j := "", i
	for ; j < len(list) && len(digits) < 11; j++ {
		t := &list[j]
		if t.kind == digitToken && !strings.Contains(t.text, ",") {
			digits += strings.ReplaceAll(t.text, ".", "")
		} else if sign := t.text[0]; sign != '.' && sign != '-' && sign != ' ' {
			break
		}
	}
	international := strings.HasPrefix(digits, "84") && i > 0 && list[i-1].text == "+"
	if len(digits) < 9 || len(digits) > 12 || digits[0] != '0' && !international {
		return 0
	}
	return j - i
}

// account is a long number that is no round sum, or one that begins with zeros.
func account(list []token, i int) int {
	t := list[i].text
	if strings.ContainsAny(t, ".,") {
		return 0
	}
	if len(t) >= 10 && !strings.HasSuffix(t, "000") || len(t) >= 4 && t[0] == '0' || len(t) > 15 {
		return 1
	}
	return 0
}

// clock is 8h, 8h30, 8g30 or 14:30.
func clock(list []token, i int) int {
	if len(list[i].text) > 2 || i+1 >= len(list) || !list[i+1].glued {
		return 0
	}
	minutes := i+2 < len(list) && list[i+2].glued && list[i+2].kind == digitToken && len(list[i+2].text) == 2
	switch list[i+1].text {
	case "h":
		if minutes {
			return 3
		}
		return 2
	case "g", ":":
		if minutes {
			return 3
		}
	}
	return 0
}

// trip is 3n2đ or 5N4D.
func trip(list []token, i int) int {
	if i+3 < len(list) && list[i+1].text == "n" && list[i+1].glued && list[i+2].kind == digitToken && list[i+3].text == "d" && list[i+3].glued {
		return 4
	}
	return 0
}

// code is a number stuck to a word that means nothing, as in "iphone17".
func code(list []token, i int) int {
	if !list[i].glued || i == 0 || list[i-1].kind != wordToken || i > 1 && list[i-2].kind == digitToken && list[i-1].glued {
		return 0
	}
	l, word := lex(), list[i-1].text
	_, known := l.words[word]
	if known || l.shorthand[word] != nil || l.joinedAs(word) != nil {
		return 0
	}
	return 1
}
