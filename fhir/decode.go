package fhir

import (
	"errors"
	"fmt"
)

// Decode reads a submitted body as an R4 Bundle and repairs what rules FHR-010 to FHR-020 let it
// repair, whatever the handling. The issues are all that R4 and rules FHR-001 to FHR-020 have
// against it, in the order of the body, at the levels of strict handling: those that are Graded
// take another where it is lenient, and are settled (Bundle.Settle) after that. The Bundle is nil
// only where the body is no JSON (FHR-001) or no Bundle (FHR-002), and then that is the one issue;
// else it can be looked at whatever the issues say: elements that could not be read say so.
func Decode(body []byte) (*Bundle, []Issue) {
	root, err := parse(body, "Bundle")
	if err != nil {
		return nil, []Issue{noJSON(err)}
	}
	if text := noBundle(root); text != "" {
		return nil, []Issue{{Rule: "FHR-002", Level: Error, Code: "structure", Text: text, Offset: root.start}}
	}
	s := shape{}
	s.resource(root)
	s.judge(root)
	b := newBundle(root, body)
	if b.Type.Value == "message" && !b.has("MessageHeader") {
		s.issues = append(s.issues, Issue{Rule: "FHR-017", Level: Information, Graded: true, Code: "informational", Path: b.Path,
			Text: "the Bundle is a message without a MessageHeader; R4 wants one as its first entry, and none is needed here"})
	}
	return b, arrange(root, s.issues)
}

// DecodeResource reads and repairs one resource, as Decode does a Bundle. Paths begin with its type:
// "Patient.birthDate". The Resource is nil where the body is no JSON (FHR-001) or not of a type
// that R4 knows (FHR-002).
func DecodeResource(body []byte) (*Resource, []Issue) {
	root, err := parse(body, "")
	if err != nil {
		return nil, []Issue{noJSON(err)}
	}
	if defineResource(root.value("resourceType")) == nil {
		return nil, []Issue{{Rule: "FHR-002", Level: Error, Code: "structure", Text: unknownType(root), Offset: root.start}}
	}
	root.name = root.value("resourceType")
	s := shape{}
	s.resource(root)
	s.judge(root)
	return newResource(root, root.name), arrange(root, s.issues)
}

func noJSON(err error) Issue {
	issue := Issue{Rule: "FHR-001", Level: Error, Code: "structure", Text: err.Error()}
	if f, ok := errors.AsType[*fault](err); ok {
		issue.Offset = f.offset
	}
	return issue
}

// noBundle says why the body is no Bundle (FHR-002), empty where it is one.
func noBundle(root *node) string {
	const wanted = `a Bundle with "resourceType": "Bundle" and entry[].resource is wanted`
	rt := root.child("resourceType")
	switch {
	case root.value("resourceType") == "Bundle":
		if entries := root.list("entry"); allFlat(entries) {
			return fmt.Sprintf(`none of the %d entries has a "resource"; each is wanted as {"fullUrl": …, "resource": {…}}`, len(entries))
		}
		return ""
	case rt == nil && root.child("entry") != nil:
		return `"resourceType" is missing at the top of the body; ` + wanted
	case rt == nil:
		return "the body is not FHIR: it has neither resourceType nor entry; " + wanted
	case defineResource(root.value("resourceType")) != nil:
		return fmt.Sprintf("the body is a single %s; %s, with the %s as one of its entries", rt.text, wanted, rt.text)
	}
	return fmt.Sprintf("the resourceType is %s; %s", found(rt), wanted)
}

// allFlat reports whether the entries are what clients of other interfaces send as a "bundle":
// the resources themselves, or anything else that is not wrapped as R4 wraps it.
func allFlat(entries []*node) bool {
	for _, entry := range entries {
		if entry.kind != object || len(entry.children) == 0 || entry.child("resource") != nil || entry.child("fullUrl") != nil {
			return false
		}
	}
	return len(entries) > 0
}

func (b *Bundle) has(resourceType string) bool {
	for _, entry := range b.Entry {
		if entry.Resource != nil && entry.Resource.Type == resourceType {
			return true
		}
	}
	return false
}
