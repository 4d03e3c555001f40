package profiles

// Rule says one thing that a submitted bundle must satisfy. It is a value: Check finds, the
// runner names the rule, sets the level and recovers.
type Rule struct {
	Entry
	// Check looks at the bundle as a whole, CheckClaim at each of its claims. A rule has one of both.
	Check, CheckClaim func(*check)
	// Last: the rule runs after all others, since it leaves alone what they speak of.
	Last bool
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
