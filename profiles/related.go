package profiles

import (
	"slices"

	"github.com/bima-exchange/bima/fhir"
)

// relationships are the codes of Claim.related.relationship that are in use: R4's two among them.
var relationships = codesIn("claim-relation-type")

// relationship is how a claim is related to another: the first code that is in use. It is empty
// where there is none.
func relationship(related fhir.Related) string {
	for _, coding := range related.Relationship.Coding {
		if slices.Contains(relationships, coding.Code) {
			return coding.Code
		}
	}
	return ""
}

// namesPreauthorization reports whether what a claim is related to is its preauthorization.
func namesPreauthorization(related fhir.Related) bool {
	return slices.Contains([]string{"pre-auth", "prior"}, relationship(related))
}

// relatedID is the id by which a claim names another: the value of the identifier, or the id in
// the reference. It is empty where the claim names none.
func relatedID(related fhir.Related) string {
	if value := related.Claim.Identifier.Value; value != "" {
		return value
	}
	return lastSegment(unversioned(related.Claim.Literal))
}
