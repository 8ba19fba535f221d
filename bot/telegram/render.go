package telegram

import (
	"encoding/json"
	"fmt"
	"path"
	"strings"
	"unicode"
	"unicode/utf16"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"chonmat/bot/runner"
	"chonmat/bot/screen"
)

// form is how a screen is put into messages; each step is understood by more
// servers than the one before.
type form int

const (
	rich   form = iota // Bot API 10.1: tables, details, tick lists
	markup             // HTML text
	plain              // numbered text: nothing in it can be misread
)

// Telegram's limits in UTF-16 units after parsing (Bot API 10.1).
const (
	maxText    = 4096
	maxCaption = 1024
)

// part is one message to send.
type part struct {
	method string
	params tgbotapi.Params
	file   *tgbotapi.RequestFile
}

// noPreview keeps a creator's link from covering half the screen.
const noPreview = `{"is_disabled":true}`

// render makes the parts of an attempt in its form, stepping down where a
// screen is too big for it.
func (a *attempt) render() ([]part, error) {
	if a.out.File != nil {
		return []part{a.document(*a.out.File)}, nil
	}
	s := withCopies(*a.out.Screen, a.copying)
	keys, err := newKeyboard(s.Buttons, a.copying)
	if err != nil {
		return nil, err
	}
	var parts []part
	if a.form == rich {
		html, err := screen.RichHTML(s)
		if err == nil {
			// Detection would turn @handles into links to strangers.
			message, err := encode(map[string]any{"html": html, "skip_entity_detection": true})
			if err != nil {
				return nil, err
			}
			parts = append(parts, part{method: "sendRichMessage", params: tgbotapi.Params{"rich_message": message}})
		} else {
			a.form = markup
		}
	}
	switch a.form {
	case markup:
		for _, html := range screen.HTML(s) {
			parts = append(parts, part{method: "sendMessage", params: tgbotapi.Params{"text": html, "parse_mode": "HTML", "link_preview_options": noPreview}})
		}
	case plain:
		for _, text := range split(screen.Plain(s), maxText) {
			parts = append(parts, part{method: "sendMessage", params: tgbotapi.Params{"text": text, "link_preview_options": noPreview}})
		}
	}
	if len(parts) == 0 {
		return nil, fmt.Errorf("telegram: a screen without text")
	}
	if keys != nil {
		markup, err := encode(keys)
		if err != nil {
			return nil, err
		}
		parts[len(parts)-1].params["reply_markup"] = markup
	}
	return parts, nil
}

func encode(value any) (string, error) {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // < would take six bytes instead of one
	err := e.Encode(value)
	return strings.TrimSuffix(b.String(), "\n"), err
}

// document makes the part for a file; a caption too long for one is cut.
func (a *attempt) document(f runner.OutgoingFile) part {
	p, field := part{method: "sendDocument", params: tgbotapi.Params{}}, kindOf(f)
	if f.Picture {
		p.method = "sendPhoto"
	}
	if a.fileID != "" {
		p.params[field] = a.fileID
	} else {
		// Bytes, not a reader: it can be sent again.
		p.file = &tgbotapi.RequestFile{Name: field, Data: tgbotapi.FileBytes{Name: fileName(f.Name), Bytes: f.Data}}
	}
	if len(f.Caption) == 0 {
		return p
	}
	caption := screen.Screen{Blocks: []screen.Block{{Kind: screen.Paragraph, Text: f.Caption}}}
	text := screen.Plain(caption)
	if html := screen.HTML(caption); a.form == markup && len(html) == 1 && screen.UTF16Len(text) <= maxCaption {
		p.params["caption"], p.params["parse_mode"] = html[0], "HTML"
	} else if parts := split(text, maxCaption); len(parts) > 0 {
		p.params["caption"] = parts[0]
	}
	return p
}

// kindOf is what Telegram calls the kind of a file.
func kindOf(f runner.OutgoingFile) string {
	if f.Picture {
		return "photo"
	}
	return "document"
}

// fileName makes a name that cannot leave the header it is written into, nor
// the folder it is saved in.
func fileName(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || strings.ContainsRune(`"\:*?<>|`, r) {
			return '_'
		}
		return r
	}, path.Base(strings.ToValidUTF8(name, "_")))
	ext := path.Ext(name)
	if len(name) > 120 {
		name = strings.ToValidUTF8(name[:100], "") + strings.ToValidUTF8(ext[:min(len(ext), 20)], "")
	}
	if strings.Trim(name, "._/ ") == "" {
		return "file"
	}
	return name
}

// split cuts a text into messages of at most limit UTF-16 units, at line ends
// where there are any.
func split(text string, limit int) []string {
	var parts []string
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimSpace(text) {
		size, line, end := 0, 0, len(text)
		for i, r := range text {
			if size += max(utf16.RuneLen(r), 1); size > limit {
				end = i
				break
			}
			if r == '\n' {
				line = i
			}
		}
		if end < len(text) && line > 0 {
			end = line
		}
		parts = append(parts, strings.TrimSpace(text[:end]))
		text = text[end:]
	}
	return parts
}
