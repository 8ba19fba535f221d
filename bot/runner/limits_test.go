package runner_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"chonmat/bot/runner"
	"chonmat/storage"
)

func TestWhoWritesTooFastIsToldOnceAndLosesNothingTaken(t *testing.T) {
	t.Parallel()
	m := newMemory()
	var c clock
	r, _ := start(t, runner.Config{Database: open(t, dbPath(t)), Messenger: m, Dialog: counting{}, Now: c.now, Limits: runner.Limits{Messages: 3}})
	var updates []storage.Update
	for i := range int64(10) {
		updates = append(updates, update(1+i, said{Chat: "a", Text: fmt.Sprint("tin ", i)}))
	}
	receive(t, r, append(updates, update(50, said{Chat: "b", Text: "người khác"}))...)
	receive(t, r, update(60, said{Chat: "a", Data: "press", On: "m1"}))
	m.until(t, "the press", func() bool { return len(m.answers) == 1 && len(m.chats["a"]) >= 4 })
	m.until(t, "the other", func() bool { return len(m.chats["b"]) == 1 })
	m.mu.Lock()
	got, press := slices.Clone(m.chats["a"]), m.answers[0]
	m.mu.Unlock()
	if len(got) != 4 || !slices.Equal(got[:3], []string{"1 tin 0", "2 tin 1", "3 tin 2"}) || !strings.Contains(got[3], "Những tin trước mình vẫn làm đủ") {
		t.Errorf("told %q", got)
	}
	if !strings.Contains(press, "gửi lại") {
		t.Errorf("the press was answered %q", press)
	}
	c.pass(time.Minute)
	receive(t, r, update(70, said{Chat: "a", Text: "sau một phút"}))
	m.until(t, "the answer a minute later", func() bool { return slices.Contains(m.chats["a"], "4 sau một phút") })
}

func TestWhoSendsManyFilesIsAskedToWait(t *testing.T) {
	t.Parallel()
	m := newMemory()
	m.files["list.csv"] = []byte("name,platform,followers\nLinh Thử,tiktok,120000\n")
	r, _ := start(t, runner.Config{Database: open(t, dbPath(t)), Messenger: m, Dialog: counting{}, Limits: runner.Limits{Files: 2}})
	for i := range int64(3) {
		receive(t, r, update(1+i, said{Chat: "a", File: "list.csv"}))
	}
	receive(t, r, update(9, said{Chat: "a", Text: "chữ"}))
	m.until(t, "all answers", func() bool { return len(m.chats["a"]) == 4 })
	if got := m.chats["a"]; !strings.Contains(got[2], "30 phút") || got[3] != "3 chữ" {
		t.Errorf("told %q", got)
	}
}
