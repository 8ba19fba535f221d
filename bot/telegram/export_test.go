package telegram

import (
	"context"
	"time"
)

// Hasten makes a client wait a thirtieth of what is usual, and look for a
// second, the least that Telegram can be asked for.
func Hasten(c *Client) {
	c.waits = waits{
		back: usualWaits.back / 30, settled: usualWaits.settled / 30, standby: usualWaits.standby / 30,
		look: time.Second, watch: 50 * time.Millisecond,
	}
}

// Greedy asks for updates again and again, whoever else does, and keeps none.
func Greedy(c *Client) func(context.Context) {
	return func(ctx context.Context) {
		for ctx.Err() == nil {
			_, _ = c.getUpdates(ctx, 0, 1, pollWait)
		}
	}
}
