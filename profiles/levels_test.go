package profiles

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/fhir"
)

func TestReadLevels(t *testing.T) {
	for _, test := range []struct {
		name, file string
		want       Levels
		err        string
	}{
		{"nothing", "", Levels{}, ""},
		{"comments and space", "# ours\n\n  CLM-005\twarning # no careTeam\r\nFHR-011 error\n", Levels{"CLM-005": fhir.Warning, "FHR-011": fhir.Error}, ""},
		{"all levels", "ITM-003 information\nREF-001 warning\nCLM-018 error", Levels{"ITM-003": fhir.Information, "REF-001": fhir.Warning, "CLM-018": fhir.Error}, ""},
		{"one word", "CLM-005", nil, `ours, line 1: "CLM-005" is not a rule and its level, as in "CLM-005 warning"`},
		{"three words", "# ours\nCLM-005 is warning", nil, `ours, line 2: "CLM-005 is warning" is not a rule and its level, as in "CLM-005 warning"`},
		{"no level", "CLM-005 off", nil, `ours, line 1: "off" is no level; error, warning or information is wanted`},
		{"no rule", "\nCLM-999 warning", nil, "ours, line 2: \"CLM-999\" is no rule of intake; bima rules lists them"},
		{"lower case", "clm-005 warning", nil, "ours, line 1: \"clm-005\" is no rule of intake; bima rules lists them"},
		{"a fixed rule", "CLM-012 warning", nil, "ours, line 1: the level of CLM-012 is fixed: what it finds cannot be taken in"},
		{"a fixed rule of reading", "FHR-003 warning", nil, "ours, line 1: the level of FHR-003 is fixed: what it finds cannot be taken in"},
		{"twice", "CLM-005 warning\nCLM-005 warning", nil, "ours, line 2: CLM-005 is set twice"},
	} {
		got, err := ReadLevels("ours", strings.NewReader(test.file))
		said := ""
		if err != nil {
			said = err.Error()
		}
		if said != test.err {
			t.Errorf("%s: the error is %q, want %q", test.name, said, test.err)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

type brokenFile struct{}

func (brokenFile) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func TestReadLevels_brokenFile(t *testing.T) {
	if _, err := ReadLevels("ours", brokenFile{}); !errors.Is(err, io.ErrUnexpectedEOF) || !strings.Contains(err.Error(), "ours") {
		t.Errorf("a file that breaks off is %v", err)
	}
}

// What compat lowers is what the specification says that it does.
func TestCompat(t *testing.T) {
	want := Levels{"CLM-005": fhir.Warning, "ITM-003": fhir.Warning, "BND-005": fhir.Warning, "BND-006": fhir.Warning}
	if diff := cmp.Diff(want, Compat()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestLevels_Of(t *testing.T) {
	rule := Entry{ID: "CLM-010", Strict: fhir.Error, Lenient: fhir.Warning}
	for _, test := range []struct {
		name     string
		levels   Levels
		handling Handling
		want     fhir.Level
	}{
		{"strict", nil, Strict, fhir.Error},
		{"lenient", nil, Lenient, fhir.Warning},
		{"unsaid is lenient", nil, "", fhir.Warning},
		{"another rule is set", Levels{"CLM-011": fhir.Information}, Strict, fhir.Error},
		{"set, strict", Levels{"CLM-010": fhir.Information}, Strict, fhir.Information},
		{"set, lenient", Levels{"CLM-010": fhir.Error}, Lenient, fhir.Error},
	} {
		if got := test.levels.Of(rule, test.handling); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

// Only what was repaired is graded; what could not be stays an error. The findings given are not
// changed.
func TestLevels_grade(t *testing.T) {
	read := []fhir.Issue{
		{Rule: "FHR-011", Level: fhir.Error, Graded: true},
		{Rule: "FHR-010", Level: fhir.Error},
		{Rule: "FHR-017", Level: fhir.Information, Graded: true},
	}
	before := slices.Clone(read)
	for _, test := range []struct {
		name     string
		levels   Levels
		handling Handling
		want     []fhir.Level
	}{
		{"strict", nil, Strict, []fhir.Level{fhir.Error, fhir.Error, fhir.Information}},
		{"lenient", nil, Lenient, []fhir.Level{fhir.Warning, fhir.Error, fhir.Information}},
		{"set", Levels{"FHR-011": fhir.Information, "FHR-010": fhir.Information, "FHR-017": fhir.Warning}, Strict,
			[]fhir.Level{fhir.Information, fhir.Error, fhir.Warning}},
	} {
		var got []fhir.Level
		for _, issue := range test.levels.grade(read, test.handling) {
			got = append(got, issue.Level)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
	if diff := cmp.Diff(before, read); diff != "" {
		t.Errorf("the findings given are changed (-before +after):\n%s", diff)
	}
}

// A level that the operator has set holds under either handling, and decides whether a bundle is
// taken.
func TestCheck_levels(t *testing.T) {
	for _, test := range []struct {
		name     string
		handling Handling
		levels   Levels
		want     []string
	}{
		{"as it is", Lenient, nil, []string{"CLM-005 error"}},
		{"compat, lenient", Lenient, Compat(), []string{"CLM-005 warning"}},
		{"compat, strict", Strict, Compat(), []string{"CLM-005 warning"}},
	} {
		var got []string
		f := fixture{edits: []string{"- Claim.careTeam"}, handling: test.handling, levels: test.levels}
		for _, issue := range f.check(t, "CLM-005") {
			if issue.Rule == "CLM-005" {
				got = append(got, issue.Rule+" "+issue.Level.String())
			}
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// Whatever a level file holds, what is read of it is a level of a rule that can be set, and the file
// written again from it says the same.
func FuzzReadLevels(f *testing.F) {
	f.Add("CLM-005 warning\n")
	f.Add("# a comment\n\nITM-003\tinformation # and another\r\nREF-001 error")
	f.Add("CLM-012 warning")
	f.Add("CLM-005 warning\nCLM-005 error")
	f.Fuzz(func(t *testing.T, text string) {
		levels, err := ReadLevels("fuzz", strings.NewReader(text))
		if err != nil {
			if !strings.Contains(err.Error(), "fuzz") {
				t.Errorf("the error does not name the file: %v", err)
			}
			return
		}
		var written strings.Builder
		for id, level := range levels {
			if at := slices.IndexFunc(Catalogue(), func(entry Entry) bool { return entry.ID == id }); at < 0 || Catalogue()[at].Fixed {
				t.Errorf("%s is set", id)
			}
			fmt.Fprintf(&written, "%s %s\n", id, level)
		}
		again, err := ReadLevels("again", strings.NewReader(written.String()))
		if diff := cmp.Diff(levels, again); err != nil || diff != "" {
			t.Errorf("%v (-read +written):\n%s", err, diff)
		}
	})
}
