package telegram_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"chonmat/bot/telegram"
	"chonmat/bot/telegramtest"
	"chonmat/storage"
)

// process is a client that receives, as one of several.
type process struct {
	*telegram.Client
	log     *logged
	updates chan storage.Update
	end     func()
}

func startProcess(t *testing.T, srv *telegramtest.Server) *process {
	t.Helper()
	p := &process{updates: make(chan storage.Update, 1000)}
	p.Client, p.log = connect(t, srv)
	telegram.Hasten(p.Client)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() {
		done <- p.Run(ctx, func(_ context.Context, us []storage.Update) error {
			for _, u := range us {
				p.updates <- u
			}
			return nil
		})
	}()
	p.end = sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(p.end)
	return p
}

func (p *process) await(t *testing.T, state telegram.State) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); p.State() != state; time.Sleep(2 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("state %d, want %d; log:\n%s", p.State(), state, p.log)
		}
	}
}

// settled starts a process and lets it count as the one that is there.
func settled(t *testing.T, srv *telegramtest.Server) *process {
	t.Helper()
	p := startProcess(t, srv)
	srv.AwaitCalls("getUpdates", 1)
	time.Sleep(400 * time.Millisecond)
	return p
}

func TestASecondProcessWaitsAndTakesOver(t *testing.T) {
	t.Parallel()
	srv := telegramtest.Start(t)
	first := settled(t, srv)
	second := startProcess(t, srv)
	second.await(t, telegram.Standby)
	an := srv.User(11, "vi")
	for range 3 { // while the standby looks now and then
		an.Say("một")
		<-first.updates
		time.Sleep(time.Second)
	}
	if first.State() != telegram.Receiving || len(second.updates) != 0 {
		t.Errorf("the first is in state %d, the standby has %d updates", first.State(), len(second.updates))
	}
	first.end()
	an.Say("hai")
	if u := <-second.updates; u.Chat != "11" || second.State() != telegram.Receiving {
		t.Errorf("%+v in state %d", u, second.State())
	}
	for text, log := range map[string]*logged{"waiting as a standby": second.log, "the other process of this bot has ended": second.log, "going on": first.log} {
		if n := strings.Count(log.String(), text); n != 1 {
			t.Errorf("%q was said %d times:\n%s", text, n, log)
		}
	}
	if p := srv.Problems(); p != nil {
		t.Error(p)
	}
}

// TestAStandbyOfABusyBotSeesThatItIsNotNeeded: there is always something in
// the queue, so no poll waits, and none is ended.
func TestAStandbyOfABusyBotSeesThatItIsNotNeeded(t *testing.T) {
	t.Parallel()
	srv := telegramtest.Start(t)
	first := settled(t, srv)
	second := startProcess(t, srv)
	second.await(t, telegram.Standby)
	stop := make(chan struct{})
	var talking sync.WaitGroup
	talking.Go(func() {
		an := srv.User(11, "vi")
		for {
			select {
			case <-stop:
				return
			case <-time.After(5 * time.Millisecond):
				an.Say("một")
			case <-first.updates:
			}
		}
	})
	time.Sleep(4 * time.Second) // it looks two or three times
	if second.State() != telegram.Standby || len(second.updates) != 0 {
		t.Errorf("the second has taken over: state %d, %d updates", second.State(), len(second.updates))
	}
	close(stop)
	talking.Wait()
}

func TestWhoDoesNotGiveWayIsGivenWay(t *testing.T) {
	t.Parallel()
	srv := telegramtest.Start(t)
	first := settled(t, srv)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	other, _ := connect(t, srv) // a bot of another make, which knows no standby
	go telegram.Greedy(other)(ctx)
	first.await(t, telegram.Standby)
	cancel()
	srv.User(11, "vi").Say("một")
	<-first.updates
	first.await(t, telegram.Receiving)
}
