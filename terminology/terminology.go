// Package terminology holds the code systems of claims in memory: ICD-11 MMS for diagnoses and
// the payer's interventions with their tariffs. It says what a code is and what it costs. It does
// not know what a claim must satisfy: that is said in packages profiles and engine/rules.
package terminology

import "sync/atomic"

// Terminology is the set in force. It is safe for concurrent use: readers never wait, and one who
// keeps the Set it was given sees one state of the lists however often they are replaced.
type Terminology struct {
	current atomic.Pointer[Set]
}

// New is a Terminology with the set in force.
func New(set *Set) *Terminology {
	t := new(Terminology)
	t.Replace(set)
	return t
}

// Current is the set in force.
func (t *Terminology) Current() *Set { return t.current.Load() }

// Replace puts another set in force. The set must not be nil.
func (t *Terminology) Replace(set *Set) { t.current.Store(set) }
