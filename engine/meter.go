package engine

import (
	"time"

	"github.com/bima-exchange/bima/fhir"
)

// Meter counts what happens. It must be safe for concurrent use, and must not block. No label names
// a person, a claim or a facility.
type Meter interface {
	// Found: a rule spoke about a bundle at its intake. The rule is empty for a claim id that
	// another facility holds.
	Found(rule string, level fhir.Level)
	// Taken: a bundle was answered.
	Taken(outcome BundleOutcome)
	// CopyDiffered: a claim came again with other content than before.
	CopyDiffered()
	// Moved: a claim went from one state to another.
	Moved(from, to State)
	// Attempted: a delivery was attempted, which was answered so after a while, and stands so now: pending
	// means that the attempt failed.
	Attempted(state DeliveryState, answer Answer, took time.Duration)
	// Shadowed: a candidate decided a claim beside what is in force, and otherwise where it differs.
	Shadowed(differs bool)
	// Swept: the sweeper found so many due claims that nobody had looked at for a while.
	Swept(kind TaskKind, rows int)
}

// BundleOutcome is how a submitted bundle was answered.
type BundleOutcome string

// The outcomes.
const (
	// BundleAccepted: at least one of its claims is new.
	BundleAccepted BundleOutcome = "accepted"
	// BundleRepeated: all of its claims were known.
	BundleRepeated BundleOutcome = "repeated"
	BundleRefused  BundleOutcome = "refused"
	// BundleConflict: a claim id is held by another facility.
	BundleConflict BundleOutcome = "conflict"
	// BundleFailed: a fault of ours, or too much at once; the sender tries again.
	BundleFailed BundleOutcome = "failed"
)

// BundleOutcomes are all of them.
var BundleOutcomes = []BundleOutcome{BundleAccepted, BundleRepeated, BundleRefused, BundleConflict, BundleFailed}

// Unmetered is the Meter that counts nothing.
type Unmetered struct{}

// Found implements Meter.
func (Unmetered) Found(string, fhir.Level) {}

// Taken implements Meter.
func (Unmetered) Taken(BundleOutcome) {}

// CopyDiffered implements Meter.
func (Unmetered) CopyDiffered() {}

// Moved implements Meter.
func (Unmetered) Moved(State, State) {}

// Attempted implements Meter.
func (Unmetered) Attempted(DeliveryState, Answer, time.Duration) {}

// Shadowed implements Meter.
func (Unmetered) Shadowed(bool) {}

// Swept implements Meter.
func (Unmetered) Swept(TaskKind, int) {}

// meterFindings counts the findings about a bundle.
func (e *Engine) meterFindings(issues []fhir.Issue) {
	for _, issue := range issues {
		e.Meter.Found(issue.Rule, issue.Level)
	}
}
