package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chonmat/bot/telegramtest"
	"chonmat/storage"
)

// The benchmarks run the program in a process of its own, against a Telegram
// server in this one, on the same processors:
//
//	go test -run '^$' -bench 'Load|Memory' -benchtime 10s ./cmd/chonmat
//
// With CHONMAT_TEST_PROFILE=FILE the program writes a CPU profile.
//
// An update is counted from the person's act until they see the answer: it is
// received, claimed, stepped, committed with synchronous=FULL (SQLite) or on a
// server (PostgreSQL), and sent.

// unlimited lets one person act as often as they like.
const unlimited = "CHONMAT_MESSAGES_PER_MINUTE=0"

// manyPeople is how many talk at the same time.
const manyPeople = 200

// BenchmarkLoad has everybody act again as soon as they are answered (ns/op is
// then the reciprocal of the throughput), or all together 200 times a second.
// Who presses a button has a message changed and the press answered, two calls
// of Telegram's; who types gets a new message, one.
func BenchmarkLoad(b *testing.B) {
	for engine, database := range map[string]func(testing.TB) string{"SQLite": onFile, "PostgreSQL": onServer} {
		for name, way := range map[string]struct {
			act   func(*telegramtest.Person, int)
			every time.Duration
		}{
			"pressing at once": {pressing, 0}, "pressing 200 times a second": {pressing, time.Second}, "typing at once": {typing, 0},
		} {
			b.Run(engine+"/"+name, func(b *testing.B) { load(b, database(b), way.act, way.every) })
		}
	}
}

// load plays b.N acts. Each person waits for every between two, if it is not 0.
func load(b *testing.B, database string, act func(an *telegramtest.Person, turn int), every time.Duration) {
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // of the server and the people, which are not measured
	srv := telegramtest.Start(b, telegramtest.WithoutLog())
	agreed(b, database)
	p := launch(b, srv, "CHONMAT_DATABASE="+database, unpaced+"=1", unlimited)
	people := make([]*telegramtest.Person, manyPeople)
	for i := range people {
		people[i] = srv.User(int64(1000+i), "vi")
		people[i].Say("/start")
	}
	for _, an := range people {
		an.Answer()
		an.PressLatest("🎯")
	}
	for _, an := range people {
		an.Answer()
	}
	var left atomic.Int64
	left.Store(int64(b.N))
	took := make([][]time.Duration, manyPeople)
	var wg sync.WaitGroup
	b.ResetTimer()
	for i, an := range people {
		wg.Go(func() {
			next := time.Now()
			if every > 0 {
				next = next.Add(rand.N(every))
			}
			for turn := 0; left.Add(-1) >= 0; turn++ {
				if every > 0 {
					time.Sleep(time.Until(next))
					next = next.Add(every)
				}
				begun := time.Now()
				act(an, turn)
				an.Answer()
				took[i] = append(took[i], time.Since(begun))
			}
		})
	}
	wg.Wait()
	b.StopTimer()
	all := slices.Concat(took...)
	slices.Sort(all)
	b.ReportMetric(float64(len(all))/b.Elapsed().Seconds(), "updates/s")
	b.ReportMetric(all[len(all)/2].Seconds()*1000, "p50-ms")
	b.ReportMetric(all[len(all)*99/100].Seconds()*1000, "p99-ms")
	b.ReportMetric(memory(b, p, "VmRSS"), "MB")
	b.ReportMetric(cpu(b, p)/float64(len(all))*1e6, "cpu-µs/op")
	p.term()
}

// pressing is one act in the questions about a brief: the first answer there is,
// or back again. Each is saved in the campaign.
func pressing(an *telegramtest.Person, turn int) {
	if turn%2 == 1 {
		an.PressLatest("◀ Quay lại")
		return
	}
	an.PressLatest(an.Screen().Buttons[0][0].Label)
}

// typing is the same in words.
func typing(an *telegramtest.Person, turn int) {
	if turn%2 == 1 {
		an.Say("quay lại")
		return
	}
	an.Say("1")
}

