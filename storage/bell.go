package storage

import "sync"

// bells wake who waits for rows of a bot. A ring while nobody listens is
// kept; several are one.
type bells struct {
	mu   sync.Mutex
	bell map[string]chan struct{}
}

// of returns a bot's bell.
func (b *bells) of(bot string) chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	bell, ok := b.bell[bot]
	if !ok {
		if b.bell == nil {
			b.bell = map[string]chan struct{}{}
		}
		bell = make(chan struct{}, 1)
		b.bell[bot] = bell
	}
	return bell
}

func (b *bells) ring(bot string) {
	select {
	case b.of(bot) <- struct{}{}:
	default:
	}
}

// Inbox returns a channel that gives a value when this process has made updates
// of the bot claimable: claim until there are none, then wait for it. It wakes
// one waiter. What other processes write, and rows that fall due, ring nothing:
// look slowly but regularly besides.
func (db *DB) Inbox(bot string) <-chan struct{} { return db.inbox.of(bot) }

// Outbox is Inbox for deliveries.
func (db *DB) Outbox(bot string) <-chan struct{} { return db.outbox.of(bot) }
