package fhir

import (
	"fmt"
	"slices"
	"strings"
)

// WithoutExtensions is a stored resource without the extensions, at any depth, whose url ends in
// one of the segments. It is for readers who may not see a credential that the sender put there.
func WithoutExtensions(resource []byte, segments ...string) ([]byte, error) {
	root, err := parse(resource, "")
	if err != nil {
		return nil, fmt.Errorf("read stored resource: %w", err)
	}
	root.strip(segments)
	return root.appendJSON(nil), nil
}

// strip takes the extensions out of n and of all below it. An array that has none left goes too,
// since R4 knows no empty ones.
func (n *node) strip(segments []string) {
	n.children = slices.DeleteFunc(n.children, func(c *node) bool {
		if c.name == "extension" && c.kind == array {
			c.children = slices.DeleteFunc(c.children, func(extension *node) bool { return extension.isNamed(segments) })
			if len(c.children) == 0 {
				return true
			}
		}
		c.strip(segments)
		return false
	})
}

// isNamed reports whether the url of an extension ends in one of the segments.
func (n *node) isNamed(segments []string) bool {
	url := n.child("url")
	return url != nil && slices.Contains(segments, url.text[strings.LastIndex(url.text, "/")+1:])
}

// WithoutElements is a stored resource without some of its own elements, for readers who may not see
// them.
func WithoutElements(resource []byte, names ...string) ([]byte, error) {
	root, err := parse(resource, "")
	if err != nil {
		return nil, fmt.Errorf("read stored resource: %w", err)
	}
	root.children = slices.DeleteFunc(root.children, func(c *node) bool { return slices.Contains(names, c.name) })
	return root.appendJSON(nil), nil
}
