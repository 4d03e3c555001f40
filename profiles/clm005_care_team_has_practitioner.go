package profiles

import "github.com/bima-exchange/bima/fhir"

var careTeamHasPractitioner = Rule{
	Entry: Entry{
		ID:     "CLM-005",
		Title:  "The care team has at least one Practitioner of the bundle.",
		Cites:  "Claims Submission Guide, checklist 10",
		Mend:   "Add the Practitioner who gave the care to the bundle, and refer to its fullUrl in Claim.careTeam.provider.",
		Strict: fhir.Error, Lenient: fhir.Error,
	},
	CheckClaim: func(c *check) {
		team := c.claim.CareTeam
		if len(team) == 0 {
			c.find(c.claim.Path+".careTeam", "required", "the claim lists no careTeam; wanted is a list with at least one member whose provider refers to a Practitioner of the bundle")
			return
		}
		for _, member := range team {
			if member.Provider.State == fhir.Unreadable || member.Provider.Literal != "" {
				return // read, or spoken of, by others: FHR-003, REF-001, REF-003
			}
		}
		provider := team[0].Provider
		path := provider.Path
		if provider.State == fhir.Present {
			path += ".reference"
		}
		c.find(path, "required", "no member of the careTeam has a provider with a reference; wanted is at least one to a Practitioner of the bundle")
	},
}
