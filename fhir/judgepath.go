package fhir

import (
	"cmp"
	"strconv"
	"strings"
)

// uncut holds, for arrays that were asked for, the values that are in google/fhir's copy.
type uncut map[*node][]*node

func (u uncut) values(n *node) []*node {
	values, known := u[n]
	if !known {
		for _, c := range n.children {
			if !c.gone() && !c.isCut() {
				values = append(values, c)
			}
		}
		u[n] = values
	}
	return values
}

// find is the node below the root at a path as google/fhir writes it: with the type behind a
// resource, with the choice and its type apart ("serviced.period"), counted in its copy, and with
// the extensions of a primitive below the primitive itself.
func (u uncut) find(n *node, path string) *node {
	segments := strings.Split(path, ".")[1:] // the first is the root
	for i := 0; i < len(segments); i++ {
		if n.known && n.parent != nil && strings.EqualFold(segments[i], n.value("resourceType")) {
			continue
		}
		name, index, indexed := strings.Cut(strings.TrimSuffix(segments[i], "]"), "[")
		next, typed := n.below(name, segments[i+1:])
		if next == nil {
			next, typed = n.extended().below(name, segments[i+1:])
		}
		if next == nil {
			return n
		}
		if n = next; typed {
			i++
		}
		if !indexed {
			continue
		}
		place, err := strconv.Atoi(index)
		if err != nil || place < 0 || n.kind != array {
			return n
		}
		values := u.values(n)
		if place >= len(values) {
			return n
		}
		n = values[place]
	}
	return n
}

// below is the member of that name: its values or, where a primitive has none, its extensions. It
// is typed where the next segment is the type of a choice.
func (n *node) below(name string, rest []string) (member *node, typed bool) {
	names := []string{name}
	if len(rest) > 0 && rest[0] != "" {
		names = append(names, name+strings.ToUpper(rest[0][:1])+rest[0][1:])
	}
	for i, name := range names {
		if member := cmp.Or(n.child(name), n.child("_"+name)); member != nil {
			return member, i > 0
		}
	}
	return nil, false
}

// extended is where the extensions of a primitive value stand; nil where it has none.
func (n *node) extended() *node {
	switch {
	case n.kind == object || n.kind == array || n.parent == nil:
		return nil
	case n.parent.kind == object:
		return n.parent.child("_" + n.name)
	}
	if twin := n.parent.twin(); twin.says(n.index) {
		return twin.children[n.index]
	}
	return nil
}

// isExtended reports whether n holds the extensions of a primitive. Google/fhir asks a format also
// of one that has no value.
func (n *node) isExtended() bool {
	return strings.HasPrefix(n.name, "_") || n.parent != nil && n.parent.kind == array && strings.HasPrefix(n.parent.name, "_")
}
