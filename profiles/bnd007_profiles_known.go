package profiles

import (
	"strings"

	"github.com/bima-exchange/bima/fhir"
)

var profilesKnown = Rule{
	Entry: Entry{
		ID:     "BND-007",
		Title:  "Every profile that a resource names in meta.profile is known.",
		Cites:  "Claims Submission Guide, sample bundles; R4 Meta.profile",
		Mend:   "Name a profile that GET /fhir/StructureDefinition lists, or leave meta.profile out.",
		Strict: fhir.Error, Lenient: fhir.Warning,
	},
	Check: func(c *check) {
		c.profilesOf("Bundle", c.bundle.Profile)
		for _, entry := range c.bundle.Entry {
			if entry.Resource != nil {
				c.profilesOf(entry.Resource.Type, entry.Resource.Profile)
			}
		}
	},
}

// profilesOf demands that the profiles which a resource names are known; R4's own is, too.
func (c *check) profilesOf(resourceType string, profiles []fhir.Field[string]) {
	for _, profile := range profiles {
		url, _, _ := strings.Cut(profile.Value, "|")
		_, id, _ := strings.Cut(url, "/StructureDefinition/")
		ofR4 := url == "http://hl7.org/fhir/StructureDefinition/"+resourceType
		if profile.Present() && !ofR4 && !knownProfile(id) {
			c.find(profile.Path, "not-found", "%q is no profile that is known here; wanted is one that GET /fhir/StructureDefinition lists",
				profile.Value)
		}
	}
}
