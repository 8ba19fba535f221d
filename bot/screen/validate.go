package screen

import (
	"unicode/utf8"

	"chonmat/domain"
)

// The limits of buttons. Those of Telegram are of Bot API 10.1; it states none
// for labels, rows and their number, where these are what clients show well.
const (
	MaxData  = 64  // bytes, Telegram
	MaxCopy  = 256 // characters, Telegram
	MaxLabel = 64  // UTF-16 units

	maxButtons = 100
	maxRow     = 8
)

// Validate returns an Invalid error for a screen that cannot be delivered: one
// that says nothing, exceeds the limits of a rich message, or has a button
// that cannot be pressed. It holds for every screen that a dialog makes: tests
// hold each of their conversations to it. Nothing calls it while somebody waits,
// as a screen that were refused would help them less than one stepped down.
func Validate(s Screen) error {
	html, err := RichHTML(s)
	switch {
	case err != nil:
		return domain.Errorf(domain.Invalid, "%w", err)
	case len(sections(s.Blocks)) == 0 || html == "":
		return domain.Errorf(domain.Invalid, "screen: it says nothing")
	}
	if err := validateBlocks(s.Blocks); err != nil {
		return err
	}
	count := 0
	for _, row := range s.Buttons {
		if len(row) == 0 || len(row) > maxRow {
			return domain.Errorf(domain.Invalid, "screen: a row of %d buttons", len(row))
		}
		for _, b := range row {
			count++
			if err := b.validate(); err != nil {
				return err
			}
		}
	}
	if count > maxButtons {
		return domain.Errorf(domain.Invalid, "screen: %d buttons", count)
	}
	return nil
}

func validateBlocks(blocks []Block) error {
	for _, b := range blocks {
		switch b.Kind {
		case Heading, Paragraph, List, Table, Quote, Copied, Note:
		case Details:
			if len(oneLine(b.Text)) == 0 {
				return domain.Errorf(domain.Invalid, "screen: details without a summary")
			}
			if err := validateBlocks(b.Blocks); err != nil {
				return err
			}
		default:
			return domain.Errorf(domain.Invalid, "screen: no block is a %q", b.Kind)
		}
		for _, row := range b.Rows {
			if len(b.Header) > 0 && len(row) != len(b.Header) {
				return domain.Errorf(domain.Invalid, "screen: a row of %d cells under %d headers", len(row), len(b.Header))
			}
		}
	}
	return nil
}

func (b Button) validate() error {
	switch {
	case clean(b.Label) == "" || UTF16Len(b.Label) > MaxLabel:
		return domain.Errorf(domain.Invalid, "screen: a label of %d", UTF16Len(b.Label))
	case (b.Data == "") == (b.Copy == ""):
		return domain.Errorf(domain.Invalid, "screen: button %q must either press or copy", b.Label)
	case len(b.Data) > MaxData || !utf8.ValidString(b.Data):
		return domain.Errorf(domain.Invalid, "screen: button %q: data of %d bytes", b.Label, len(b.Data))
	case utf8.RuneCountInString(b.Copy) > MaxCopy:
		return domain.Errorf(domain.Invalid, "screen: button %q copies too much", b.Label)
	case b.Number < 0:
		return domain.Errorf(domain.Invalid, "screen: button %q: number %d", b.Label, b.Number)
	case b.Style != "" && b.Style != Primary && b.Style != Success && b.Style != Danger:
		return domain.Errorf(domain.Invalid, "screen: no style is %q", b.Style)
	}
	return nil
}
