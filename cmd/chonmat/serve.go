package main

import "context"

// serve runs the bot, or the page, until it is told to stop.
func serve(ctx context.Context, s shell, args []string) error {
	if len(args) > 0 {
		return usagef("takes no arguments; its settings are in the environment (chonmat help)")
	}
	config, err := readConfig(s.env)
	if err != nil {
		return err
	}
	return newApp(config, newLog(config.Log, s.err, config.hidden()...)).Run(ctx)
}
