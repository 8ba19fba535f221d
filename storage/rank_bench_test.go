package storage_test

import (
	"database/sql"
	"fmt"
	"runtime"
	"runtime/metrics"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3"

	"chonmat/domain"
	"chonmat/domain/advise"
)

// BenchmarkRankAgainstSQL ranks a million accounts for a brief, the first
// hundred explained, against the obvious alternative: a table of the same scores
// in SQLite, weighed in SQL with ORDER BY … LIMIT 100, nothing explained. It
// reports what a row of the ranking and an account of the list take in memory.
func BenchmarkRankAgainstSQL(b *testing.B) {
	const n, explained = 1_000_000, 100
	brief := domain.Brief{Industry: "beauty", Gender: domain.Female, AgeMin: 18, AgeMax: 24, BudgetMax: 200e6, KPI: domain.Awareness}

	b.Run("advise", func(b *testing.B) {
		before := heap()
		roster := domain.NewRoster(domain.OwnRoster, 1, accounts(0, n))
		list := heap()
		advise.RankRoster(brief, nil, roster, advise.Options{})
		rows := heap()
		for b.Loop() {
			if got := advise.RankRoster(brief, nil, roster, advise.Options{}).Page(0, explained); len(got) != explained {
				b.Fatal(len(got))
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/account")
		b.ReportMetric(float64(rows-list)/n, "index-B/account")
		b.ReportMetric(float64(list-before)/n, "list-B/account")
		runtime.KeepAlive(roster)
	})

	b.Run("SQL", func(b *testing.B) {
		db, err := sql.Open("sqlite3", ":memory:")
		must(b, err)
		db.SetMaxOpenConns(1)
		defer db.Close()
		_, err = db.Exec(`CREATE TABLE account (id INTEGER PRIMARY KEY, name TEXT, reach REAL, persuasion REAL, value REAL,
			industries INTEGER, female REAL, young REAL, price INTEGER)`)
		must(b, err)
		tx, err := db.Begin()
		must(b, err)
		insert, err := tx.Prepare("INSERT INTO account VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
		must(b, err)
		for i := range n {
			_, err := insert.Exec(i, fmt.Sprintf("Người sáng tạo %d", i), i*7%101, i*13%97, i*29%89, 1<<(i%18)|1<<(i/18%18), float64(i%100)/100, float64(i%37)/37, i%300*1_000_000)
			must(b, err)
		}
		must(b, tx.Commit())
		for b.Loop() {
			rows, err := db.Query(`SELECT id, name FROM account WHERE price <= ? ORDER BY 0.35*reach + 0.15*persuasion + 0.15*value
				+ 0.35*(0.7*CASE WHEN industries & 1 THEN 100 ELSE 10 END + 15*female + 15*young) DESC, id LIMIT ?`, 200_000_000, explained)
			must(b, err)
			got := 0
			for rows.Next() {
				got++
			}
			must(b, rows.Err())
			if got != explained {
				b.Fatal(got)
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/account")
	})
}

// A list of accounts, and all that ranking keeps of it, stays small enough for a
// million on a small machine; and the list knows how much it takes.
func TestAnAccountTakesUnder300Bytes(t *testing.T) {
	const n = 50_000
	empty := heap()
	roster := domain.NewRoster(domain.OwnRoster, 1, accounts(0, n))
	list := heap() - empty
	advise.RankRoster(domain.Brief{KPI: domain.Awareness}, nil, roster, advise.Options{})
	all := heap() - empty
	if all > 300*n {
		t.Errorf("an account takes %d bytes, %d of them in the list", all/n, list/n)
	}
	if told := uint64(roster.Bytes()); told < list*9/10 || told > list*11/10 {
		t.Errorf("the list says that it takes %d bytes, and takes %d", told, list)
	}
	runtime.KeepAlive(roster)
}

// heap is the memory in use.
func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// peakHeap watches the memory in use; what it returns ends that, and says by how
// much it rose at most.
func peakHeap() func() uint64 {
	before, end, most := heap(), make(chan bool), make(chan uint64)
	go func() {
		objects := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		peak, tick := before, time.NewTicker(5*time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				metrics.Read(objects)
				peak = max(peak, objects[0].Value.Uint64())
			case <-end:
				most <- peak - before
				return
			}
		}
	}()
	return func() uint64 { close(end); return <-most }
}
