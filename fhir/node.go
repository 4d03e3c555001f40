package fhir

import "slices"

type kind byte

const (
	null kind = iota
	boolean
	number
	text
	array
	object
)

// String is the kind as a person calls it.
func (k kind) String() string {
	switch k {
	case null:
		return "null"
	case boolean:
		return "a boolean"
	case number:
		return "a number"
	case text:
		return "a string"
	case array:
		return "an array"
	}
	return "an object"
}

// node is one value of the body. Its path is made only when someone asks: most of a sound body
// is never spoken of. Repairs change nodes in place and never move them, so that paths stay those
// of the body as received.
type node struct {
	kind   kind
	parent *node
	name   string // of the member; of the whole body at the root
	index  int    // in the array
	// start and end are the bytes of the value in the body.
	start, end int
	// text is the string that was decoded, or the number, boolean or null as it was written.
	text     string
	children []*node
	// byName holds the members of an object that has many; a search through them would else take
	// time by the square of their number.
	byName map[string]*node

	// element is what R4 has in this place; nil where it has nothing.
	element *element
	// dropped: a repair took it out. It is in the body as received and in no view.
	dropped bool
	// added: a repair put it in. It is in the views and not in the body as received.
	added bool
	// unreadable: a finding says that this is not as R4 writes it.
	unreadable bool
	// known: the resource at this node is of a type that R4 knows.
	known bool
}

// child is the member of that name after repairs; nil where n is nil, is no object or has no such
// member.
func (n *node) child(name string) *node {
	return n.member(name, func(c *node) bool { return !c.dropped })
}

// received is the member of that name as the body was received.
func (n *node) received(name string) *node {
	return n.member(name, func(c *node) bool { return !c.added })
}

// member is the one member of that name that counts. There are two of a name only where a repair
// dropped one and added another.
func (n *node) member(name string, counts func(*node) bool) *node {
	if n == nil || n.kind != object {
		return nil
	}
	if n.byName != nil {
		if c := n.byName[name]; c == nil || counts(c) {
			return c
		}
	}
	for _, c := range n.children {
		if c.name == name && counts(c) {
			return c
		}
	}
	return nil
}

// add takes up one more member.
func (n *node) add(member *node) {
	const many = 16
	n.children = append(n.children, member)
	switch {
	case n.byName != nil:
		n.byName[member.name] = member
	case len(n.children) == many:
		n.byName = make(map[string]*node, 4*many)
		for _, c := range n.children {
			n.byName[c.name] = c
		}
	}
}

// list is the values of the member of that name where it is a readable array.
func (n *node) list(name string) []*node {
	c := n.child(name)
	if c == nil || c.kind != array || c.unreadable {
		return nil
	}
	if !slices.ContainsFunc(c.children, isDropped) {
		return c.children
	}
	return slices.DeleteFunc(slices.Clone(c.children), isDropped)
}

func isDropped(n *node) bool { return n.dropped }

// value is the value of a string member, empty where there is none that could be read.
func (n *node) value(name string) string {
	c := n.child(name)
	if c == nil || c.kind != text || c.unreadable {
		return ""
	}
	return c.text
}
