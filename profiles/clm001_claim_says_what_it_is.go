package profiles

import "github.com/bima-exchange/bima/fhir"

var claimSaysWhatItIs = Rule{
	Entry: Entry{
		ID:     "CLM-001",
		Title:  "A claim has an id, a use of claim or preauthorization, status active, patient, provider, created, priority and type.",
		Cites:  "R4 Claim; Claims Submission Guide, checklist 5 and sample bundles",
		Mend:   "Add the element, or write the value that the finding asks for.",
		Strict: fhir.Error, Lenient: fhir.Error, Fixed: true,
	},
	CheckClaim: func(c *check) {
		claim := c.claim
		for _, wanted := range []struct {
			state        fhir.State
			path, answer string
		}{
			{claim.ID.State, claim.ID.Path, "an id that the facility gives to no other claim"},
			{claim.Use.State, claim.Use.Path, `"claim" or "preauthorization"`},
			{claim.Status.State, claim.Status.Path, `"active"`},
			{claim.Patient.State, claim.Patient.Path, "a reference to the Patient of the bundle"},
			{claim.Provider.State, claim.Provider.Path, "a reference to the facility's Organization of the bundle"},
			{claim.Created.State, claim.Created.Path, "the date on which the claim was written"},
			{claim.Priority.State, claim.Priority.Path, `a code such as "normal"`},
			{claim.Type.State, claim.Type.Path, `a code such as "institutional"`},
		} {
			if wanted.state == fhir.Absent {
				c.find(wanted.path, "required", "%s is missing; wanted is %s", element(wanted.path), wanted.answer)
			}
		}
		if claim.Patient.State == fhir.Present && claim.Patient.Literal == "" && claim.Patient.Identifier.Value == "" {
			c.find(claim.Patient.Path+".reference", "required", "patient names nobody; wanted is a reference to the Patient of the bundle, or the member's identifier")
		}
		switch use := claim.Use; {
		case use.Value == "predetermination" && c.operation:
		case use.Value == "predetermination":
			c.find(use.Path, "not-supported", `use is "predetermination", which asks and does not claim: Claim/$submit answers that; to claim, "claim" or "preauthorization" is wanted`)
		case use.Present() && use.Value != "claim" && use.Value != "preauthorization":
			c.find(use.Path, "value", `use is %q; "claim" or "preauthorization" is wanted`, use.Value)
		}
		if status := claim.Status; status.Present() && status.Value != "active" {
			c.find(status.Path, "value", `status is %q; only an "active" claim can be submitted`, status.Value)
		}
	},
}
