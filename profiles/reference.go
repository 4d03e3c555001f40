package profiles

import (
	"fmt"
	"iter"
	"regexp"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/fhir"
)

// literals are the literal references in the Claims and Coverages of the bundle, each with the
// entry that it is in.
func (c *check) literals() iter.Seq2[*fhir.Entry, fhir.TypedReference] {
	return func(yield func(*fhir.Entry, fhir.TypedReference) bool) {
		for _, entry := range c.bundle.Entry {
			if entry.Resource == nil || entry.Resource.Type != "Claim" && entry.Resource.Type != "Coverage" {
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

// astray reports whether a literal reference is a matter of REF-001 or REF-003: then no other
// rule speaks of it.
func (c *check) astray(from *fhir.Entry, ref fhir.Reference) bool {
	target, ok := c.bundle.Resolve(from, ref)
	if !ok {
		return true
	}
	for _, typed := range from.Resource.References {
		if typed.Path == ref.Path {
			return !permits(c.wanted(from, typed), target.Type)
		}
	}
	return false
}

// wanted are the types that a reference may lead to, none meaning any: those of R4, but that a
// care team which has no Practitioner wants one.
func (c *check) wanted(from *fhir.Entry, ref fhir.TypedReference) []string {
	if from.Resource.Claim != nil && c.wantsPractitioner(from.Resource.Claim, ref.Path) {
		return []string{"Practitioner"}
	}
	return ref.Permitted
}

// wantsPractitioner reports whether the path is that of a provider in a care team in which every
// reference leads somewhere and none to a Practitioner.
func (c *check) wantsPractitioner(claim *fhir.Claim, path string) bool {
	inTeam := false
	for _, member := range claim.CareTeam {
		if member.Provider.Literal == "" {
			continue
		}
		target, ok := c.bundle.Resolve(claim.Entry, member.Provider)
		if !ok || target.Type == "Practitioner" {
			return false
		}
		inTeam = inTeam || member.Provider.Path == path
	}
	return inTeam
}

func permits(types []string, found string) bool {
	return len(types) == 0 || slices.Contains(types, found)
}

// pointsBack reports whether a reference names an earlier claim, which is in no bundle of today.
func pointsBack(from *fhir.Entry, ref fhir.TypedReference) bool {
	claim := from.Resource.Claim
	return claim != nil && slices.ContainsFunc(claim.Related, func(r fhir.Related) bool {
		return r.Claim.Path == ref.Path
	})
}

var typeInURL = regexp.MustCompile(`(?:^|/)([A-Z][A-Za-z]+)/[^/]+$`)

// typeIn is the resource type that a url of the form …/Type/id names, empty where it has not
// that form. A version at its end is not looked at.
func typeIn(url string) string {
	url, _, _ = strings.Cut(url, "/_history/")
	if match := typeInURL.FindStringSubmatch(url); match != nil {
		return match[1]
	}
	return ""
}

// fullURLs are the fullUrls of the entries of these types, in the order of the bundle.
func (c *check) fullURLs(types []string) []string {
	var urls []string
	for _, entry := range c.bundle.Entry {
		if entry.Resource != nil && slices.Contains(types, entry.Resource.Type) && entry.FullURL.Present() {
			urls = append(urls, entry.FullURL.Value)
		}
	}
	return urls
}

// offer ends a finding about a reference that leads nowhere: what the bundle has instead.
func (c *check) offer(ref fhir.TypedReference) string {
	types := ref.Permitted
	if named := typeIn(ref.Literal); named != "" && permits(types, named) {
		types = []string{named}
	}
	urls := c.fullURLs(types)
	switch {
	case len(types) == 0:
		return "refer to the fullUrl of an entry, or add the resource as an entry with this fullUrl"
	case len(urls) == 0:
		return fmt.Sprintf("the bundle has no %s: add it as an entry with this fullUrl", or(types))
	case len(urls) == 1:
		return fmt.Sprintf("the bundle's %s is %q: refer to it so, or add the resource as an entry", or(types), urls[0])
	}
	return fmt.Sprintf("the bundle has the %s %s: refer to one of them so, or add the resource as an entry",
		or(types), and(quoted(urls[:min(3, len(urls))])))
}
