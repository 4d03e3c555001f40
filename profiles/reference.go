package profiles

import (
	"fmt"
	"iter"
	"strings"

	"github.com/bima-exchange/bima/fhir"
)

// literals are the literal references in the resources of the bundle, each with the entry that it
// is in.
func (c *check) literals() iter.Seq2[*fhir.Entry, fhir.TypedReference] {
	return func(yield func(*fhir.Entry, fhir.TypedReference) bool) {
		for _, entry := range c.bundle.Entry {
			if entry.Resource == nil {
				continue
			}
			for _, ref := range entry.Resource.References {
				if ref.State == fhir.Present && ref.Literal != "" && !yield(entry, ref) {
					return
				}
			}
		}
	}
}

// bills reports whether a claim stands on what the resource refers to: it is a Claim or a Coverage.
func bills(resource *fhir.Resource) bool {
	return resource.Claim != nil || resource.Coverage != nil
}

// findUnresolved reports the literal references that lead to no resource of the bundle: those in
// Claims and Coverages, or those in all others.
func (c *check) findUnresolved(billing bool) {
	for from, ref := range c.literals() {
		if bills(from.Resource) != billing || pointsBack(from, ref) {
			continue
		}
		if _, ok := c.bundle.Resolve(from, ref.Reference); !ok {
			c.find(ref.Path, "not-found", "%s", c.whyUnresolved(from, ref))
		}
	}
}

// whyUnresolved says of a reference that leads nowhere what is there instead.
func (c *check) whyUnresolved(from *fhir.Entry, ref fhir.TypedReference) string {
	if strings.HasPrefix(ref.Literal, "#") {
		return fmt.Sprintf("%q leads to no resource that is contained in this %s; add it there as contained, with this id, or refer to the fullUrl of an entry",
			ref.Literal, from.Resource.Type)
	}
	plain := ref.Reference
	plain.Literal = unversioned(ref.Literal)
	if _, ok := c.bundle.Resolve(from, plain); ok {
		version := strings.TrimPrefix(ref.Literal, plain.Literal+"/_history/")
		return fmt.Sprintf("the bundle has %q, but not with the meta.versionId %q; refer to it without /_history/%s, or set its meta.versionId",
			plain.Literal, version, version)
	}
	return fmt.Sprintf("%q is the fullUrl of no entry of this bundle; %s", ref.Literal, c.offer(ref))
}

// pointsBack reports whether a reference names an earlier claim (Claim.related.claim), which is in no
// bundle of today.
func pointsBack(from *fhir.Entry, ref fhir.TypedReference) bool {
	return from.Resource.Claim != nil && strings.HasPrefix(ref.Path, from.Resource.Path+".related[") && element(ref.Path) == "claim"
}
