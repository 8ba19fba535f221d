package main

import (
	"context"
	"log/slog"
)

// serve runs the bot, or the page, until it is told to stop.
func serve(ctx context.Context, s shell, args []string) error {
	if len(args) > 0 {
		return usagef("takes no arguments; its settings are in the environment (chonmat help)")
	}
	config, err := readConfig(s.env)
	if err != nil {
		return err
	}
	log := newLog(config.Log, s.err, config.hidden()...)
	slog.SetDefault(log) // of libraries too
	return newApp(config, log).Run(ctx)
}
