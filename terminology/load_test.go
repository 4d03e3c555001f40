package terminology

import (
	"context"
	"errors"
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/fhir"
)

// record is a Record in memory of which only what is read is there, and which counts how often.
type record struct {
	Record
	kept Kept
	uses map[string]int
	// away, unreadable and uncounted are what Revision, Read and Uses fail with.
	away, unreadable, uncounted error
	reads, counts               int
}

func (r *record) Revision(context.Context) (int64, error) { return r.kept.Revision, r.away }

func (r *record) Read(context.Context) (Kept, error) {
	r.reads++
	return r.kept, r.unreadable
}

func (r *record) Uses(context.Context, int) (map[string]int, error) {
	r.counts++
	return r.uses, r.uncounted
}

var errAway = errors.New("the record is away")

// listed is a version of a code system with one code.
func listed(t *testing.T, url, version, code string) *CodeSystem {
	t.Helper()
	system, err := NewCodeSystem(System{URL: url, Version: version, Content: Complete}, []Concept{{Code: code, Display: code, Parent: -1}})
	if err != nil {
		t.Fatal(err)
	}
	return system
}

// priced is a catalogue of one code.
func priced(t *testing.T, code string) *Catalogue {
	t.Helper()
	catalogue, err := NewCatalogue(System{URL: "p" + InterventionsPath, Version: "1"}, []Intervention{{Code: code, Name: code}})
	if err != nil {
		t.Fatal(err)
	}
	return catalogue
}

const colours = "http://colours"

// carried is a base: two versions of ICD-11, one other code system, and a catalogue.
func carried(t *testing.T) Parts {
	t.Helper()
	return Parts{
		CodeSystems: []*CodeSystem{listed(t, ICD11URL, "2024-01", "BA00"), listed(t, ICD11URL, "2025-01", "BA01"), listed(t, colours, "1", "red")},
		Catalogue:   priced(t, "SHA-01-001"),
		ValueSets:   []ValueSet{{URL: colours + "/warm"}},
		Uses:        map[string]int{"BA00": 10, "BA01": 10},
	}
}

// inSet says which codes a set has, by url and version, the catalogue's below its url alone.
func inSet(set *Set) map[string]string {
	codes := map[string]string{}
	for _, system := range set.CodeSystems() {
		codes[system.URL+"|"+system.Version] = system.At(0).Code
	}
	for _, code := range set.Catalogue().Codes() {
		codes[set.Catalogue().URL] += code
	}
	return codes
}

func TestLoad(t *testing.T) {
	base := map[string]string{
		ICD11URL + "|2024-01": "BA00", ICD11URL + "|2025-01": "BA01", colours + "|1": "red", "p" + InterventionsPath: "SHA-01-001",
	}
	changed := func(change func(map[string]string)) map[string]string {
		codes := maps.Clone(base)
		change(codes)
		return codes
	}
	for _, test := range []struct {
		name string
		kept Kept
		want map[string]string
	}{
		{"nothing is kept", Kept{}, base},
		{"one release takes the place of all", Kept{CodeSystems: []*CodeSystem{listed(t, ICD11URL, "2026-01", "BA02")}}, changed(func(c map[string]string) {
			delete(c, ICD11URL+"|2024-01")
			delete(c, ICD11URL+"|2025-01")
			c[ICD11URL+"|2026-01"] = "BA02"
		})},
		{"the tariffs take the place of the catalogue", Kept{Catalogue: priced(t, "SHA-02-002")}, changed(func(c map[string]string) {
			c["p"+InterventionsPath] = "SHA-02-002"
		})},
		{"a further code system", Kept{CodeSystems: []*CodeSystem{listed(t, "http://other", "1", "x")}}, changed(func(c map[string]string) {
			c["http://other|1"] = "x"
		})},
	} {
		test.kept.Revision = 7
		parts := carried(t)
		set, revision, err := Load(t.Context(), &record{kept: test.kept, uses: map[string]int{"BA00": 3, "5A11": 1}}, parts)
		if err != nil || revision != 7 {
			t.Fatalf("%s: revision %d, %v", test.name, revision, err)
		}
		if diff := cmp.Diff(test.want, inSet(set)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
		if diff := cmp.Diff(map[string]int{"BA00": 13, "BA01": 10, "5A11": 1}, set.uses); diff != "" {
			t.Errorf("%s: uses (-want +got):\n%s", test.name, diff)
		}
		if _, ok := set.ValueSet(colours + "/warm"); !ok {
			t.Errorf("%s: the value sets of the base are gone", test.name)
		}
		if len(parts.CodeSystems) != 3 || parts.Uses["BA00"] != 10 {
			t.Errorf("%s: the base has changed: %+v", test.name, parts)
		}
	}
}

func TestLoad_fails(t *testing.T) {
	twice := []*CodeSystem{listed(t, colours, "1", "red"), listed(t, colours, "1", "blue")}
	for name, r := range map[string]*record{
		"unreadable": {unreadable: errAway},
		"uncounted":  {uncounted: errAway},
		"no set":     {kept: Kept{CodeSystems: twice}},
	} {
		if set, _, err := Load(t.Context(), r, carried(t)); set != nil || err == nil {
			t.Errorf("%s: %v, %v, want an error", name, set, err)
		}
	}
}

// The parts of a set make the same set again.
func TestSet_parts(t *testing.T) {
	set, err := NewSet(carried(t))
	if err != nil {
		t.Fatal(err)
	}
	again, err := NewSet(set.Parts())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(inSet(set), inSet(again)); diff != "" || again.Uses("BA00") != 10 || len(again.ValueSets()) != 1 {
		t.Errorf("(-want +got):\n%s, %d uses, %d value sets", diff, again.Uses("BA00"), len(again.ValueSets()))
	}
}

// The starter's codes count as used, so that they come first where nothing has been claimed.
func TestStarter_uses(t *testing.T) {
	set := starter(t)
	if set.Uses("BA00") == 0 || set.Uses("SHA-16-001") != set.Uses("BA00") || set.Uses("XM1349") != 0 {
		t.Errorf("BA00 counts %d, SHA-16-001 %d, XM1349 %d", set.Uses("BA00"), set.Uses("SHA-16-001"), set.Uses("XM1349"))
	}
	if _, ok := set.InForce(ICD11URL, fhir.Date{}); !ok {
		t.Error("the starter has no ICD-11")
	}
}
