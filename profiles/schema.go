package profiles

import (
	"cmp"
	"embed"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/xeipuuv/gojsonschema"

	"github.com/bima-exchange/bima/fhir"
)

//go:embed schema/*.json
var schemaFiles embed.FS

// schemas are, by resource type, what the payer's profiles ask of a resource in presence and
// cardinality, beyond R4 and the rules. A member of a sliced list is checked under the id that
// FHIR gives the slice: "identifier:National_ID".
var schemas = sync.OnceValue(func() map[string]*gojsonschema.Schema {
	files, err := schemaFiles.ReadDir("schema")
	if err != nil {
		panic(err) // the folder is part of the program
	}
	byType := map[string]*gojsonschema.Schema{}
	for _, file := range files {
		text, err := schemaFiles.ReadFile(path.Join("schema", file.Name()))
		if err != nil {
			panic(err)
		}
		if byType[strings.TrimSuffix(file.Name(), ".json")], err = gojsonschema.NewSchema(gojsonschema.NewBytesLoader(text)); err != nil {
			panic(err)
		}
	}
	return byType
})

// departure is an element in which a resource is not as its profile wants it.
type departure struct {
	// element is the path below the resource, "item[0].category"; for a slice that of the list.
	element string
	// kind is the element whatever its place in lists: "item.category".
	kind string
	// slice is the name of the slice, "National_ID", empty for what is none.
	slice string
	// tooMany: the element is there more than once, and once is wanted; else it is missing.
	tooMany bool
}

// departures compares a resource with the profile of its type, sorted by kind. There are none
// where the type has no profile.
func departures(resource *fhir.Resource) []departure {
	schema := schemas()[resource.Type]
	if schema == nil {
		return nil
	}
	value, ok := resource.Value().(map[string]any)
	if !ok {
		return nil // nothing of it could be read
	}
	if _, given := value["meta"]; !given {
		value["meta"] = map[string]any{} // so that the profile is missed, and named as meta.profile
	}
	slice(value, "extension", "url")
	slice(value, "identifier", "system")
	result, err := schema.Validate(gojsonschema.NewRawLoader(value))
	if err != nil {
		panic(err) // the value is loaded already
	}
	var found []departure
	for _, fault := range result.Errors() {
		switch at := elementAt(fault.Context()); fault.(type) {
		case *gojsonschema.RequiredError:
			found = append(found, newDeparture(at+"."+fault.Details()["property"].(string), false))
		case *gojsonschema.ArrayMaxItemsError:
			found = append(found, newDeparture(at, true))
		}
	}
	// Those of one kind come in the order of the resource.
	slices.SortStableFunc(found, func(a, b departure) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.slice, b.slice))
	})
	return found
}

// like reports whether two departures differ in an index alone.
func (d departure) like(other departure) bool {
	return d.kind == other.kind && d.slice == other.slice && d.tooMany == other.tooMany
}

var indices = regexp.MustCompile(`\[\d+\]`)

func newDeparture(at string, tooMany bool) departure {
	element, slice, _ := strings.Cut(strings.TrimPrefix(at, "."), ":")
	return departure{element: element, kind: indices.ReplaceAllString(element, ""), slice: slice, tooMany: tooMany}
}

// slice puts the members of a list also under the ids of their slices. A slice is named as what
// tells its members apart ends, since the urls before it move.
func slice(resource map[string]any, list, by string) {
	members, _ := resource[list].([]any)
	for _, member := range members {
		object, _ := member.(map[string]any)
		url, _ := object[by].(string)
		id := list + ":" + sliceName(url)
		slice, _ := resource[id].([]any)
		resource[id] = append(slice, member)
	}
}

func sliceName(url string) string {
	name := lastSegment(url)
	if name == "extension-patient-invoice" {
		return "extension-patientInvoice" // the eClaims guide writes the one, its clients the other
	}
	return name
}

// elementAt is a place in gojsonschema's words, "(root).item.0.category", in ours:
// ".item[0].category".
func elementAt(context *gojsonschema.JsonContext) string {
	var element strings.Builder
	for _, step := range strings.Split(context.String(), ".")[1:] {
		if '0' <= step[0] && step[0] <= '9' {
			element.WriteString("[" + step + "]")
		} else {
			element.WriteString("." + step)
		}
	}
	return element.String()
}
