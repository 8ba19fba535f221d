package domain

import "iter"

// Scope says whose list a roster is.
type Scope string

// The scopes: a workspace's own imports, the operator's shared list, and the
// embedded fictional one.
const (
	OwnRoster    Scope = "own"
	SharedRoster Scope = "shared"
	SampleRoster Scope = "sample"
)

// Roster is a list of accounts to choose from. It is shared between steps and
// never changed. NewRoster and Packer make one; a nil Roster holds nobody.
type Roster struct {
	Scope Scope
	// Version changes whenever the accounts do.
	Version int64

	accounts []Account
}

// NewRoster makes a list of accounts as they are.
func NewRoster(scope Scope, version int64, accounts []Account) *Roster {
	return &Roster{Scope: scope, Version: version, accounts: accounts}
}

// Len returns the number of accounts.
func (r *Roster) Len() int {
	if r == nil {
		return 0
	}
	return len(r.accounts)
}

// At returns the account at a position from 0 to Len-1.
func (r *Roster) At(i int) Account { return r.accounts[i] }

// Key returns the key of the account at a position.
func (r *Roster) Key(i int) AccountKey { return r.accounts[i].Key() }

// All goes through the accounts in order. An account is good only until the
// next one: keep what At returns instead, or its strings and numbers.
func (r *Roster) All() iter.Seq2[int, *Account] {
	return r.Where(func(int) bool { return true })
}

// Where is All of the positions wanted.
func (r *Roster) Where(wanted func(i int) bool) iter.Seq2[int, *Account] {
	return func(yield func(int, *Account) bool) {
		for i := range r.Len() {
			if wanted(i) && !yield(i, &r.accounts[i]) {
				return
			}
		}
	}
}

// Find returns the account whose key has that Short name.
func (r *Roster) Find(short string) (Account, bool) {
	for i := range r.Len() {
		if r.Key(i).Short() == short {
			return r.At(i), true
		}
	}
	return Account{}, false
}

// Packer makes a Roster of accounts one by one. The zero Packer is ready.
type Packer struct {
	accounts []Account
	at       map[AccountKey]int // accounts that were laid
}

// Add puts an account behind the others.
func (p *Packer) Add(a *Account) { p.accounts = append(p.accounts, *a) }

// Lay lays an account over the one of its key that was laid before, by Merge, or
// else adds it.
func (p *Packer) Lay(a *Account) {
	if p.at == nil {
		p.at = map[AccountKey]int{}
	}
	key := a.Key()
	if i, ok := p.at[key]; ok {
		p.accounts[i] = Merge(p.accounts[i], *a)
		return
	}
	p.at[key] = len(p.accounts)
	p.Add(a)
}

// Roster returns what was added. The Packer is not used again.
func (p *Packer) Roster(scope Scope, version int64) *Roster {
	return NewRoster(scope, version, p.accounts)
}
