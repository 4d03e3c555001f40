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
}

func TestParseCluster_invalid(t *testing.T) {
	tests := []struct {
		text   string
		offset int
		says   string
	}{
		{"", 0, "no code was given"},
		{"  ", 0, "no code was given"},
		{"/", 0, "a stem code is wanted"},
		{"BA41.0/", 7, "a stem code is wanted"},
		{"/BA41.0", 0, "a stem code is wanted"},
		{"BA41.0//ME24.2", 7, "a stem code is wanted"},
		{"BA41.0&", 7, "an extension code (X…) is wanted after &"},
		{"&XA7RE3", 0, "a stem code is wanted"},
		{"BA41.0&&XA7RE3", 7, "an extension code (X…) is wanted after &"},
		{"XA7RE3", 0, "XA7RE3 is an extension code"},
		{"XA7RE3&BA41.0", 0, "XA7RE3 is an extension code"},
		{"BA41.0&5A11", 7, "5A11 is a stem code"},
		{"BA41.0&XA7RE3&5A11", 14, "5A11 is a stem code"},
		{"5A11/XK8G", 5, "XK8G is an extension code"},
		{"BA41-0", 4, `'-' cannot be in an ICD-11 code`},
		{"BA41 0", 4, `' ' cannot be in an ICD-11 code`},
		{"BA41.é", 5, `'é' cannot be in an ICD-11 code`},
		{"BA41.\xff", 5, "cannot be in an ICD-11 code"},
	}
	for _, test := range tests {
		_, err := ParseCluster(test.text)
		wrong, ok := errors.AsType[*SyntaxError](err)
		if !ok {
			t.Errorf("ParseCluster(%q): error is %v, want a SyntaxError", test.text, err)
			continue
		}
		if wrong.Offset != test.offset || !strings.Contains(wrong.Text, test.says) {
			t.Errorf("ParseCluster(%q): %d %q, want %d %q", test.text, wrong.Offset, wrong.Text, test.offset, test.says)
		}
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
			wrong, ok := errors.AsType[*SyntaxError](err)
			if !ok || wrong.Offset < 0 || wrong.Offset > len(text) || wrong.Text == "" {
				t.Fatalf("ParseCluster(%q): error %#v", text, err)
			}
			return
		}
		again, err := ParseCluster(cluster.Canonical)
		if err != nil || again.Canonical != cluster.Canonical {
			t.Fatalf("the canonical form %q of %q reads as %q, %v", cluster.Canonical, text, again.Canonical, err)
		}
		for _, group := range cluster.Groups {
			for _, part := range append([]Part{group.Stem}, group.Extensions...) {
				if there := text[part.Offset:]; len(there) < len(part.Code) || !strings.EqualFold(there[:len(part.Code)], part.Code) {
					t.Fatalf("part %+v does not stand there in %q", part, text)
				}
			}
		}
	})
}
