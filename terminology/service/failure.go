package service

import "fmt"

// Failure is an operation that was not carried out.
type Failure struct {
	Kind FailureKind
	// Parameter is the input that was wrong.
	Parameter string
	// Text is a sentence for who called.
	Text string
}

// FailureKind is why an operation was not carried out.
type FailureKind int

const (
	// Invalid: a parameter cannot be read, or is missing.
	Invalid FailureKind = iota
	// NotFound: a parameter names what is not there.
	NotFound
	// Unprocessable: a value set that cannot be expanded.
	Unprocessable
)

// Error is for logs.
func (f *Failure) Error() string { return f.Parameter + ": " + f.Text }

func invalid(parameter, format string, args ...any) error {
	return &Failure{Invalid, parameter, fmt.Sprintf(format, args...)}
}

func notFound(parameter, format string, args ...any) error {
	return &Failure{NotFound, parameter, fmt.Sprintf(format, args...)}
}

func unprocessable(parameter, format string, args ...any) error {
	return &Failure{Unprocessable, parameter, fmt.Sprintf(format, args...)}
}
