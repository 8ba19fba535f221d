package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"chonmat/domain"
	"chonmat/storage/roster"
)

// removeCreator takes a creator out of every list, as they asked.
func removeCreator(ctx context.Context, s shell, args []string) (err error) {
	platform, handle, ok := roster.AccountIn(strings.Join(args, " "))
	if !ok && len(args) > 1 && slices.Contains(domain.Platforms, domain.Platform(args[0])) {
		platform, handle, ok = domain.Platform(args[0]), strings.Join(args[1:], " "), true // rows that have a name alone
	}
	if !ok {
		return usagef("needs one account: chonmat remove tiktok @linhbeauty, or its link, or the name in rows that have no handle")
	}
	db, err := openExisting(ctx, s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := db.Remove(ctx, platform, handle, time.Now()); err != nil {
		return err
	}
	fmt.Fprintf(s.err, "%s %s is in no list from now on\n", platform, handle)
	return nil
}
