// Package rules is adjudication: what is paid, and why. Each rule is a value in a file of its own;
// its check is a pure function over a claim and what is known about it. All lists them in the
// order in which they run.
//
// Every finding has two texts. The facility's is a sentence for a clerk, and names no diagnosis,
// no other facility and no surveillance rule. Neither names a person.
package rules

import "github.com/bima-exchange/bima/engine"

// All is every rule, in the order in which they run: who, where, what, how much.
func All() []engine.Rule {
	return []engine.Rule{
		memberIsRegistered,
		levelMayDeliver,
		capitatedIsRecorded,
		tariffIsKnown,
		withinTariffPerUnit,
		withinTariffPerDay,
		withinTariffPerCase,
	}
}
