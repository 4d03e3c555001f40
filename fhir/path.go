package fhir

import (
	"strconv"
	"strings"
)

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

// deepest follows a path from the root as far as the body as received goes. It returns the deepest node that
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
		if c := n.received(path[1:end]); c != nil {
			return c, path[end:]
		}
	}
	return nil, ""
}
