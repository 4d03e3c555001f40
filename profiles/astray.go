package profiles

import (
	"slices"

	"github.com/bima-exchange/bima/fhir"
)

// astray reports whether a literal reference is a matter of REF-001, REF-002 or REF-003: then no
// other rule speaks of it.
func (c *check) astray(from *fhir.Entry, ref fhir.Reference) bool {
	_, found := c.bundle.Resolve(from, ref)
	_, mistyped := c.wantedTypes()[ref.Path]
	return !found || mistyped
}

// wantedTypes are the types that are wanted of the references which lead to another, by the path of
// the reference: those of R4, but that a care team which has no Practitioner wants one.
func (c *check) wantedTypes() map[string][]string {
	if c.wanted != nil {
		return c.wanted
	}
	c.wanted = map[string][]string{}
	for from, ref := range c.literals() {
		if target, ok := c.bundle.Resolve(from, ref.Reference); ok && len(ref.Permitted) > 0 && !slices.Contains(ref.Permitted, target.Type) {
			c.wanted[ref.Path] = ref.Permitted
		}
	}
	for _, claim := range c.bundle.Claims() {
		for _, path := range c.teamWithoutPractitioner(claim) {
			c.wanted[path] = []string{"Practitioner"}
		}
	}
	return c.wanted
}

// teamWithoutPractitioner are the paths of the literal references in a claim's care team, where each
// leads somewhere and none to a Practitioner.
func (c *check) teamWithoutPractitioner(claim *fhir.Claim) []string {
	var paths []string
	for _, member := range claim.CareTeam {
		if member.Provider.Literal == "" {
			continue
		}
		target, ok := c.bundle.Resolve(claim.Entry, member.Provider)
		if !ok || target.Type == "Practitioner" {
			return nil
		}
		paths = append(paths, member.Provider.Path)
	}
	return paths
}
