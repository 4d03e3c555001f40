package profiles

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/bima-exchange/bima/testdata"
)

// edited is one of the project's bundles after some edits: `Claim.total.value = 5` sets,
// `- Claim.careTeam` removes. A path begins with the type of a resource, or with Bundle or
// entry[n]; setting the element after the last of a list appends. The value is JSON, or
// @path for a copy of what is there.
func edited(t *testing.T, name string, edits ...string) []byte {
	t.Helper()
	var bundle map[string]any
	if err := json.Unmarshal(testdata.Bundle(name), &bundle); err != nil {
		t.Fatal(err)
	}
	for _, edit := range edits {
		if path, ok := strings.CutPrefix(edit, "- "); ok {
			change(t, bundle, path, func(holder any, key string) { delete(holder.(map[string]any), key) })
			continue
		}
		path, text, ok := strings.Cut(edit, " = ")
		if !ok {
			t.Fatalf("edit %q is neither %q nor %q", edit, "path = value", "- path")
		}
		change(t, bundle, path, set(value(t, bundle, text)))
	}
	body, err := json.MarshalIndent(bundle, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// value is JSON, or a deep copy of what is at @path.
func value(t *testing.T, bundle map[string]any, text string) any {
	t.Helper()
	if path, ok := strings.CutPrefix(text, "@"); ok {
		change(t, bundle, path, func(holder any, key string) {
			copied, err := json.Marshal(get(holder, key))
			if err != nil {
				t.Fatal(err)
			}
			text = string(copied)
		})
	}
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	var v any
	if err := decoder.Decode(&v); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return v
}

var step = regexp.MustCompile(`[^.\[\]]+`)

// change does something at a path: to the object that holds its last name, or to the list that
// holds its last index.
func change(t *testing.T, bundle map[string]any, path string, do func(holder any, key string)) {
	t.Helper()
	steps := step.FindAllString(path, -1)
	var at any = bundle
	switch steps[0] {
	case "Bundle":
		steps = steps[1:]
	case "entry":
	default:
		at, steps = resource(t, bundle, steps[0]), steps[1:]
	}
	for len(steps) > 1 {
		if list, ok := get(at, steps[0]).([]any); ok && len(steps) == 2 {
			holder, key := at, steps[0]
			do(&list, steps[1])
			holder.(map[string]any)[key] = list
			return
		}
		if at = get(at, steps[0]); at == nil {
			t.Fatalf("nothing is at %s of %s", steps[0], path)
		}
		steps = steps[1:]
	}
	do(at, steps[0])
}

func set(v any) func(holder any, key string) {
	return func(holder any, key string) {
		switch holder := holder.(type) {
		case map[string]any:
			holder[key] = v
		case *[]any:
			if n, _ := strconv.Atoi(key); n < len(*holder) {
				(*holder)[n] = v
				return
			}
			*holder = append(*holder, v)
		}
	}
}

func get(at any, key string) any {
	switch at := at.(type) {
	case map[string]any:
		return at[key]
	case []any:
		n, _ := strconv.Atoi(key)
		return at[n]
	case *[]any:
		return get(*at, key)
	}
	return nil
}

// resource is the first resource of a type.
func resource(t *testing.T, bundle map[string]any, kind string) map[string]any {
	t.Helper()
	for _, entry := range bundle["entry"].([]any) {
		if r, ok := entry.(map[string]any)["resource"].(map[string]any); ok && r["resourceType"] == kind {
			return r
		}
	}
	t.Fatalf("the bundle has no %s", kind)
	return nil
}

func TestEdited(t *testing.T) {
	var got map[string]any
	body := edited(t, "delivery",
		"- Claim.careTeam",
		"Claim.total.value = 0.10",
		"Claim.item[1] = @Claim.item[0]",
		"Claim.item[1].sequence = 2",
		"Bundle.type = \"batch\"",
	)
	if err := json.Unmarshal(body, &got); err != nil {
		t.Fatal(err)
	}
	claim := resource(t, got, "Claim")
	items := claim["item"].([]any)
	found := fmt.Sprint(got["type"], claim["careTeam"], len(items), get(items[0], "sequence"), get(items[1], "sequence"))
	if want := "batch<nil> 2 1 2"; found != want {
		t.Errorf("found %s, want %s", found, want)
	}
	if !strings.Contains(string(body), `"value": 0.10`) {
		t.Error("a number is not written as it was given")
	}
}
