//go:build !race

package main

// mostDoubled is how many messages a kill may double on average.
const mostDoubled = 1
