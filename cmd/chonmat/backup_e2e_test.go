package main

import (
	"path/filepath"
	"strings"
	"testing"

	"chonmat/bot/telegramtest"
)

// A backup taken while the bot runs, put in the place of a database, as the
// README says: the conversation goes on where it was.
func TestTheBotGoesOnFromABackup(t *testing.T) {
	t.Parallel()
	srv := telegramtest.Start(t)
	database := onFile(t)
	agreed(t, database)
	p := launch(t, srv, "CHONMAT_DATABASE="+database)
	mai := srv.User(11, "vi")
	shows := func(text string) {
		t.Helper()
		p.until(text, func() bool { return strings.Contains(mai.Screen().Text, text) })
	}
	mai.Say("mỹ phẩm cho nữ 18-25, 200tr, tiktok, cần 500k reach")
	shows("Bước 1/3")
	mai.Press("✅ Đúng, chọn kênh")
	shows("Bước 2/3")

	c := newTerminal(t)
	c.env["CHONMAT_DATABASE"] = database
	place := filepath.Join(t.TempDir(), "chonmat.db")
	if r := c.run("", "backup", place); r.status != 0 {
		t.Fatalf("backup: %+v", r)
	}
	mai.Say("ngân sách 900tr") // lost with the machine
	shows("900 triệu")
	p.kill()

	p = launch(t, srv, "CHONMAT_DATABASE="+place)
	mai.Say("xem brief")
	shows("Ngân sách: 200 triệu")
	p.term()
}
