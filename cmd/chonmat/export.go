package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"chonmat/storage"
)

// export prints everything as JSON lines.
func export(ctx context.Context, s shell, args []string) (err error) {
	if len(args) > 0 {
		return usagef("takes no arguments; it writes to standard output")
	}
	db, err := openExisting(ctx, s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return db.Export(ctx, s.out)
}

// backup writes a consistent copy of the database.
func backup(ctx context.Context, s shell, args []string) (err error) {
	if len(args) != 1 || args[0] == "" || args[0][0] == '-' {
		return usagef("needs one file to write: chonmat backup chonmat-2026-11-23.db")
	}
	db, err := openExisting(ctx, s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return db.Backup(ctx, args[0])
}

// openExisting opens the database, and makes no new file.
func openExisting(ctx context.Context, s shell) (*storage.DB, error) {
	config, err := readConfig(s.env)
	if err != nil {
		return nil, err
	}
	if !storage.Remote(config.Database) {
		if _, err := os.Stat(config.Database); err != nil {
			return nil, fmt.Errorf("database: %w", err)
		}
	}
	return storage.Open(ctx, config.Database)
}
