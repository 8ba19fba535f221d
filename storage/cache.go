package storage

import (
	"container/list"
	"context"
	"sync"

	"chonmat/domain"
)

// maxCachedBytes bounds the rosters kept in memory, all together: some 1.5
// million accounts, of which rankings keep a third as much again. A roster larger
// than that is kept alone.
const maxCachedBytes = 256 << 20

// keptBytes is what a roster takes that holds nobody.
const keptBytes = 1 << 10

// rosterCache keeps the rosters used last. Who asks for one while it is being
// loaded waits for that load.
type rosterCache struct {
	most  int // bytes
	mu    sync.Mutex
	kept  map[string]*list.Element // of *keptRoster, by workspace
	used  list.List                // the last used in front
	bytes int                      // of all kept
	loads map[string]*rosterLoad
}

type keptRoster struct {
	workspace string
	roster    *domain.Roster
}

type rosterLoad struct {
	done   chan struct{}
	roster *domain.Roster
	err    error
}

// get returns a workspace's roster of at least that version, by load if need
// be. A load goes on when ctx ends: the next to ask will want it.
func (c *rosterCache) get(ctx context.Context, workspace string, version int64, load func() (*domain.Roster, error)) (*domain.Roster, error) {
	for {
		roster, l := c.find(workspace, version, load)
		if roster != nil {
			return roster, nil
		}
		select {
		case <-l.done:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		switch {
		case l.err != nil:
			return nil, l.err
		case l.roster.Version >= version:
			return l.roster, nil
		}
	}
}

// find returns the roster if it is kept, or else a load under way.
func (c *rosterCache) find(workspace string, version int64, load func() (*domain.Roster, error)) (*domain.Roster, *rosterLoad) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.kept[workspace]; ok && e.Value.(*keptRoster).roster.Version >= version {
		c.used.MoveToFront(e)
		return e.Value.(*keptRoster).roster, nil
	}
	if l, ok := c.loads[workspace]; ok {
		return nil, l
	}
	l := &rosterLoad{done: make(chan struct{})}
	if c.loads == nil {
		c.kept, c.loads = map[string]*list.Element{}, map[string]*rosterLoad{}
	}
	c.loads[workspace] = l
	go func() {
		l.roster, l.err = load()
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.loads, workspace)
		if l.err == nil {
			c.keep(workspace, l.roster)
		}
		close(l.done)
	}()
	return nil, l
}

// keep puts a roster in front and drops the last used ones beyond the bound.
func (c *rosterCache) keep(workspace string, r *domain.Roster) {
	if e, ok := c.kept[workspace]; ok {
		c.drop(e)
	}
	c.kept[workspace] = c.used.PushFront(&keptRoster{workspace, r})
	c.bytes += keptBytes + r.Bytes()
	for c.bytes > c.most && c.used.Len() > 1 {
		c.drop(c.used.Back())
	}
}

func (c *rosterCache) drop(e *list.Element) {
	k := c.used.Remove(e).(*keptRoster)
	delete(c.kept, k.workspace)
	c.bytes -= keptBytes + k.roster.Bytes()
}
