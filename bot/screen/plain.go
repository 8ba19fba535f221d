package screen

import (
	"strconv"
	"strings"
)

// Plain renders a screen as text without any markup. Its buttons follow as
// numbered lines, for Answer.
func Plain(s Screen) string {
	var out strings.Builder
	tight := false
	for _, part := range sections(s.Blocks) {
		if out.Len() > 0 {
			out.WriteString("\n")
			if !tight {
				out.WriteString("\n")
			}
		}
		tight = part.title
		for i, line := range part.lines {
			if i > 0 {
				out.WriteByte('\n')
			} else if part.folded {
				out.WriteString("▸ ")
			}
			out.WriteString(line.plain())
		}
	}
	if rows := plainButtons(s); len(rows) > 0 {
		if out.Len() > 0 {
			out.WriteString("\n\n")
		}
		out.WriteString(strings.Join(rows, "\n"))
	}
	return out.String()
}

// plainButtons are the lines of the buttons. Buttons whose labels are nothing
// but their numbers share a line.
func plainButtons(s Screen) []string {
	var out []string
	joined := false
	for _, b := range Numbered(s) {
		number, label := strconv.Itoa(b.Number), clean(b.Label)
		switch {
		case label == number && joined:
			out[len(out)-1] += " · " + number
			continue
		case label == number:
			out = append(out, number)
			joined = true
			continue
		case b.Copy != "":
			label += ": " + clean(b.Copy)
		}
		out = append(out, number+". "+label)
		joined = false
	}
	return out
}
