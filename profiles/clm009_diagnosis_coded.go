package profiles

import (
	"slices"

	"github.com/bima-exchange/bima/fhir"
)

var diagnosisCoded = Rule{
	Entry: Entry{
		ID:     "CLM-009",
		Title:  "A claim has at least one diagnosis with a code.",
		Cites:  "Claims Submission Guide, ICD-11; Kenya eClaims, Claim.diagnosis",
		Mend:   "Add a diagnosis with diagnosisCodeableConcept.coding: the system of ICD-11 and the code, such as DA42.Z.",
		Strict: fhir.Error, Lenient: fhir.Error,
	},
	CheckClaim: func(c *check) {
		diagnoses := c.claim.Diagnosis
		if len(diagnoses) == 0 {
			c.find(c.claim.Path+".diagnosis", "required", "the claim lists no diagnosis; wanted is a list of at least one, with a code of ICD-11")
			return
		}
		if slices.ContainsFunc(diagnoses, c.codedOrRefused) {
			return
		}
		concept := diagnoses[0].Concept
		path := concept.Path
		if concept.State == fhir.Present {
			path += ".coding"
		}
		c.find(path, "required", "no diagnosis of the claim has a coding; wanted is at least one with a code of ICD-11, such as DA42.Z")
	},
}

// codedOrRefused reports whether a diagnosis has a coding, or is one of which others speak: FHR-003,
// or REF-001 and REF-003 where it refers to a Condition.
func (c *check) codedOrRefused(diagnosis fhir.Diagnosis) bool {
	if concept := diagnosis.Concept; concept.State != fhir.Absent {
		return concept.State == fhir.Unreadable || len(concept.Coding) > 0
	}
	return diagnosis.Reference.State != fhir.Present ||
		diagnosis.Reference.Literal != "" && c.astray(c.claim.Entry, diagnosis.Reference)
}
