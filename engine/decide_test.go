package engine

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/fhir"
)

func day(text string) fhir.Date {
	date, err := fhir.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return date
}

// sample is a claim of two items, KES 100 and KES 50.
func sample() Claim {
	return Claim{
		ID: "0a3b6c1e-7a5b-4a52-9f0e-1f1d2c3b4a50", Use: UseClaim, State: Queued, Version: 1,
		Items: []Item{
			{Sequence: 1, Code: "SHA-16-001", Start: day("2026-11-02"), End: day("2026-11-02"), Quantity: fhir.Whole(1), Net: fhir.Shillings(100)},
			{Sequence: 2, Code: "SHA-07-001", Start: day("2026-11-01"), End: day("2026-11-02"), Quantity: fhir.Whole(1), Net: fhir.Shillings(50)},
		},
	}
}

// says is a rule that finds what it is told to.
func says(id string, findings ...Finding) Rule {
	return Rule{ID: id, Check: func(Case) []Finding { return findings }}
}

func cut(item int, ceiling int64) Finding {
	return Finding{Outcome: Cut, Reason: AboveTariff, Item: item, Ceiling: new(fhir.Shillings(ceiling))}
}

func TestDecide(t *testing.T) {
	for _, test := range []struct {
		name       string
		rules      []Rule
		want       Action
		eligible   []int64 // per item, in shillings
		reductions []int   // per item, how many
	}{
		{"nothing to say", nil, EngineApprove, []int64{100, 50}, []int{0, 0}},
		{"a note changes nothing", []Rule{says("R", Finding{Outcome: Note})}, EngineApprove, []int64{100, 50}, []int{0, 0}},
		{"a cut", []Rule{says("R", cut(1, 60))}, EngineApprove, []int64{60, 50}, []int{1, 0}},
		{"a ceiling above the amount", []Rule{says("R", cut(1, 600))}, EngineApprove, []int64{100, 50}, []int{0, 0}},
		{"the lower of two ceilings", []Rule{says("A", cut(1, 60)), says("B", cut(1, 40))}, EngineApprove, []int64{40, 50}, []int{2, 0}},
		{"in any order", []Rule{says("B", cut(1, 40)), says("A", cut(1, 60))}, EngineApprove, []int64{40, 50}, []int{1, 0}},
		{"a cut to nothing is a deny", []Rule{says("R", cut(2, 0))}, EngineRefuse, []int64{100, 0}, []int{0, 1}},
		{"deny", []Rule{says("R", Finding{Outcome: Deny, Item: 1})}, EngineRefuse, []int64{100, 50}, []int{0, 0}},
		{"refer", []Rule{says("R", Finding{Outcome: Refer})}, EngineRefuse, []int64{100, 50}, []int{0, 0}},
		{"watch beats deny", []Rule{says("R", Finding{Outcome: Deny}, Finding{Outcome: Watch})}, EngineSuspect, []int64{100, 50}, []int{0, 0}},
		{"a rule that panics refers", []Rule{{ID: "R", Check: func(Case) []Finding { panic("no") }}}, EngineRefuse, []int64{100, 50}, []int{0, 0}},
		{"a rule not in force yet", []Rule{{ID: "R", Since: day("2026-11-02"), Check: says("R", Finding{Outcome: Deny}).Check}}, EngineApprove, []int64{100, 50}, []int{0, 0}},
		{"a rule no longer in force", []Rule{{ID: "R", Until: day("2026-11-01"), Check: says("R", Finding{Outcome: Deny}).Check}}, EngineApprove, []int64{100, 50}, []int{0, 0}},
	} {
		t.Run(test.name, func(t *testing.T) {
			decision := Decide(Case{Claim: sample()}, test.rules)
			if got := decision.Action(); got != test.want {
				t.Errorf("action %s, want %s", got, test.want)
			}
			var eligible []int64
			var reductions []int
			for _, item := range decision.Items {
				eligible = append(eligible, item.Eligible.Cents/100)
				reductions = append(reductions, len(item.Reductions))
				off := int64(0)
				for _, reduction := range item.Reductions {
					off += reduction.Amount.Cents
				}
				if item.Submitted.Cents-off != item.Eligible.Cents {
					t.Errorf("item %d: submitted %s − reductions %d ≠ eligible %s", item.Sequence, item.Submitted, off, item.Eligible)
				}
			}
			if diff := cmp.Diff(test.eligible, eligible); diff != "" {
				t.Errorf("eligible (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.reductions, reductions); diff != "" {
				t.Errorf("reductions (-want +got):\n%s", diff)
			}
		})
	}
}

// TestDecideNamesRule: every finding carries the id of the rule that made it.
func TestDecideNamesRule(t *testing.T) {
	decision := Decide(Case{Claim: sample()}, []Rule{says("TRF-001", cut(1, 60)), says("ELG-001", Finding{Outcome: Refer})})
	var ids []string
	for _, finding := range decision.Findings {
		ids = append(ids, finding.Rule)
	}
	if diff := cmp.Diff([]string{"TRF-001", "ELG-001"}, ids); diff != "" {
		t.Error(diff)
	}
}
