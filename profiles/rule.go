package profiles

import "github.com/bima-exchange/bima/fhir"

// Rule says one thing that a submitted bundle must satisfy. It is a value: Check finds, the
// runner names the rule, sets the level and recovers.
type Rule struct {
	// ID is stable and never reused: "ITM-003".
	ID string
	// Title is what holds when the rule is content.
	Title string
	// Cites is the clause that asks for it.
	Cites string
	// Strict and Lenient are the level of a finding under each handling.
	Strict, Lenient fhir.Level
	// Check looks at the bundle as a whole, CheckClaim at each of its claims. A rule has one of both.
	Check, CheckClaim func(*check)
}

// level is what a finding of the rule means under a handling; the empty handling is Lenient.
func (r Rule) level(handling Handling) fhir.Level {
	if handling == Strict {
		return r.Strict
	}
	return r.Lenient
}

// Rules are the intake rules, sorted by id.
func Rules() []Rule {
	return []Rule{
		bundleIsMessage,
		entriesCarryClaim,
		fullURLsAbsoluteAndUnique,
		fullURLNamesType,
		claimIDsUnique,
		claimSaysWhatItIs,
		insuranceHasCoverage,
		careTeamHasPractitioner,
		totalIsSumOfNets,
		moneyInShillings,
		billablePeriodComplete,
		senderMayAct,
		claimHasItem,
		claimHasOneFacility,
		diagnosisCodeExists,
		itemSequencesUnique,
		servicedPeriodComplete,
		servicedWithinBillable,
		interventionBillable,
		itemAmountsSound,
		capitatedClaimsNothing,
		capitatedNotMixedWithPaid,
		referencesResolve,
		referencesLeadToWantedType,
		codeCouldBeChecked,
	}
}
