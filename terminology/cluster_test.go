package terminology

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseCluster_valid(t *testing.T) {
	tests := []struct{ text, canonical string }{
		{"BA41.0", "BA41.0"},
		{"BA41.0&XA7RE3", "BA41.0&XA7RE3"},
		{"GB51&XK8G&XN6P4", "GB51&XK8G&XN6P4"},
		{"5A11/5A23", "5A11/5A23"},
		{"5A23/5A11", "5A23/5A11"},
		{"DD51&XK8G/ME24.2&XT5R", "DD51&XK8G/ME24.2&XT5R"},
		{"GC08.0/MG50.27", "GC08.0/MG50.27"},
		{"BA41&XY0Y", "BA41&XY0Y"},
		{"1A00&XN62R", "1A00&XN62R"},
		{"  ba41.0 & xa7re3 / 5a11 ", "BA41.0&XA7RE3/5A11"},
		{strings.Repeat("5A11/", 49) + "5A11", strings.Repeat("5A11/", 49) + "5A11"},
		// Whether a code exists is not a question of grammar.
		{"ZZZZZZ", "ZZZZZZ"},
		{"BA41.0&XNOTREAL", "BA41.0&XNOTREAL"},
	}
	for _, test := range tests {
		cluster, err := ParseCluster(test.text)
		if err != nil {
			t.Errorf("ParseCluster(%q): %v", test.text, err)
			continue
		}
		if cluster.Canonical != test.canonical || cluster.Raw != test.text {
			t.Errorf("ParseCluster(%q) = %q of %q, want %q", test.text, cluster.Canonical, cluster.Raw, test.canonical)
		}
	}
}

func TestParseCluster_groups(t *testing.T) {
	cluster, err := ParseCluster("DD51 & xk8g/ME24.2&XT5R&XS25")
	if err != nil {
		t.Fatal(err)
	}
	want := []Group{
		{Stem: Part{"DD51", 0}, Extensions: []Part{{"XK8G", 7}}},
		{Stem: Part{"ME24.2", 12}, Extensions: []Part{{"XT5R", 19}, {"XS25", 24}}},
	}
	if diff := cmp.Diff(want, cluster.Groups); diff != "" {
		t.Errorf("groups differ (-want +got):\n%s", diff)
	}
	parts := []Part{{"DD51", 0}, {"XK8G", 7}, {"ME24.2", 12}, {"XT5R", 19}, {"XS25", 24}}
	if diff := cmp.Diff(parts, cluster.Parts()); diff != "" {
		t.Errorf("parts differ (-want +got):\n%s", diff)
	}
}

func TestParseCluster_invalid(t *testing.T) {
	type fault struct {
		offset int
		says   string
	}
	tests := []struct {
		text   string
		faults []fault
	}{
		{"", []fault{{0, "no code was given"}}},
		{"  ", []fault{{0, "no code was given"}}},
		{"/", []fault{{0, "a stem code is wanted"}, {1, "a stem code is wanted"}}},
		{strings.Repeat("BA41.0/", 50) + "BA41.0", []fault{{0, "51 codes are joined here, and at most 50 are read"}}},
		{"BA41.0" + strings.Repeat(" ", 995), []fault{{0, "the text has 1001 characters, and at most 1000 are read"}}},
		{"BA41.0/", []fault{{7, "a stem code is wanted"}}},
		{"/BA41.0", []fault{{0, "a stem code is wanted"}}},
		{"BA41.0//ME24.2", []fault{{7, "a stem code is wanted"}}},
		{"BA41.0&", []fault{{7, "an extension code (X…) is wanted after &"}}},
		{"&XA7RE3", []fault{{0, "a stem code is wanted"}}},
		{"BA41.0&&XA7RE3", []fault{{7, "an extension code (X…) is wanted after &"}}},
		{"XA7RE3", []fault{{0, "XA7RE3 is an extension code"}}},
		{"XA7RE3&BA41.0", []fault{{0, "XA7RE3 is an extension code"}, {7, "BA41.0 is a stem code"}}},
		{"BA41.0&5A11&XS25/XK8G", []fault{{7, "5A11 is a stem code"}, {17, "XK8G is an extension code"}}},
		{"BA41.0&5A11", []fault{{7, "5A11 is a stem code"}}},
		{"BA41.0&XA7RE3&5A11", []fault{{14, "5A11 is a stem code"}}},
		{"5A11/XK8G", []fault{{5, "XK8G is an extension code"}}},
		{"BA41-0", []fault{{4, `'-' cannot be in an ICD-11 code`}}},
		{"BA41 0", []fault{{4, `' ' cannot be in an ICD-11 code`}}},
		{"BA41.é", []fault{{5, `'é' cannot be in an ICD-11 code`}}},
		{"BA41.\xff", []fault{{5, "cannot be in an ICD-11 code"}}},
	}
	for _, test := range tests {
		_, err := ParseCluster(test.text)
		wrong, _ := errors.AsType[SyntaxErrors](err)
		if len(wrong) != len(test.faults) {
			t.Errorf("ParseCluster(%q): error is %v, want %d faults", test.text, err, len(test.faults))
			continue
		}
		for i, want := range test.faults {
			if wrong[i].Offset != want.offset || !strings.Contains(wrong[i].Text, want.says) {
				t.Errorf("ParseCluster(%q): %d %q, want %d %q", test.text, wrong[i].Offset, wrong[i].Text, want.offset, want.says)
			}
		}
	}
}

// However long a text is, what is said of it is not.
func TestParseCluster_tellsTheFirstFaults(t *testing.T) {
	_, err := ParseCluster(strings.Repeat("/", 40))
	if wrong, _ := errors.AsType[SyntaxErrors](err); len(wrong) != mostFaults {
		t.Errorf("%d faults are told, want %d", len(wrong), mostFaults)
	}
	const want = "at character 8: 5A11 is a stem code; & joins extension codes (X…), and / joins a further stem code; " +
		"at character 13: XK8G is an extension code; a stem code is wanted here, to which & joins XK8G"
	if _, err := ParseCluster("BA41.0&5A11/XK8G"); err.Error() != want {
		t.Errorf("said is %q, want %q", err, want)
	}
}

// What is parsed is stored in its canonical form, which must mean the same when it is read again;
// each part stands in the text where its offset says.
func FuzzParseCluster(f *testing.F) {
	for _, seed := range []string{"BA41.0", "GB51&XK8G&XN6P4", "DD51 & xk8g/ME24.2&XT5R", "", "/", "&XK8G", "5A11/", "İ&Xſ"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		cluster, err := ParseCluster(text)
		if err != nil {
			wrong, ok := errors.AsType[SyntaxErrors](err)
			if !ok || len(wrong) == 0 {
				t.Fatalf("ParseCluster(%q): error %#v", text, err)
			}
			for i, fault := range wrong {
				if fault.Offset < 0 || fault.Offset > len(text) || fault.Text == "" || i > 0 && fault.Offset <= wrong[i-1].Offset {
					t.Fatalf("ParseCluster(%q): fault %d is %#v", text, i, fault)
				}
			}
			return
		}
		again, err := ParseCluster(cluster.Canonical)
		if err != nil || again.Canonical != cluster.Canonical {
			t.Fatalf("the canonical form %q of %q reads as %q, %v", cluster.Canonical, text, again.Canonical, err)
		}
		for _, part := range cluster.Parts() {
			if there := text[part.Offset:]; len(there) < len(part.Code) || !strings.EqualFold(there[:len(part.Code)], part.Code) {
				t.Fatalf("part %+v does not stand there in %q", part, text)
			}
		}
	})
}
