package fhir

import (
	"strconv"
	"strings"
)

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
// is never spoken of.
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
	// unknown: R4 has no such element here. The views never see it.
	unknown bool
	// unreadable: a finding says that this is not as R4 writes it.
	unreadable bool
	// known: the resource at this node is of a type that R4 knows.
	known bool
}

func (n *node) path() string {
	if n.parent == nil {
		return n.name
	}
	return string(n.appendPath(nil))
}

func (n *node) appendPath(to []byte) []byte {
	if n.parent == nil {
		return append(to, n.name...)
	}
	to = n.parent.appendPath(to)
	if n.parent.kind == array {
		to = append(to, '[')
		to = strconv.AppendInt(to, int64(n.index), 10)
		return append(to, ']')
	}
	if len(to) > 0 {
		to = append(to, '.')
	}
	return append(to, n.name...)
}

// child is the member of that name; nil where n is nil, is no object or has no such member.
func (n *node) child(name string) *node {
	if n == nil || n.kind != object {
		return nil
	}
	if n.byName != nil {
		return n.byName[name]
	}
	for _, c := range n.children {
		if c.name == name {
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
	return c.children
}

// value is the value of a string member, empty where there is none that could be read.
func (n *node) value(name string) string {
	c := n.child(name)
	if c == nil || c.kind != text || c.unreadable {
		return ""
	}
	return c.text
}

// deepest follows a path from the root as far as the body goes. It returns the deepest node that
// is there and reports whether that is the whole path.
func (n *node) deepest(path string) (*node, bool) {
	rest, ok := strings.CutPrefix(path, n.name)
	if !ok {
		return n, false
	}
	for rest != "" {
		next, after := n.step(rest)
		if next == nil {
			return n, false
		}
		n, rest = next, after
	}
	return n, true
}

// step takes the first segment off a path: "[3].x" of an array, ".entry[3]" of an object. Member
// names may hold dots and brackets, so the longest name that fits is taken.
func (n *node) step(path string) (next *node, rest string) {
	if n.kind == array && path[0] == '[' {
		digits, after, closed := strings.Cut(path[1:], "]")
		i, err := strconv.Atoi(digits)
		if !closed || err != nil || i < 0 || i >= len(n.children) {
			return nil, ""
		}
		return n.children[i], after
	}
	if n.kind != object || path[0] != '.' {
		return nil, ""
	}
	for end := len(path); end > 0; end = strings.LastIndexAny(path[:end], ".[") {
		if c := n.child(path[1:end]); c != nil {
			return c, path[end:]
		}
	}
	return nil, ""
}
