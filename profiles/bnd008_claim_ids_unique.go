package profiles

import "github.com/bima-exchange/bima/fhir"

var claimIDsUnique = Rule{
	Entry: Entry{
		ID:     "BND-008",
		Title:  "No two Claims of a bundle have the same id, not even under different bases.",
		Cites:  "Claims Submission Guide, checklist 5",
		Mend:   "Give every Claim an id of its own, a new UUID, and never use it for another claim.",
		Strict: fhir.Error, Lenient: fhir.Error, Fixed: true,
	},
	Check: func(c *check) {
		first := map[string]string{}
		for _, claim := range c.bundle.Claims() {
			switch id := claim.ID; {
			case !id.Present():
			case first[id.Value] != "":
				c.find(id.Path, "duplicate", "%q is the id of the Claim in %s too; each claim needs an id of its own", id.Value, first[id.Value])
			default:
				first[id.Value] = claim.Entry.Path
			}
		}
	},
}
