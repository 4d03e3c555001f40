package rules

import (
	"fmt"

	"github.com/bima-exchange/bima/engine"
)

var practitionerIsLicensed = engine.Rule{
	ID:       "PRA-001",
	Title:    "The practitioner is registered, and licensed on every day of service.",
	Cites:    "Claims Submission Guide, pre-submission validation: practitioner; checklist 10",
	Outcomes: []engine.Outcome{engine.Deny},
	Check: func(c engine.Case) []engine.Finding {
		first, last := c.Claim.FirstDay(), lastCounted(c)
		switch {
		case c.Practitioner == nil && c.Claim.Practitioner == "":
			return denied(engine.PractitionerNotRegistered,
				"The claim names no practitioner, so that no registration can be looked up.",
				"The claim names no practitioner. Name the one who treated the patient, with the number of the practitioner registry.")
		case c.Practitioner == nil:
			return denied(engine.PractitionerNotRegistered,
				fmt.Sprintf("The registry has no row of practitioner %s for %s.", c.Claim.Practitioner, first),
				fmt.Sprintf("The practitioner registry does not know %s on %s. Check the number with the practitioner registry.", c.Claim.Practitioner, first))
		}
		from := lapsed(first, last, c.Practitioner.LicensedTo, c.Practitioner.Licensed)
		if from.IsZero() {
			return nil
		}
		return denied(engine.PractitionerNotLicensed,
			fmt.Sprintf("Practitioner %s has no licence on record from %s on; service ended on %s.", c.Practitioner.PUID, from, last),
			fmt.Sprintf("The practitioner %s has no licence on record from %s on. If it was renewed, ask the practitioner registry to record it.", c.Practitioner.PUID, from))
	},
}
