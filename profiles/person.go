package profiles

import (
	"slices"

	"github.com/bima-exchange/bima/fhir"
)

// person is whom a reference names.
type person struct {
	// name is what the reference says: the literal or the value of the identifier, empty where it
	// has neither.
	name string
	// astray: others speak of the reference (REF-001, REF-003).
	astray bool
	// entry is the one to which the reference leads; nil where it is logical or leads to a
	// contained resource.
	entry *fhir.Entry
	// ids are those of the identifier and of the resource in the entry.
	ids []string
}

// person is whom a reference in an entry names.
func (c *check) person(from *fhir.Entry, ref fhir.Reference) person {
	p := person{name: ref.Literal}
	if ref.Identifier.Value != "" {
		p.ids = []string{ref.Identifier.Value}
	}
	if ref.Literal == "" {
		p.name = ref.Identifier.Value
		return p
	}
	p.astray = c.astray(from, ref)
	if target, ok := c.bundle.Resolve(from, ref); ok && target.Entry != nil {
		p.entry = target.Entry
		p.ids = append(p.ids, target.Entry.Resource.ID.Value)
		for _, identifier := range target.Entry.Resource.Identifier {
			p.ids = append(p.ids, identifier.Value)
		}
	}
	return p
}

// is reports whether two are the same: by their entries, or by an id where one has no entry.
func (p person) is(other person) bool {
	if p.entry != nil && other.entry != nil {
		return p.entry == other.entry
	}
	return slices.ContainsFunc(p.ids, func(id string) bool { return id != "" && slices.Contains(other.ids, id) })
}
