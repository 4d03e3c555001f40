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
		fullURLNamesID,
		urlsOfEnvironment,
		profilesKnown,
		claimIDsUnique,
		claimSaysWhatItIs,
		insuranceHasCoverage,
		oneInsuranceFocal,
		beneficiaryIsPatient,
		careTeamHasPractitioner,
		totalIsSumOfNets,
		moneyInShillings,
		billablePeriodComplete,
		diagnosisCoded,
		claimIDsAgree,
		preauthorizationMeetsKind,
		senderMayAct,
		datesPossible,
		preauthorizationNamed,
		claimHasItem,
		replacedClaimSentBack,
		claimHasOneFacility,
		invoiceLessShareIsTotal,
		diagnosisCodeExists,
		diagnosisIsOneCode,
		diagnosisSystemIsICD11,
		diagnosisWellChosen,
		displayIsTitle,
		itemSequencesUnique,
		servicedPeriodComplete,
		servicedWithinBillable,
		interventionBillable,
		itemAmountsSound,
		netIsQuantityTimesPrice,
		noItemTwice,
		publicOfficersCoverageNamed,
		capitatedClaimsNothing,
		sequencesLeadToRows,
		sequencesFollowServices,
		capitatedNotMixedWithPaid,
		itemNamesDiagnosis,
		profileElementsPresent,
		referencesResolve,
		otherReferencesResolve,
		referencesLeadToWantedType,
		entriesAreReferredTo,
		codeCouldBeChecked,
	}
}
