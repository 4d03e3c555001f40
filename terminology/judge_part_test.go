package terminology

import (
	"strings"
	"testing"

	"github.com/bima-exchange/bima/fhir"
)

// TestJudge_ofAPart: what a part of a release does not have is not known, and proves of no code that
// it was retired or is new.
func TestJudge_ofAPart(t *testing.T) {
	const first, second = "BA00,T,http://id.who.int/icd/release/11/mms/1,true\n", "BA01,T,http://id.who.int/icd/release/11/mms/2,true\n"
	from, err := fhir.ParseDate("2026-01-01")
	if err != nil {
		t.Fatal(err)
	}
	before, err := fhir.ParseDate("2025-12-31")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		content Content
		on      fhir.Date
		// faults are the kinds for BA00, which the first release has, and BA01, which the second has.
		ba00, ba01 []FaultKind
	}{
		{Complete, before, []FaultKind{Retired}, []FaultKind{Later}},
		{Complete, from, []FaultKind{RetiredThen}, nil},
		{Fragment, before, nil, []FaultKind{Unknown}},
		{Fragment, from, []FaultKind{Unknown}, nil},
	} {
		release := func(version, rows string, from fhir.Date) Source {
			return Source{Name: version, Version: version, From: from, Content: c.content, Rows: strings.NewReader(diagnosisHeader + rows)}
		}
		set, err := Read(Source{Name: "interventions", Rows: strings.NewReader(interventionHeader)},
			release("2025-01", first, fhir.Date{}), release("2026-01", second, from))
		if err != nil {
			t.Fatal(err)
		}
		for code, want := range map[string][]FaultKind{"BA00": c.ba00, "BA01": c.ba01} {
			cluster, err := ParseCluster(code)
			if err != nil {
				t.Fatal(err)
			}
			faults := set.Judge(cluster, c.on)
			if len(faults) != len(want) || len(want) == 1 && faults[0].Kind != want[0] {
				t.Errorf("%s on %s, %s: the faults are %+v, want %v", code, c.on, c.content, faults, want)
			}
		}
	}
}
