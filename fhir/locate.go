package fhir

import "strings"

// Locate reads a body once and tells where the values in it begin: it returns the byte of the value at
// a path such as "Bundle.entry[4].resource.item". A path may go on after the deepest element that
// exists; ok is false where it does not begin with the name of the resource, or where the body is no
// JSON, and the offset is 0.
func Locate(body []byte) func(path string) (offset int, ok bool) {
	root, err := parse(body, "")
	if err == nil {
		root.name = root.value("resourceType")
	}
	return func(path string) (int, bool) {
		if err != nil || root.name == "" || !strings.HasPrefix(path, root.name) {
			return 0, false
		}
		n, _ := root.deepest(path)
		return n.start, true
	}
}
