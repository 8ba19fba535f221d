package offer

import (
	"regexp"
	"sync"
)

// pattern is a regular expression that is compiled when it is first needed. They
// take megabytes together, and most people never ask about an offer.
type pattern func() *regexp.Regexp

// lazily returns the pattern of an expression, which panics at its first use if
// it cannot be compiled.
func lazily(expression string) pattern {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

// As of regexp.Regexp.
func (p pattern) MatchString(s string) bool              { return p().MatchString(s) }
func (p pattern) FindStringIndex(s string) []int         { return p().FindStringIndex(s) }
func (p pattern) FindStringSubmatch(s string) []string   { return p().FindStringSubmatch(s) }
func (p pattern) FindStringSubmatchIndex(s string) []int { return p().FindStringSubmatchIndex(s) }
func (p pattern) ReplaceAllString(s, with string) string { return p().ReplaceAllString(s, with) }
func (p pattern) FindAllStringSubmatch(s string, n int) [][]string {
	return p().FindAllStringSubmatch(s, n)
}
