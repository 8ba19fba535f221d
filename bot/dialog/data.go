package dialog

import (
	"strconv"
	"strings"

	"chonmat/bot/screen"
)

// maxData is how long the data of a button may be, in bytes (Telegram's limit).
const maxData = 64

// call is what a button asks for: an action, in a campaign as it was at a
// revision, with an argument. On the wire it is "action|campaign|rev|arg",
// with the revision in base 36; a button that belongs to no campaign leaves
// the middle empty.
type call struct {
	Action   string
	Campaign string
	Rev      int
	Arg      string
}

// data writes the call as the data of a button.
func (c call) data() string {
	rev := ""
	if c.Campaign != "" {
		rev = strconv.FormatInt(int64(c.Rev), 36)
	}
	return c.Action + "|" + c.Campaign + "|" + rev + "|" + c.Arg
}

// parseCall reads the data of a button. Data arrives from outside: whatever
// data would not have written is refused.
func parseCall(data string) (call, bool) {
	parts := strings.Split(data, "|")
	if len(data) > maxData || len(parts) != 4 || parts[0] == "" {
		return call{}, false
	}
	for _, p := range parts {
		if strings.IndexFunc(p, func(r rune) bool { return !isDataRune(r) }) >= 0 {
			return call{}, false
		}
	}
	c := call{Action: parts[0], Campaign: parts[1], Arg: parts[3]}
	if c.Campaign != "" {
		rev, err := strconv.ParseInt(parts[2], 36, 32)
		if err != nil || rev < 0 {
			return call{}, false
		}
		c.Rev = int(rev)
	}
	return c, c.data() == data
}

func isDataRune(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || strings.ContainsRune("_-+.:!", r)
}

// button makes a button that belongs to no campaign.
func (t *turn) button(label screen.Text, action, arg string) screen.Button {
	return labelledButton(label, call{Action: action, Arg: arg})
}

// on makes a button of the campaign at hand, as it now is.
func (t *turn) on(label screen.Text, action, arg string) screen.Button {
	c := call{Action: action, Arg: arg}
	if t.campaign != nil {
		c.Campaign, c.Rev = t.campaign.ID, t.campaign.Revision
	}
	return labelledButton(label, c)
}

// labelledButton makes a button; a label that a name made too long is cut.
func labelledButton(label screen.Text, c call) screen.Button {
	return screen.Press(screen.Truncate(plain(label), screen.MaxLabel), c.data())
}

// plain drops the style of a text, as for a label.
func plain(text screen.Text) string {
	var b strings.Builder
	for _, s := range text {
		b.WriteString(s.Text)
	}
	return b.String()
}
