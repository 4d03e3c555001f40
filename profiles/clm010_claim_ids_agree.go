package profiles

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/fhir"
)

var claimIDsAgree = Rule{
	Entry: Entry{
		ID:     "CLM-010",
		Title:  "A claim has an identifier, and Claim.id, the identifier and the id in the fullUrl are the same.",
		Cites:  "Claims Submission Guide, checklist 5 and 8 and sample bundles; Kenya eClaims, Claim.identifier",
		Mend:   "Make one UUID for the claim and write it as Claim.id, as value of Claim.identifier and at the end of the fullUrl.",
		Strict: fhir.Error, Lenient: fhir.Warning,
	},
	CheckClaim: func(c *check) {
		var identifiers []string
		for _, identifier := range c.claim.Identifier {
			if identifier.Value != "" {
				identifiers = append(identifiers, identifier.Value)
			}
		}
		path, id, inURL := c.claim.Path+".identifier", c.claim.ID, idIn(c.claim.Entry.FullURL.Value)
		ids := c.claimIDs(identifiers, inURL)
		switch {
		case len(identifiers) == 0:
			c.find(path, "required", "the claim has no identifier with a value%s; wanted is one and the same id everywhere", ids)
		case id.Present() && !slices.Contains(identifiers, id.Value), !id.Present() && inURL != "" && !slices.Contains(identifiers, inURL):
			c.find(path, "value", "the claim has several ids%s; wanted is one and the same everywhere", ids)
		case id.Present() && inURL != "" && inURL != id.Value:
			c.find(c.claim.Entry.FullURL.Path, "value", "the claim has several ids%s; wanted is one and the same everywhere", ids)
		}
	},
}

// claimIDs lists the ids that a claim has, as the middle of a finding.
func (c *check) claimIDs(identifiers []string, inURL string) string {
	var ids []string
	if c.claim.ID.Present() {
		ids = append(ids, fmt.Sprintf("Claim.id is %q", c.claim.ID.Value))
	}
	if len(identifiers) > 0 {
		ids = append(ids, "the identifier is "+and(quoted(identifiers)))
	}
	if inURL != "" {
		ids = append(ids, fmt.Sprintf("the fullUrl ends in %q", inURL))
	}
	if len(ids) == 0 {
		return ""
	}
	return " (" + strings.Join(ids, ", ") + ")"
}
