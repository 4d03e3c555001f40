package profiles

import (
	"path"
	"slices"
	"strings"
	"sync"
)

// knownProfile reports whether an id is that of one of our profiles, or of one that a client may
// name in its place (BND-007). An id is what follows /StructureDefinition/, without the version.
func knownProfile(id string) bool { return ownProfiles()[id] || renamed(id) }

// ownProfiles are the ids of the profiles among the definitions.
var ownProfiles = sync.OnceValue(func() map[string]bool {
	own := map[string]bool{}
	for _, name := range definitionsIn("profile") {
		own[strings.TrimSuffix(path.Base(name), ".json")] = true
	}
	return own
})

// renamed reports whether an id is of another version of the eClaims guide, which has moved its ids
// more than once: eclaims-patient, ke-eclaims-patient.
func renamed(id string) bool {
	id, named := strings.CutPrefix(strings.TrimPrefix(strings.ToLower(id), "ke-"), "eclaims-")
	return named && slices.Contains(guideProfiles, strings.ReplaceAll(id, "-", ""))
}

// guideProfiles are the profiles of the eClaims guide, as its last version names them.
var guideProfiles = []string{
	"claim", "claimbase", "claimresponse", "claimsubmission", "condition", "coverage", "diagnosticreport",
	"encounter", "episodeofcare", "imagingpreauth", "medicationdispense", "medicationrequest",
	"medicationstatement", "oncologypreauth", "opticalpreauth", "organization", "patient", "paymentnotice",
	"practitioner", "provenance", "renalpreauth", "surgicalpreauth",
}
