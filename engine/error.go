package engine

import (
	"errors"
	"fmt"

	"github.com/bima-exchange/bima/fhir"
)

// Kind is what went wrong, from a closed set. One table in package server turns it into an HTTP
// status and an OperationOutcome code.
type Kind int

const (
	// Internal: a fault of ours or of what we stand on. Its text is logged, never shown.
	Internal Kind = iota
	// Invalid: not JSON, not FHIR, not a Bundle, or a parameter that cannot be read.
	Invalid
	// Unprocessable: readable, and at least one rule of level error says no.
	Unprocessable
	// Unauthenticated: no credentials, or bad ones.
	Unauthenticated
	// Forbidden: known, and not allowed to do this.
	Forbidden
	// NotFound: unknown, or another facility's; the two are told in the same words.
	NotFound
	// Conflict: the claim id is held by another facility, or the state does not allow the action.
	Conflict
	// Stale: the version that the caller expected is no longer the current one.
	Stale
	// TooLarge: more bytes, claims or entries than are taken.
	TooLarge
	// Busy: not ready, or too many requests; worth trying again.
	Busy
)

// Error is an operation that failed.
type Error struct {
	Kind Kind
	// Text is for the caller: what was found, what was wanted, what to do. Empty for Internal.
	Text string
	// Issues are all findings about a submitted body, settled; empty for other failures.
	Issues []fhir.Issue
	// Err is the cause, for the log only.
	Err error
}

// Errorf makes an Error with a text for the caller.
func Errorf(kind Kind, format string, args ...any) *Error {
	return &Error{Kind: kind, Text: fmt.Sprintf(format, args...)}
}

// Error is for logs.
func (e *Error) Error() string {
	switch {
	case e.Err != nil && e.Text != "":
		return e.Text + ": " + e.Err.Error()
	case e.Err != nil:
		return e.Err.Error()
	case e.Text != "":
		return e.Text
	}
	return fmt.Sprintf("%d findings", len(e.Issues))
}

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Err }

// KindOf is the kind of an error: Internal for one that is no *Error.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return Internal
}