// BenchmarkMemory is the memory of the program when nobody has talked to it
// yet, and when it has the conversations of a hundred thousand people and some
// of them talk.
func BenchmarkMemory(b *testing.B) {
	b.Run("idle", func(b *testing.B) {
		for b.Loop() {
			srv := telegramtest.Start(b, telegramtest.WithoutLog())
			p := launch(b, srv, "CHONMAT_DATABASE="+onFile(b))
			srv.AwaitCalls("getUpdates", 1)
			time.Sleep(time.Second)
			b.ReportMetric(memory(b, p, "VmRSS"), "MB")
			b.ReportMetric(memory(b, p, "RssAnon"), "anonymous-MB")
			p.term()
		}
	})
	b.Run("100000 conversations", func(b *testing.B) {
		srv := telegramtest.Start(b, telegramtest.WithoutLog())
		database := onFile(b)
		multiply(b, srv, database, 100_000)
		for b.Loop() {
			p := launch(b, srv, "CHONMAT_DATABASE="+database, unpaced+"=1", unlimited)
			for round := range 5 {
				var wg sync.WaitGroup
				for i := range manyPeople {
					an := srv.User(int64(first+i*500+round), "vi")
					wg.Go(func() {
						an.Say("giữ 1 2")
						an.Replies(1)
					})
				}
				wg.Wait()
			}
			time.Sleep(time.Second)
			b.ReportMetric(memory(b, p, "VmRSS"), "MB")
			b.ReportMetric(memory(b, p, "RssAnon"), "anonymous-MB")
			p.term()
		}
	})
}

// first is the first of many people.
const first = 1_000_000

// multiply lets one person have a conversation up to a shortlist, and gives
// that to as many people in the database.
func multiply(b *testing.B, srv *telegramtest.Server, database string, people int) {
	original := onFile(b)
	p := launch(b, srv, "CHONMAT_DATABASE="+original)
	an := srv.User(first, "vi")
	an.Say("my pham cho nu 18-25 o SG, 200tr, can 500k reach")
	for range 3 { // consent, the brief, the channels
		an.PressLatest(an.Answer().Buttons[0][0].Label)
	}
	an.Answer()
	p.term()

	from := openStore(b, original)
	var export, out bytes.Buffer
	if err := from.Export(context.Background(), &export); err != nil {
		b.Fatal(err)
	}
	rows := 0
	one := strconv.Itoa(first)
	for line := range strings.Lines(export.String()) {
		table, _, _ := strings.Cut(strings.TrimPrefix(line, `{"table":"`), `"`)
		switch table {
		case "schema_version":
			out.WriteString(line)
			rows++
		case "campaign", "conversation", "consent":
			for i := range people {
				out.WriteString(strings.ReplaceAll(line, one, strconv.Itoa(first+i)))
				rows++
			}
		}
	}
	fmt.Fprintf(&out, "{\"table\":\"end\",\"rows\":%d}\n", rows)
	if err := openStore(b, database).Restore(context.Background(), &out); err != nil {
		b.Fatal(err)
	}
}

// openStore opens a database until the benchmark ends.
func openStore(b *testing.B, database string) *storage.DB {
	b.Helper()
	db, err := storage.Open(b.Context(), database)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	return db
}

// memory is the memory of a process, in MB of a million bytes: VmRSS is all that
// is resident, RssAnon that without the pages of the program's file, which the
// system takes back when it needs them.
func memory(b *testing.B, p *process, kind string) float64 {
	b.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.command.Process.Pid))
	if err != nil {
		b.Skip("the memory of a process is read from /proc, which only Linux has")
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, kind+":"); ok {
			kib, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
			if err != nil {
				b.Fatal(err)
			}
			return kib * 1024 / 1e6
		}
	}
	b.Fatal("no " + kind)
	return 0
}

// cpu is the processor time a process has taken, in seconds.
func cpu(b *testing.B, p *process) float64 {
	b.Helper()
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.command.Process.Pid))
	if err != nil {
		b.Skip("the time of a process is read from /proc, which only Linux has")
	}
	// What follows the name, which is in parentheses: fields 14 and 15 of
	// proc(5) are user and system time, in hundredths of a second.
	_, rest, _ := strings.Cut(string(stat), ") ")
	fields := strings.Fields(rest)
	user, err := strconv.ParseFloat(fields[11], 64)
	system, err2 := strconv.ParseFloat(fields[12], 64)
	if err := errors.Join(err, err2); err != nil {
		b.Fatal(err)
	}
	return (user + system) / 100
}
