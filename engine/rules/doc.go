// Package rules is adjudication: what is paid, and why. Each rule is a value in a file of its own;
// its check is a pure function over a claim and what is known about it. All lists them in the
// order in which they run, and DefaultSets and ReadSets are the settings by which they judge.
//
// Every finding has two texts. The facility's is a sentence for a clerk, and names no diagnosis,
// nobody's claim, no other facility and no surveillance rule. Neither names a person. A finding
// that the facility must not learn of has no text for it.
package rules

import "github.com/bima-exchange/bima/engine"

// All is every rule, in the order in which they run: who, where, what, when, how much, and what
// others have. Those that take something off find what the ones before have left.
func All() []engine.Rule {
	return []engine.Rule{
		registryAgrees,
		memberIsRegistered,
		coverIsActive,
		bothCoveragesAreNamed,
		facilityIsContracted,
		levelMayDeliver,
		practitionerIsLicensed,
		sexIsAllowed,
		ageIsAllowed,
		diagnosisIsAllowed,
		capitatedIsRecorded,
		receivedInTime,
		serviceIsOver,
		tariffIsKnown,
		withinTariffPerUnit,
		withinTariffPerDay,
		withinTariffPerCase,
		dayIsPaidOnce,
		preauthorizationIsApproved,
		withinPreauthorization,
		withinLimits,
		serviceIsNew,
		combinationIsAllowed,
		documentsAreAttached,
		volumesAreCredible,
	}
}
