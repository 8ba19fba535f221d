package runner_test

import (
	"bytes"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chonmat/bot/runner"
	"chonmat/domain"
	"chonmat/storage/roster"
)

func TestAFileIsReadKeptAndThereForLaterSteps(t *testing.T) {
	path, m := dbPath(t), newMemory()
	m.files["kol.csv"] = []byte("name,platform,followers\nLinh,tiktok,120000\nAn,tiktok,5000\n")
	r, stop := start(t, runner.Config{Database: open(t, path), Messenger: m, Dialog: counting{}})
	receive(t, r, update(1, said{Chat: "a", File: "kol.csv"}), update(2, said{Chat: "a", Text: "upload"}))
	m.until(t, "two answers", func() bool { return len(m.chats["a"]) == 2 })
	stop()

	// Another process reads it again from what was kept.
	r, _ = start(t, runner.Config{Database: open(t, path), Messenger: m, Dialog: counting{}})
	receive(t, r, update(3, said{Chat: "a", Text: "upload"}))
	m.until(t, "the third answer", func() bool { return len(m.chats["a"]) == 3 })
	want := []string{"file of 2 rows", "kept: true", "kept: true"}
	if diff := cmp.Diff(want, m.chats["a"]); diff != "" {
		t.Error(diff)
	}
}

func TestWhatIsWrongWithAFileIsToldToThePerson(t *testing.T) {
	var tries atomic.Int32
	for name, c := range map[string]struct {
		data  []byte
		open  func() error
		says  string
		tries int32
	}{
		"over 20 MB":        {data: bytes.Repeat([]byte("a,b\n"), roster.MaxBytes/4+1), says: "file runner.file.large", tries: 1},
		"expired":           {open: func() error { return domain.Errorf(domain.NotFound, "gone") }, says: "file runner.file.gone", tries: 1},
		"not to be fetched": {open: func() error { return errDown }, says: "file runner.file.gone", tries: 7},
	} {
		t.Run(name, func(t *testing.T) {
			tries.Store(0)
			m := newMemory()
			m.files["kol.csv"] = c.data
			m.open = func() error {
				tries.Add(1)
				if c.open != nil {
					return c.open()
				}
				return nil
			}
			r, _ := start(t, runner.Config{Database: open(t, dbPath(t)), Messenger: m, Dialog: counting{}})
			receive(t, r, update(1, said{Chat: "a", File: "kol.csv"}))
			m.until(t, "an answer", func() bool { return len(m.chats["a"]) == 1 })
			if got := m.chats["a"][0]; got != c.says || tries.Load() != c.tries {
				t.Errorf("said %q after %d tries, want %q after %d", got, tries.Load(), c.says, c.tries)
			}
		})
	}
}
