package dialog

import (
	"slices"
	"strconv"
	"time"

	"chonmat/bot/screen"
)

// Everybody can see all that is kept of them, and erase it, agreed or not.

// Kept is everything that is kept of the person.
type Kept struct {
	Rows    map[string]int // by table of the store
	Doc     []byte         // all of it, as JSON
	Partial bool           // the person's lists were too long for Doc
}

// keptTables says what the rows of a table are for the person, in the order
// in which they are told; tables without a key are parts of others.
var keptTables = []struct{ table, key string }{
	{"consent", "mydata.consent"},
	{"campaign", "mydata.campaigns"},
	{"list_import", "mydata.lists"}, {"roster_part", ""}, {"workspace", ""},
	{"creator", "mydata.creator"},
	{"upload", "mydata.files"},
	{"job", "mydata.jobs"},
	{"spent", "mydata.model-days"}, {"quiet", ""},
	{"conversation", "mydata.places"},
}

// messageTables hold what shows that messages came and went.
var messageTables = []string{"inbox", "outbox"}

// myData tells the person everything that is kept of them, as a file.
func (t *turn) myData(string) {
	if t.tooPublic("/dulieu") {
		return
	}
	kept := t.Kept()
	lines, messages, other := []screen.Text{}, 0, 0
	for _, k := range keptTables {
		if n := kept.Rows[k.table]; n > 0 && k.key != "" {
			lines = append(lines, t.Say(k.key, "n", n))
		}
	}
	for table, n := range kept.Rows {
		switch {
		case slices.Contains(messageTables, table):
			messages += n
		case !slices.ContainsFunc(keptTables, func(k struct{ table, key string }) bool { return k.table == table }):
			other += n
		}
	}
	if messages > 0 {
		lines = append(lines, t.Say("mydata.messages", "n", messages, "days", t.Operator.KeepDays))
	}
	if other > 0 {
		lines = append(lines, t.Say("mydata.other", "n", other))
	}
	about := t.Say("mydata.file")
	if kept.Partial {
		about = t.Say("mydata.partial")
	}
	s := screen.New(screen.P(t.Say("mydata.title", "date", t.today())), screen.Bullets(lines...), screen.Small(about)).
		With(t.button(t.Say("mydata.erase"), "forget", ""), t.button(t.Say("button.continue"), "here", ""))
	if t.Operator.Model != "" {
		s = s.Add(screen.More(t.Say("speech.what-is-sent", "model", t.Operator.Model), screen.P(t.Say("speech.sent")))).
			With(t.button(t.Say("speech.setting"), "ai", ""))
	}
	t.showNew(s)
	t.effects = append(t.effects, SendFile{Name: plain(t.Say("mydata.name")) + "-" + string(t.today()) + ".json", Data: kept.Doc})
}

// tooPublic refers a person in a group to their private chat.
func (t *turn) tooPublic(command string) bool {
	if !t.event.Group {
		return false
	}
	t.showNew(screen.New(screen.P(t.Say("mydata.private", "command", command))).With(t.goOn()...))
	return true
}

// forgetWithin is how long after the question an answer to it counts: an old
// message must not erase what was kept since.
const forgetWithin = time.Hour

// forgetAsk asks once before everything is erased.
func (t *turn) forgetAsk(string) {
	if t.tooPublic("/xoa") {
		return
	}
	backups := t.Say("forget.backups-unknown")
	if n := t.Operator.BackupDays; n > 0 {
		backups = t.Say("forget.backups", "n", n)
	}
	t.show(screen.New(screen.P(t.Say("forget.ask")), screen.Small(t.Say("forget.groups")), screen.Small(backups)).
		With(t.button(t.Say("forget.yes"), "forget!", strconv.FormatInt(t.Now.Unix(), 36)).As(screen.Danger),
			t.button(t.Say("forget.no"), "keep-all", "")))
}

// forget erases the person.
func (t *turn) forget(arg string) {
	asked, err := strconv.ParseInt(arg, 36, 64)
	if err != nil || t.event.Group || t.Now.Sub(time.Unix(asked, 0)).Abs() > forgetWithin {
		t.forgetAsk("")
		return
	}
	t.effects = append(t.effects, Forget{})
	t.show(screen.New(screen.P(t.Say("forget.done"))).With(t.button(t.Say("forget.again"), "notice", "")))
}

// keepAll answers that nothing is to be erased.
func (t *turn) keepAll(string) {
	t.notice(t.Say("forget.kept"))
	if !t.consented() {
		t.showNotice("")
		return
	}
	t.here()
}
