package fhir

// Locate is the byte of a body at which the value at a path begins: "Bundle.entry[4].resource.item".
// A path may go on after the deepest element that exists; ok is false where it does not begin with
// the name of the resource, or where the body is no JSON, and the offset is 0.
func Locate(body []byte, path string) (offset int, ok bool) {
	root, err := parse(body, "")
	if err != nil {
		return 0, false
	}
	root.name = root.value("resourceType")
	if n, _ := root.deepest(path); root.name != "" && len(path) >= len(root.name) && path[:len(root.name)] == root.name {
		return n.start, true
	}
	return 0, false
}
