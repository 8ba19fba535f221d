package domain

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Removed is who asked not to be in any list, each as RemovalHash: so that the
// list of those who want to be in none is not one more list of them. Whoever
// knows a handle can test it against a hash, but cannot read handles out.
type Removed map[string]bool

// RemovalHash is what is kept of an account whose owner asked to be in no list.
// Case, a leading @ and spaces around do not count.
func RemovalHash(p Platform, handle string) string {
	sum := sha256.Sum256([]byte(string(p) + "\x00" + strings.ToLower(strings.TrimPrefix(strings.TrimSpace(handle), "@"))))
	return hex.EncodeToString(sum[:16])
}

// Has tells whether the account is one of them. Rows without a handle are
// known by their name written as one: it is all that they have.
func (r Removed) Has(a *Account) bool {
	if len(r) == 0 {
		return false
	}
	if a.Handle != "" {
		return r[RemovalHash(a.Platform, a.Handle)]
	}
	return r[RemovalHash(a.Platform, a.Name)]
}

// Without returns the accounts that are none of them, and how many were.
func (r Removed) Without(accounts []Account) (kept []Account, left int) {
	for i := range accounts {
		if r.Has(&accounts[i]) {
			if left == 0 {
				kept = append(kept, accounts[:i]...)
			}
			left++
		} else if left > 0 {
			kept = append(kept, accounts[i])
		}
	}
	if left == 0 {
		return accounts, 0
	}
	return kept, left
}
