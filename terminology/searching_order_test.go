package terminology_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/bima-exchange/bima/terminology"
)

// Uses lift a code over others that answer as well, and do not turn everything over.
func TestSearch_uses(t *testing.T) {
	parts := starter(t).Parts()
	first := func(text string, uses map[string]int) string {
		t.Helper()
		parts.Uses = uses
		set, err := terminology.NewSet(parts)
		if err != nil {
			t.Fatal(err)
		}
		icd11 := set.Versions(terminology.ICD11URL)[0]
		return icd11.At(set.Search(icd11, text, nil)[0]).Code
	}
	for _, test := range []struct {
		text string
		uses map[string]int
		want string
	}{
		{"hypertens", nil, "BA03"},
		{"hypertens", map[string]int{"BA00": 2000, "BA01": 20, "BA02": 20, "BA03": 20}, "BA00"},
		{"malaria", map[string]int{"1F42.Z": 3, "1F4Z": 500}, "1F4Z"},
		{"malaria", map[string]int{"1C62.Z": 10_000, "1F4Z": 1000}, "1F4Z"},
		{"gb61", map[string]int{"GB61.5": 1_000_000}, "GB61"},
	} {
		if got := first(test.text, test.uses); got != test.want {
			t.Errorf("%s with uses %v finds %s first, want %s", test.text, test.uses, got, test.want)
		}
	}
}

// A heading is found where it is wanted, and is not otherwise.
func TestSearch_headings(t *testing.T) {
	set, _, interventions := starterLists(t)
	all := set.Search(interventions, "kidney care", func(int) bool { return true })
	if len(all) != 1 || interventions.At(all[0]).Code != "SHA-16" {
		t.Errorf("with headings %v is found", all)
	}
	if codes := set.Search(interventions, "kidney care", nil); len(codes) != 0 {
		t.Errorf("without headings %v is found", codes)
	}
}

// A search is bounded, whatever the text.
func TestSearch_isBounded(t *testing.T) {
	set, icd11, _ := starterLists(t)
	if got := set.Search(icd11, strings.Repeat("malaria ", 1250), nil); icd11.At(got[0]).Code != "1F4Z" {
		t.Errorf("10,000 characters find %v", got)
	}
	if got := set.Search(icd11, "***", nil); len(got) != icd11.Len() || !slices.IsSorted(got) {
		t.Errorf("wildcards alone find %d of %d codes", len(got), icd11.Len())
	}
}

// Until claims tell what is used, the codes of the starter count as used, and some more than others.
func TestStarter_usesCodes(t *testing.T) {
	set, icd11, interventions := starterLists(t)
	for _, in := range []*terminology.CodeSystem{icd11, interventions} {
		for position := range in.Len() {
			if concept := in.At(position); !concept.Abstract && set.Uses(concept.Code) == 0 {
				t.Errorf("%s counts as never used", concept.Code)
			}
		}
	}
	if set.Uses("BA00") <= set.Uses("BA03") || set.Uses("SHA-16-001") <= set.Uses("SHA-16-002") {
		t.Error("what is used most does not count as used more than the rest")
	}
}
