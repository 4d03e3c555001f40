package fhir

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The values of a repeated primitive and their extensions keep belonging together.
func TestDecode_twins(t *testing.T) {
	const (
		name   = "Patient.name[0]"
		length = `an array of 2 found; it must have as many values as "given", which are 1; it was left out`
	)
	for _, test := range []struct {
		name, human string
		want        []string
		json        string
	}{
		{"null holds a place", `"given":["A",null],"_given":[null,{"id":"i"}]`, nil, `"given":["A",null],"_given":[null,{"id":"i"}]`},
		{"null holds none", `"given":["A",null]`, at(name+".given[1]", "FHR-012"), `"given":["A"]`},
		{"null in both", `"given":["A",null],"_given":[{"id":"i"},null]`, at(name+".given[1]", "FHR-012"), `"given":["A"],"_given":[{"id":"i"}]`},
		{"null in both, extensions first", `"_given":[{"id":"i"},null],"given":["A",null]`, at(name+".given[1]", "FHR-012"), `"_given":[{"id":"i"}],"given":["A"]`},
		{"nulls alone", `"text":"A","given":[null,null]`, []string{"FHR-012 " + name + ".given[0]", "FHR-012 " + name + ".given[1]"}, `"text":"A"`},
		{"nulls for extensions", `"given":["A","B"],"_given":[null,null]`, at(name+"._given", "FHR-012"), `"given":["A","B"]`},
		{"extensions without values", `"text":"A","_given":[null,{"id":"i"}]`, at(name+"._given[0]", "FHR-012"), `"text":"A","_given":[{"id":"i"}]`},
		{"what an extension has is dropped", `"given":["A","B"],"_given":[{"id":"i"},{"ids":"i"}]`, at(name+"._given[1].ids", "FHR-018"), `"given":["A","B"],"_given":[{"id":"i"},null]`},
		{"all that extensions have is dropped", `"given":["A","B"],"_given":[null,{"ids":"i"}]`, at(name+"._given[1].ids", "FHR-018"), `"given":["A","B"]`},
		{"an empty extension is dropped", `"given":["A",null],"_given":[null,{}]`, at(name+"._given[1]", "FHR-012"), `"given":["A"]`},
		{"a value is dropped, its extension is not", `"given":["A",5],"_given":[null,{"id":"i"}]`, at(name+".given[1]", "FHR-018"), `"given":["A",null],"_given":[null,{"id":"i"}]`},
		{"a value is dropped, it has no extension", `"given":["A",5],"_given":[{"id":"i"},null]`, at(name+".given[1]", "FHR-018"), `"given":["A"],"_given":[{"id":"i"}]`},
		{"all values are dropped", `"given":[5],"_given":[{"id":"i"}]`, at(name+".given[0]", "FHR-018"), `"_given":[{"id":"i"}]`},
		{"not as many", `"given":["A"],"_given":[null,{"id":"i"}]`, at(name+"._given", "FHR-018"), `"given":["A"]`},
	} {
		t.Run(test.name, func(t *testing.T) {
			resource, issues := DecodeResource([]byte(`{"resourceType":"Patient","name":[{` + test.human + `}]}`))
			if diff := cmp.Diff(test.want, rules(issues)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
			want := `{"resourceType":"Patient","name":[{` + test.json + `}]}`
			if got := string(resource.JSON()); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
			again, left := DecodeResource([]byte(want))
			if got, want := resource.node.appendCanonical(nil), again.node.appendCanonical(nil); string(got) != string(want) {
				t.Errorf("canonical %s\nwant %s", got, want)
			}
			if len(left) > 0 {
				t.Errorf("what was repaired has findings: %v", rules(left))
			}
			if test.name == "not as many" && issues[0].Text != length {
				t.Errorf("text %s", issues[0].Text)
			}
		})
	}
}

// An array with null is read all the same, and what google/fhir alone can find beside it is found.
func TestDecode_nullsHideNothing(t *testing.T) {
	root, err := parse([]byte(`{"resourceType":"Patient","id":"a/b","name":[{"given":["A",null],"_given":[null,{"id":"i"}]}]}`), "Patient")
	if err != nil {
		t.Fatal(err)
	}
	s := shape{}
	s.resource(root)
	s.issues = nil
	root.child("id").unreadable = false
	s.judge(root)
	if diff := cmp.Diff([]string{"FHR-003 Patient.id"}, rules(s.issues)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}
