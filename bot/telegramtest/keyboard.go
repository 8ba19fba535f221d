package telegramtest

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf16"
)

// maxKeyboard is where Telegram says a keyboard is too long; by size in
// truth, by buttons here.
const maxKeyboard = 100

// keyboard reads reply_markup strictly.
func (s *Server) keyboard(p params) ([][]Button, error) {
	text := p["reply_markup"]
	if text == "" {
		return nil, nil
	}
	var markup struct {
		Rows [][]key `json:"inline_keyboard"`
	}
	dec := json.NewDecoder(strings.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&markup); err != nil {
		return nil, bad("can't parse inline keyboard: %v", err)
	}
	if markup.Rows == nil {
		return nil, bad("can't parse inline keyboard: Field \"inline_keyboard\" must be of type Array")
	}
	var keys [][]Button
	count := 0
	for _, row := range markup.Rows {
		if len(row) == 0 || len(row) > 8 {
			s.problem("a keyboard row of %d buttons", len(row))
		}
		var line []Button
		for i := range row {
			b, err := s.button(&row[i])
			if err != nil {
				return nil, err
			}
			line = append(line, b)
			count++
		}
		keys = append(keys, line)
	}
	if count > maxKeyboard {
		return nil, bad("reply markup is too long")
	}
	return keys, nil
}

var styles = []string{"", "primary", "success", "danger"}

// key is a button as it is sent.
type key struct {
	Text  string  `json:"text"`
	Data  *string `json:"callback_data"`
	URL   *string `json:"url"`
	Style string  `json:"style"`
	Copy  *struct {
		Text string `json:"text"`
	} `json:"copy_text"`
}

func (s *Server) button(b *key) (Button, error) {
	if s.keyless {
		b.Copy = nil
	}
	has := 0
	for _, there := range []bool{b.Data != nil, b.URL != nil, b.Copy != nil} {
		if there {
			has++
		}
	}
	switch {
	case b.Text == "":
		return Button{}, bad("can't parse inline keyboard button: button text must be non-empty")
	case has == 0:
		return Button{}, bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
	case has > 1:
		s.problem("button %q has more than one thing to do", b.Text)
	case !slices.Contains(styles, b.Style):
		return Button{}, bad("can't parse inline keyboard button: invalid button style specified")
	case b.Data != nil && (len(*b.Data) < 1 || len(*b.Data) > 64):
		return Button{}, bad("BUTTON_DATA_INVALID")
	case b.Copy != nil && (b.Copy.Text == "" || len(utf16.Encode([]rune(b.Copy.Text))) > 256):
		return Button{}, bad("BUTTON_COPY_TEXT_INVALID")
	}
	out := Button{Label: b.Text, Style: b.Style}
	if b.Data != nil {
		out.Data = *b.Data
	}
	if b.Copy != nil {
		out.Copy = b.Copy.Text
	}
	return out, nil
}
