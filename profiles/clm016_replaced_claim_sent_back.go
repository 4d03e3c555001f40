package profiles

import (
	"slices"

	"github.com/bima-exchange/bima/fhir"
)

var replacedClaimSentBack = Rule{
	Entry: Entry{
		ID:     "CLM-016",
		Title:  "A claim replaces only a claim of the same facility, patient and use that is sent back.",
		Cites:  "R4 Claim.related; Claims Submission Guide, claim states",
		Mend:   "Name the id of the claim that was sent back. What was not sent back cannot be replaced: leave related out where the claim is a new one.",
		Strict: fhir.Error, Lenient: fhir.Error, Fixed: true,
	},
	CheckClaim: func(c *check) {
		replaceable := map[string]bool{}
		for _, id := range c.facility.Replaceable {
			replaceable[id] = true
		}
		for _, related := range replaced(c.claim) {
			switch id := relatedID(related); {
			case related.Claim.State == fhir.Unreadable:
			case id == "":
				c.find(related.Claim.Path, "required", "related names no claim, and its relationship is \"replaces\"; wanted is the id of the claim that was sent back in claim.identifier.value")
			case !replaceable[id]:
				// Whether there is such a claim of another facility or patient is not told.
				c.find(related.Claim.Path, "not-found", "there is no claim %q of this facility, patient and use that is sent back; only such a claim can be replaced", id)
			}
		}
	},
}

// Replaces are the ids of the claims that a claim says it replaces, as it names them: values of
// identifiers, or the ids in references.
func Replaces(claim *fhir.Claim) []string {
	var ids []string
	for _, related := range replaced(claim) {
		if id := relatedID(related); id != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

func replaced(claim *fhir.Claim) []fhir.Related {
	return slices.DeleteFunc(slices.Clone(claim.Related), func(related fhir.Related) bool {
		return relationship(related) != "replaces"
	})
}
