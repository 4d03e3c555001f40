package search

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWords(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"Fracture of shaft of femur", []string{"fracture", "of", "shaft", "of", "femur"}},
		{"Menière disease", []string{"meniere", "disease"}},
		{"MENIE\u0300RE", []string{"meniere"}},
		{"Sjögren, Œdema-ßØ", []string{"sjogren", "oedema", "sso"}},
		{"Crohn's disease, Crohn’s", []string{"crohn", "disease", "crohn"}},
		{"s-type 's", []string{"s", "type"}},
		{"COVID-19 (2.5%)", []string{"covid", "19", "2", "5"}},
		{"***", nil},
		{"", nil},
		{strings.Repeat("ä", 70), []string{strings.Repeat("a", longestWord)}},
		{strings.Repeat("β", 70), []string{strings.Repeat("β", longestWord/2)}},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, words(test.text)); diff != "" {
			t.Errorf("words of %q differ (-want +got):\n%s", test.text, diff)
		}
	}
}

func TestCut_keepsCharactersWhole(t *testing.T) {
	for _, test := range []struct {
		text string
		most int
		want string
	}{{"abc", 5, "abc"}, {"abc", 3, "abc"}, {"abc", 2, "ab"}, {"äb", 1, ""}, {"aäb", 2, "a"}, {"aäb", 3, "aä"}} {
		if got := cut(test.text, test.most); got != test.want {
			t.Errorf("cut(%q, %d) is %q, want %q", test.text, test.most, got, test.want)
		}
	}
}

func TestWeighty(t *testing.T) {
	if got := weighty([]string{"fracture", "of", "the", "femur"}); strings.Join(got, " ") != "fracture femur" {
		t.Errorf("weighty words are %q", got)
	}
	if got := weighty([]string{"of", "the"}); strings.Join(got, " ") != "of the" {
		t.Errorf("of words without weight are left %q", got)
	}
}
