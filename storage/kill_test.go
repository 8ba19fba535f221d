package storage_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"

	"chonmat/storage"
	"chonmat/storage/storagetest"
)

// An acknowledged update survives SIGKILL, and the next process goes on where
// the killed one was.
func TestKilledProcessLosesNothing(t *testing.T) {
	const variable = "CHONMAT_STORAGE_TEST_DATABASE"
	if at := os.Getenv(variable); at != "" { // the process to be killed
		ctx := context.Background()
		db, err := storage.Open(ctx, at)
		must(t, err)
		for id := int64(1); ; id++ {
			must(t, db.Receive(ctx, "b", []storage.Update{{ID: id, Chat: fmt.Sprint(id % 7)}}, now))
			fmt.Println("received", id)
			// Every third claim is forgotten; its lease ends some updates later.
			if c, err := storagetest.One(db.Claim(ctx, "b", now.Add(time.Duration(id)*time.Second), 5*time.Second, 1)); err == nil && c != nil && id%3 > 0 {
				must(t, db.Commit(ctx, *c, storage.Changes{Outbox: []storage.Outgoing{{
					Key: fmt.Sprint(c.Update.ID), Address: storage.Address{Bot: "b", Chat: c.Update.Chat},
				}}}, now))
				fmt.Println("committed", c.Update.ID)
			}
		}
	}
	for name, engine := range engines {
		t.Run(name, func(t *testing.T) { killAndLookAfter(t, engine(t).Create(t), variable) })
	}
}

func killAndLookAfter(t *testing.T, at, variable string) {
	ctx := context.Background()
	received, committed := map[int64]bool{}, map[int64]bool{}
	for round := range 3 {
		child := exec.Command(os.Args[0], "-test.run=^TestKilledProcessLosesNothing$")
		child.Env = append(os.Environ(), variable+"="+at)
		out, err := child.StdoutPipe()
		must(t, err)
		must(t, child.Start())
		lines := bufio.NewScanner(out)
		for n := 0; lines.Scan(); n++ {
			var id int64
			if _, err := fmt.Sscanf(lines.Text(), "received %d", &id); err == nil {
				received[id] = true
			} else if _, err := fmt.Sscanf(lines.Text(), "committed %d", &id); err == nil {
				committed[id] = true
			}
			if n == 100+50*round {
				must(t, child.Process.Kill())
			}
		}
		if err := child.Wait(); child.ProcessState.Exited() {
			t.Fatalf("the process ended by itself: %v", err)
		}
	}
	db := openAt(t, at)
	open, queued := map[int64]bool{}, map[string]int{}
	later := now.Add(time.Hour)
	for {
		c, err := storagetest.One(db.Claim(ctx, "b", later, time.Minute, 1))
		must(t, err)
		if c == nil {
			break
		}
		open[c.Update.ID] = true
		must(t, db.Commit(ctx, *c, storage.Changes{}, later))
	}
	for {
		d, err := storagetest.One(db.NextDelivery(ctx, "b", later, time.Minute, 1))
		must(t, err)
		if d == nil {
			break
		}
		queued[d.Outgoing.Key]++
		must(t, db.Delivered(ctx, *d, "m", later))
	}
	for id := range received {
		if sent := queued[fmt.Sprint(id)]; open[id] == (sent == 1) || sent > 1 {
			t.Errorf("update %d: open %v, replies %d; want one or the other", id, open[id], sent)
		}
	}
	for id := range committed {
		if open[id] || queued[fmt.Sprint(id)] != 1 {
			t.Errorf("update %d was committed: open %v, replies %d", id, open[id], queued[fmt.Sprint(id)])
		}
	}
	if len(received) < 50 || len(committed) < 20 {
		t.Errorf("only %d received and %d committed", len(received), len(committed))
	}
}
