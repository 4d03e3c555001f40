package profiles

import "github.com/bima-exchange/bima/fhir"

var billablePeriodComplete = Rule{
	Entry: Entry{
		ID:     "CLM-008",
		Title:  "The billablePeriod has a start and an end, and the start is not after the end.",
		Cites:  "Claims Submission Guide, validation rule 3; R4 per-1",
		Mend:   "Write the first and the last day of the care as start and end of billablePeriod.",
		Strict: fhir.Error, Lenient: fhir.Error,
	},
	CheckClaim: func(c *check) {
		switch billable := c.claim.Billable; billable.State {
		case fhir.Absent:
			c.find(billable.Path, "required", "the claim has no billablePeriod; wanted are its start and its end")
		case fhir.Present:
			c.period(billable)
		}
	},
}
