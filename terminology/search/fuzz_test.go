package search

import "testing"

// Whatever is looked for, each position is found once at most and is one of the list.
func FuzzFind(f *testing.F) {
	for _, text := range []string{"malaria", "malria femu", "A1.0&X1", "A1&A1", "***", "crohn’s", "\xff\u0300", "a1 A1.0", "of the"} {
		f.Add(text)
	}
	x := New(sample)
	f.Fuzz(func(t *testing.T, text string) {
		found := make(map[int]bool)
		for _, position := range x.Find(text, nil, nil) {
			if found[position] || position < 0 || position >= len(sample) {
				t.Errorf("%q finds %d", text, position)
			}
			found[position] = true
		}
	})
}
