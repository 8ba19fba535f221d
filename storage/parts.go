package storage

import (
	"encoding/json"
	"runtime"
	"slices"
	"sync"

	"chonmat/domain"
)

// accountsAPart is how many accounts go into one row: about 150 kB of JSON.
const accountsAPart = 250

// encodeParts returns the rows that hold accounts, all processors helping.
func encodeParts(accounts []domain.Account) ([]string, error) {
	chunks := slices.Collect(slices.Chunk(accounts, accountsAPart))
	parts := make([]string, len(chunks))
	errs := make([]error, len(chunks))
	var wg sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range min(workers, len(chunks)) {
		wg.Go(func() {
			for i := w; i < len(chunks); i += workers {
				parts[i], errs[i] = encode("account", chunks[i])
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return parts, nil
}

// fold lays parts over each other in the order they are added, while they are
// decoded side by side.
type fold struct {
	packer  domain.Packer
	removed domain.Removed // who is left out
	err     error
	parts   chan *part // in order; its capacity bounds what is in flight
	done    chan struct{}
}

type part struct {
	accounts []domain.Account
	err      error
	done     chan struct{}
}

func newFold() *fold {
	f := &fold{
		parts: make(chan *part, runtime.GOMAXPROCS(0)),
		done:  make(chan struct{}),
	}
	go f.run()
	return f
}

// add takes over a part's JSON. What was removed must be set before the first.
func (f *fold) add(doc []byte) {
	p := &part{done: make(chan struct{})}
	go func() {
		defer close(p.done)
		p.err = json.Unmarshal(doc, &p.accounts)
	}()
	f.parts <- p
}

// end waits until all is folded and returns the first error.
func (f *fold) end() error {
	close(f.parts)
	<-f.done
	return f.err
}

func (f *fold) run() {
	defer close(f.done)
	for p := range f.parts {
		<-p.done
		if f.err == nil {
			f.err = p.err
		}
		for i := range p.accounts {
			if a := &p.accounts[i]; !f.removed.Has(a) {
				f.packer.Lay(a)
			}
		}
	}
}
