package rules

import (
	"fmt"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// facilityIsContracted looks at the first and the last counted day of service: a licence or a contract
// that has an end on record does not begin again within the row.
var facilityIsContracted = engine.Rule{
	ID:       "FAC-001",
	Title:    "The facility is registered, licensed and under contract on every day of service.",
	Cites:    "Social Health Insurance Act 2023; Claims Submission Guide, pre-submission validation: facility",
	Outcomes: []engine.Outcome{engine.Deny},
	Check: func(c engine.Case) []engine.Finding {
		first, last := c.Claim.FirstDay(), lastCounted(c)
		if c.Facility == nil {
			return denied(engine.FacilityNotRegistered,
				fmt.Sprintf("The registry has no row of facility %s for %s.", c.Claim.Facility, first),
				fmt.Sprintf("The facility registry does not know this facility on %s, the first day of service. Ask the registry to record it.", first))
		}
		var findings []engine.Finding
		if from := lapsed(first, last, c.Facility.LicensedTo, c.Facility.Licensed); !from.IsZero() {
			findings = append(findings, denied(engine.FacilityNotLicensed,
				fmt.Sprintf("%s has no licence on record from %s on; service ended on %s.", c.Facility.FID, from, last),
				fmt.Sprintf("This facility has no licence on record from %s on. If it was renewed, ask the facility registry to record it.", from))...)
		}
		if from := lapsed(first, last, c.Facility.ContractedTo, c.Facility.Contracted); !from.IsZero() {
			findings = append(findings, denied(engine.FacilityNotContracted,
				fmt.Sprintf("%s has no contract on record from %s on; service ended on %s.", c.Facility.FID, from, last),
				fmt.Sprintf("This facility has no contract with the Social Health Authority on record from %s on.", from))...)
		}
		return findings
	},
}

// lapsed is the first day of service on which something does not hold that ends on a day; zero where
// it holds on all.
func lapsed(first, last, to fhir.Date, holds func(fhir.Date) bool) fhir.Date {
	switch {
	case !holds(first):
		return first
	case !holds(last):
		return to.AddDays(1)
	}
	return fhir.Date{}
}
