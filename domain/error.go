package domain

import (
	"errors"
	"fmt"
)

// Code classifies an error for the person who caused or meets it.
type Code string

// The codes. An error without one is Internal and its text is never shown.
const (
	Invalid     Code = "invalid"     // the input is wrong: say what to change
	NotFound    Code = "not_found"   // it is not there (any more)
	Conflict    Code = "conflict"    // somebody changed it meanwhile
	TooLarge    Code = "too_large"   // over a stated limit
	Unavailable Code = "unavailable" // try again later
	Internal    Code = "internal"    // our fault
)

// Error is an error with a code and, where a person should see it, a sentence
// that says what to do next.
type Error struct {
	Code Code
	Say  Sentence // zero for an error that no person sees
	Err  error    // the cause; may be nil
}

// Errorf makes an Error whose cause is the formatted text.
func Errorf(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Err: fmt.Errorf(format, args...)}
}

// Refuse makes an Error that is shown to the person as the sentence of key.
func Refuse(code Code, key string, args ...any) *Error {
	return &Error{Code: code, Say: Say(key, args...)}
}

func (e *Error) Error() string {
	switch {
	case e.Err != nil:
		return string(e.Code) + ": " + e.Err.Error()
	case e.Say.Key != "":
		return string(e.Code) + ": " + e.Say.Key
	}
	return string(e.Code)
}

func (e *Error) Unwrap() error { return e.Err }

// ErrorCode returns the code of the first Error in err's chain, Internal if
// there is none, and "" for nil.
func ErrorCode(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return Internal
}

// ErrorSentence returns what a person is told about err; ok is false when err
// holds nothing that is meant for a person.
func ErrorSentence(err error) (s Sentence, ok bool) {
	var e *Error
	if errors.As(err, &e) && e.Say.Key != "" {
		return e.Say, true
	}
	return Sentence{}, false
}
