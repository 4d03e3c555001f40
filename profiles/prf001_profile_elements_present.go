package profiles

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/fhir"
)

var profileElementsPresent = Rule{
	Entry: Entry{
		ID:     "PRF-001",
		Title:  "A Claim, Coverage, Patient, Practitioner or Organization has what the payer's profile asks of it.",
		Cites:  "Kenya eClaims FHIR IG, profiles and rule sets; Kenya Core FHIR IG, Patient and Practitioner",
		Mend:   "Fill in the elements that the finding names. What they mean is said in the profile, which the exchange serves under StructureDefinition. The bundle is taken without them.",
		Strict: fhir.Warning, Lenient: fhir.Information,
	},
	Last: true,
	Check: func(c *check) {
		spoken := c.spokenOf()
		for _, entry := range c.bundle.Entry {
			if entry.Resource == nil {
				continue
			}
			untold := slices.DeleteFunc(departures(entry.Resource), func(d departure) bool {
				return spoken(entry.Resource.Path + "." + d.element)
			})
			var texts []string
			if missing := elements(untold, false); missing != "" {
				texts = append(texts, "lacks what the payer's profile asks of it: "+missing)
			}
			if tooMany := elements(untold, true); tooMany != "" {
				texts = append(texts, "has more than once what the profile takes once: "+tooMany)
			}
			if len(texts) > 0 {
				c.find(entry.Resource.Path, "required", "this %s %s", entry.Resource.Type, strings.Join(texts, "; it "))
			}
		}
	},
}

// elements names the elements that are missing, or are there too often; of those that differ in an
// index alone, the first. The departures are sorted.
func elements(departures []departure, tooMany bool) string {
	var names []string
	for first := 0; first < len(departures); {
		it, next := departures[first], first+1
		for next < len(departures) && departures[next].like(it) {
			next++
		}
		name := it.element
		if it.slice != "" {
			name = fmt.Sprintf("%s %q", name, it.slice)
		}
		if more := next - first - 1; more > 0 {
			name = fmt.Sprintf("%s (and %d more like it)", name, more)
		}
		if it.tooMany == tooMany {
			names = append(names, name)
		}
		first = next
	}
	return strings.Join(names, ", ")
}
