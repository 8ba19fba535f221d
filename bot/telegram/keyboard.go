package telegram

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"chonmat/bot/screen"
)

// Telegram's limits of an inline keyboard (Bot API 10.1); the number of
// buttons a row and in all is what clients show well, not documented.
const (
	maxRow     = 8
	maxButtons = 100
	maxData    = 64 // bytes
	maxCopy    = 256
)

type keyboard struct {
	Rows [][]button `json:"inline_keyboard"`
}

type button struct {
	Text  string             `json:"text"`
	Data  string             `json:"callback_data,omitempty"`
	Copy  *copyText          `json:"copy_text,omitempty"`
	Style screen.ButtonStyle `json:"style,omitempty"`
}

type copyText struct {
	Text string `json:"text"`
}

// newKeyboard makes the keyboard of a screen, nil for none: Telegram refuses
// an empty one. Without copying, the buttons that copy are left out; their
// texts are then shown by withCopies.
func newKeyboard(rows [][]screen.Button, copying bool) (*keyboard, error) {
	var k keyboard
	count := 0
	for _, row := range rows {
		var line []button
		for _, b := range row {
			switch {
			case copies(b):
				if copying {
					line = append(line, button{Text: b.Label, Copy: &copyText{b.Copy}, Style: b.Style})
				}
			case b.Label == "" || b.Data == "" && b.Copy == "":
				return nil, fmt.Errorf("button %q has no label or nothing to do", b.Label)
			case len(b.Data) > maxData:
				return nil, fmt.Errorf("button %q has %d bytes of data", b.Label, len(b.Data))
			case b.Data != "":
				line = append(line, button{Text: b.Label, Data: b.Data, Style: b.Style})
			}
		}
		count += len(line)
		for part := range slices.Chunk(line, maxRow) {
			k.Rows = append(k.Rows, part)
		}
	}
	switch {
	case count == 0:
		return nil, nil
	case count > maxButtons:
		return nil, fmt.Errorf("%d buttons", count)
	}
	return &k, nil
}

// copies reports whether a button can be a button that copies.
func copies(b screen.Button) bool {
	return b.Label != "" && b.Copy != "" && utf8.RuneCountInString(b.Copy) <= maxCopy
}

// withCopies is the screen with the texts of buttons that cannot copy shown
// at its end: all of them, or those that are too long.
func withCopies(s screen.Screen, copying bool) screen.Screen {
	blocks := slices.Clip(s.Blocks)
	for _, row := range s.Buttons {
		for _, b := range row {
			if b.Copy != "" && (!copying || !copies(b)) {
				blocks = append(blocks, screen.Block{Kind: screen.Quote, Text: screen.Text{{Text: b.Copy}}})
			}
		}
	}
	s.Blocks = blocks
	return s
}
