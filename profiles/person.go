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
	// id is that of the identifier, empty where the reference has none.
	id string
}

// person is whom a reference in an entry names.
func (c *check) person(from *fhir.Entry, ref fhir.Reference) person {
	p := person{name: ref.Literal, id: ref.Identifier.Value}
	if ref.Literal == "" {
		p.name = p.id
		return p
	}
	p.astray = c.astray(from, ref)
	target, _ := c.bundle.Resolve(from, ref)
	p.entry = target.Entry
	return p
}

// is reports whether two are the same: by their entries, or by an id where one has no entry.
func (p person) is(other person) bool {
	switch {
	case p.entry == nil:
		return other.has(p.id)
	case other.entry == nil:
		return p.has(other.id)
	}
	return p.entry == other.entry
}

// has reports whether an id is one of the person's.
func (p person) has(id string) bool {
	switch {
	case id == "":
		return false
	case id == p.id:
		return true
	case p.entry == nil:
		return false
	}
	resource := p.entry.Resource
	return resource.ID.Value == id || slices.ContainsFunc(resource.Identifier, func(identifier fhir.Identifier) bool {
		return identifier.Value == id
	})
}
