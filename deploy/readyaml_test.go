package deploy

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadYAML(t *testing.T) {
	text := "# said first\na: 1 # and here\nb:\n  - x: y\n    z: {p: [q, \"r, #s\"], t: \"\"}\n  - plain\n\"c\":\n- d\ne:\n---\n- [http://h:1/p]\n"
	want := []any{
		map[string]any{
			"a": "1",
			"b": []any{map[string]any{"x": "y", "z": map[string]any{"p": []any{"q", "r, #s"}, "t": ""}}, "plain"},
			"c": []any{"d"},
			"e": nil,
		},
		[]any{[]any{"http://h:1/p"}},
	}
	got, err := readYAML(text)
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v (- wanted, + read):\n%s", err, diff)
	}
	for _, wrong := range []string{"a: |\n  b", "a: 1\n b: 2", "a: [b", "a: {b: c", "a", "a: 1\na: 2", "a: *b", "a: \"b"} {
		if got, err := readYAML(wrong); err == nil {
			t.Errorf("%q was read as %v", wrong, got)
		}
	}
}
