package profiles

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/testdata"
)

// sample is a resource of one of our own bundles that has all that a profile asks for.
type sample struct {
	profile
	bundle string
	// path is that of the resource in findings.
	path  string
	value map[string]any
}

// samples are a sample for each profile of which our own bundles have one.
func samples(t *testing.T) map[string]sample {
	t.Helper()
	found := map[string]sample{}
	for _, id := range submitted() {
		bundle := "dialysis-claim"
		switch id {
		case "kenya-renal-preauth":
			bundle = "dialysis-preauth"
		case "kenya-imaging-preauth", "kenya-oncology-preauth", "kenya-optical-preauth", "kenya-surgical-preauth":
			continue
		}
		found[id] = newSample(t, readProfile(t, id), bundle)
	}
	return found
}

func newSample(t *testing.T, profile profile, bundle string) sample {
	t.Helper()
	s := sample{profile: profile, bundle: bundle, path: "Bundle"}
	if err := json.Unmarshal(testdata.Bundle(bundle), &s.value); err != nil {
		t.Fatal(err)
	}
	if profile.resourceType == "Bundle" {
		return s
	}
	s.value = resource(t, s.value, profile.resourceType)
	decoded, _ := fhir.Decode(testdata.Bundle(bundle))
	for _, entry := range decoded.Entry {
		if entry.Resource.Type == profile.resourceType {
			s.path = entry.Resource.Path
		}
	}
	return s
}

// at is where an element is, with the index of the first member of each list on the way, and its
// value.
func (s sample) at(t *testing.T, element string) (path string, value any) {
	t.Helper()
	value = s.value
	for step := range strings.SplitSeq(element, ".") {
		if list, ok := value.([]any); ok {
			path, value = path+"[0]", list[0]
		}
		path, value = path+"."+step, value.(map[string]any)[step]
		if value == nil {
			t.Fatalf("%s has no %s", s.bundle, element)
		}
	}
	return strings.TrimPrefix(path, "."), value
}

// without is the edit that takes an element out, and the element's path and name in findings.
func (s sample) without(t *testing.T, element string) (edit, path, name string) {
	t.Helper()
	if list, slice, sliced := strings.Cut(element, ":"); sliced {
		_, members := s.at(t, list)
		others := slices.DeleteFunc(slices.Clone(members.([]any)), func(member any) bool { return isOf(member, slice) })
		return s.set(t, list, others), s.path + "." + list, fmt.Sprintf("%s %q", list, slice)
	}
	at, _ := s.at(t, element)
	edit = "- " + s.resourceType + "." + at
	// What held the element must not be left empty: that would be FHR-012's.
	if holder, ok := strings.CutSuffix(at, ".coding"); ok {
		edit = s.set(t, holder, map[string]any{"text": "in words"})
	} else if holder, ok := strings.CutSuffix(at, ".profile"); ok {
		edit = s.set(t, holder, map[string]any{"versionId": "1"})
	}
	return edit, s.path + "." + at, at
}

// twice is the edit that adds two members to a list, of the slice where one is named.
func (s sample) twice(t *testing.T, element string) string {
	t.Helper()
	list, slice, _ := strings.Cut(element, ":")
	_, members := s.at(t, list)
	member := members.([]any)[0]
	switch {
	case slice != "" && list == "extension":
		member = map[string]any{"url": writtenBase + "/" + slice, "valueString": "1"}
	case slice != "":
		member = map[string]any{"system": writtenBase + "/" + slice, "value": "1"}
	}
	return s.set(t, list, append(slices.Clone(members.([]any)), member, member))
}

// set is the edit that sets what is at a path below the resource.
func (s sample) set(t *testing.T, path string, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%s.%s = %s", s.resourceType, path, text)
}

// isOf reports whether a member of a list is of a slice.
func isOf(member any, slice string) bool {
	object := member.(map[string]any)
	url, _ := object["url"].(string)
	system, _ := object["system"].(string)
	return sliceName(url) == slice || sliceName(system) == slice
}
