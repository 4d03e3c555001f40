package fhir

import (
	"strconv"
	"strings"
)

// uncut holds, for arrays that were asked for, the values that are in google/fhir's copy.
type uncut map[*node][]*node

func (u uncut) values(n *node) []*node {
	values, known := u[n]
	if !known {
		for _, c := range n.children {
			if !c.isCut() {
				values = append(values, c)
			}
		}
		u[n] = values
	}
	return values
}

// find is the node below the root at a path as google/fhir writes it: with the type behind a
// resource, with the choice and its type apart ("serviced.period"), and counted in its copy.
func (u uncut) find(n *node, path string) *node {
	segments := strings.Split(path, ".")[1:] // the first is the root
	for i := 0; i < len(segments); i++ {
		if n.known && n.parent != nil && strings.EqualFold(segments[i], n.value("resourceType")) {
			continue
		}
		name, index, indexed := strings.Cut(strings.TrimSuffix(segments[i], "]"), "[")
		next := n.child(name)
		if next == nil && i+1 < len(segments) && segments[i+1] != "" {
			typed := segments[i+1]
			if next = n.child(name + strings.ToUpper(typed[:1]) + typed[1:]); next != nil {
				i++
			}
		}
		if next == nil {
			return n
		}
		n = next
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
