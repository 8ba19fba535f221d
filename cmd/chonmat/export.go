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

// restore fills an empty database with an export, of this engine or the other.
func restore(ctx context.Context, s shell, args []string) (err error) {
	if len(args) != 1 || args[0] == "" || args[0] != "-" && args[0][0] == '-' {
		return usagef("needs the file of an export, or - for standard input: chonmat restore chonmat.jsonl")
	}
	config, err := readConfig(s.env)
	if err != nil {
		return err
	}
	exported := s.in
	if args[0] != "-" {
		file, err := os.Open(args[0])
		if err != nil {
			return usagef("%w", err)
		}
		defer file.Close()
		exported = file
	}
	db, err := storage.Open(ctx, config.Database)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return db.Restore(ctx, exported)
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
