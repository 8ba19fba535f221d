// Command chonmat helps marketers choose influencers: as a Telegram bot, as a
// local web page, and as a command line over the same rules.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], shell{
		in: os.Stdin, out: os.Stdout, err: os.Stderr, env: environment(os.Environ()),
	}))
}
