package terminology

import (
	"regexp"
	"strings"
)

// The two code systems of a claim. The payer's system is known by its path, since its host
// differs from environment to environment.
const (
	ICD11URL          = "http://id.who.int/icd/release/11/mms"
	InterventionsPath = "/CodeSystem/intervention-codes"
)

// Content says how much of a code system is loaded, in the words of FHIR's CodeSystem.content.
type Content string

const (
	// Complete: a code that is not in the list does not exist.
	Complete Content = "complete"
	// Fragment: a code that is not in the list may exist all the same.
	Fragment Content = "fragment"
)

// whoICD11 are WHO's own urls of the MMS: the plain one, one with a release, and a slip in use.
var whoICD11 = regexp.MustCompile(`^https?://id\.who\.int/icd/release/11(/|-|/\d{4}-\d{2}/)mms$`)

// IsICD11System reports whether a Coding.system means ICD-11 MMS, under any of the urls in use.
func IsICD11System(url string) bool {
	return whoICD11.MatchString(url) || strings.HasSuffix(url, "/CodeSystem/icd-11")
}

// IsInterventionSystem reports whether a Coding.system means the payer's interventions, on
// whichever host.
func IsInterventionSystem(url string) bool { return strings.HasSuffix(url, InterventionsPath) }
