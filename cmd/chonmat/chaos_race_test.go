//go:build race

package main

// mostDoubled is how many messages a kill may double on average: the race
// detector makes the time longer between what Telegram takes and our note of it.
const mostDoubled = 2
