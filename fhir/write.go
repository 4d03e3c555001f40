package fhir

import (
	"slices"
	"unicode/utf8"
)

// appendJSON writes the repaired node as compact JSON: members in their order, numbers as they
// were written.
func (n *node) appendJSON(to []byte) []byte { return n.write(to, false) }

// appendSound writes what shape found sound: the copy that google/fhir reads.
func (n *node) appendSound(to []byte) []byte { return n.write(to, true) }

func (n *node) write(to []byte, sound bool) []byte {
	if n.dropped {
		return append(to, "null"...) // it holds the place of its twin's value
	}
	switch n.kind {
	case object:
		return append(n.writeChildren(append(to, '{'), sound), '}')
	case array:
		return append(n.writeChildren(append(to, '['), sound), ']')
	case text:
		if sound && n.element != nil && n.element.definition().primitive == "base64Binary" {
			// It may be megabytes, and google/fhir is stricter about white space than R4.
			return append(to, `"AA=="`...)
		}
		return appendText(to, n.text)
	}
	return append(to, n.text...)
}

func (n *node) writeChildren(to []byte, sound bool) []byte {
	first := true
	for _, c := range n.children {
		if c.gone() || sound && c.isCut() {
			continue
		}
		if !first {
			to = append(to, ',')
		}
		first = false
		if n.kind == object {
			to = append(appendText(to, c.name), ':')
		}
		to = c.write(to, sound)
	}
	return to
}

// isCut reports whether the copy for google/fhir goes without n. An array of primitives goes as a
// whole: its values and their extensions are matched by index.
func (n *node) isCut() bool {
	if n.unreadable {
		return true
	}
	if n.kind != array || n.element != nil && n.element.definition().primitive == "" {
		return false
	}
	return n.isPatchy() || n.twin().isPatchy()
}

// isPatchy reports whether an array has a value that google/fhir cannot take: one that could not
// be read, or the null that R4 writes to hold a place.
func (n *node) isPatchy() bool {
	return n != nil && !n.dropped && (n.unreadable || slices.ContainsFunc(n.children, func(c *node) bool {
		return c.unreadable || (c.kind == null || c.dropped) && !c.gone()
	}))
}

// appendText writes a JSON string with no escape that it does not need (RFC 8785 §3.2.2.2).
func appendText(to []byte, value string) []byte {
	const hex = "0123456789abcdef"
	to = append(to, '"')
	plain := 0
	for i := range len(value) {
		c := value[i]
		if c >= ' ' && c != '"' && c != '\\' || c >= utf8.RuneSelf {
			continue
		}
		to = append(to, value[plain:i]...)
		plain = i + 1
		switch c {
		case '"', '\\':
			to = append(to, '\\', c)
		case '\b':
			to = append(to, '\\', 'b')
		case '\f':
			to = append(to, '\\', 'f')
		case '\n':
			to = append(to, '\\', 'n')
		case '\r':
			to = append(to, '\\', 'r')
		case '\t':
			to = append(to, '\\', 't')
		default:
			to = append(to, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
	}
	return append(append(to, value[plain:]...), '"')
}
