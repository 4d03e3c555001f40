package engine

import (
	"strings"
	"testing"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// granting is a case of two items, with a copayment of 10 % on the first, and rules that set ceilings.
func granting(t *testing.T) (Case, []Rule) {
	t.Helper()
	share, err := terminology.ParseCopay("10%")
	if err != nil {
		t.Fatal(err)
	}
	catalogue, err := terminology.NewCatalogue(terminology.System{Content: terminology.Complete}, []terminology.Intervention{
		{Code: "SHA-16-001", Unit: terminology.Session, Copay: share},
		{Code: "SHA-07-001", Unit: terminology.Day},
	})
	if err != nil {
		t.Fatal(err)
	}
	set, err := terminology.Starter()
	if err != nil {
		t.Fatal(err)
	}
	parts := set.Parts()
	parts.Catalogue = catalogue
	if set, err = terminology.NewSet(parts); err != nil {
		t.Fatal(err)
	}
	tariff, limit := cut(1, 80), cut(2, 30)
	tariff.Payer, limit.Payer = "The tariff is KES 80.00.", "The limit leaves KES 30.00."
	return Case{Claim: sample(), Terms: set, Settings: DefaultSettings()}, []Rule{
		{ID: "TRF-001", Binds: ByTariff, Check: says("", tariff).Check},
		{ID: "LIM-001", Binds: ByLimit, Check: says("", limit).Check},
		{ID: "PRE-002", Binds: ByPreauthorization, Check: says("", cut(1, 90)).Check},
		{ID: "ELG-002", Check: says("", Finding{Outcome: Deny}).Check},
	}
}

func TestGranted(t *testing.T) {
	shillings := func(sequence int, amount int64) ItemRequest {
		return ItemRequest{Sequence: sequence, Benefit: fhir.Shillings(amount)}
	}
	for _, test := range []struct {
		name     string
		items    []ItemRequest
		override bool
		reason   Reason
		want     [2]int64 // cents of benefit
		wrong    string
	}{
		{"all that it can have", nil, false, "", [2]int64{7200, 3000}, ""},
		{"less", []ItemRequest{shillings(1, 50), shillings(2, 0)}, false, "", [2]int64{5000, 0}, ""},
		{"to the cent under a share", []ItemRequest{{Sequence: 1, Benefit: fhir.Cents(4999)}}, false, "", [2]int64{4999, 3000}, ""},
		{"above the tariff", []ItemRequest{shillings(1, 73)}, false, "", [2]int64{}, "The tariff is KES 80.00"},
		{"above the limit", []ItemRequest{shillings(2, 31)}, false, "", [2]int64{}, "The limit leaves KES 30.00"},
		{"both above", []ItemRequest{shillings(1, 73), shillings(2, 31)}, false, "", [2]int64{}, "Item 2"},
		{"past tariff and limit", nil, true, OfficerOverride, [2]int64{8100, 5000}, ""},
		{"past the preauthorization", []ItemRequest{shillings(1, 82)}, true, OfficerOverride, [2]int64{}, "at most KES 81.00"},
		{"past what was submitted", []ItemRequest{shillings(2, 51)}, true, OfficerOverride, [2]int64{}, "KES 50.00 was submitted"},
		{"an override without a reason", nil, true, "", [2]int64{}, "needs a reason"},
		{"nothing at all", []ItemRequest{shillings(1, 0), shillings(2, 0)}, false, "", [2]int64{}, "rejected"},
		{"an item that is not there", []ItemRequest{shillings(3, 1)}, false, "", [2]int64{}, "no item 3"},
		{"an item twice", []ItemRequest{shillings(1, 1), shillings(1, 2)}, false, "", [2]int64{}, "twice"},
		{"below zero", []ItemRequest{shillings(1, -1)}, false, "", [2]int64{}, "below zero"},
	} {
		t.Run(test.name, func(t *testing.T) {
			facts, rules := granting(t)
			engine := New(Config{Rules: rules})
			decision, err := engine.granted(facts, action{ActionRequest: ActionRequest{On: Approve, Items: test.items, Override: test.override, Reason: test.reason}})
			if test.wrong != "" {
				if err == nil || KindOf(err) != Unprocessable || !strings.Contains(err.Error(), test.wrong) {
					t.Fatalf("granted: %v, want a refusal that says %q", err, test.wrong)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			for i, item := range decision.Items {
				if item.Benefit.Cents != test.want[i] {
					t.Errorf("item %d has a benefit of %s, want %s", item.Sequence, item.Benefit, fhir.Cents(test.want[i]))
				}
				off := int64(0)
				for _, reduction := range item.Reductions {
					off += reduction.Amount.Cents
				}
				if item.Submitted.Cents-off != item.Eligible.Cents || item.Eligible.Cents-item.Copay.Cents != item.Benefit.Cents {
					t.Errorf("item %d does not add up: %+v", item.Sequence, item)
				}
			}
		})
	}
}

// TestProposes: above the threshold, and with an override, two officers have to say the same.
func TestProposes(t *testing.T) {
	decision := Decision{Items: []ItemDecision{{Sequence: 1, Benefit: fhir.Shillings(100)}}}
	same := &Proposal{Officer: "first", Benefits: map[int]int64{1: 10000}}
	for _, test := range []struct {
		name     string
		above    int64
		override bool
		officer  string
		proposal *Proposal
		proposes bool
		refused  bool
	}{
		{"no threshold", 0, false, "first", nil, false, false},
		{"at the threshold", 100, false, "first", nil, false, false},
		{"above it", 99, false, "first", nil, true, false},
		{"an override", 1000, true, "first", nil, true, false},
		{"the same officer again", 99, false, "first", same, false, true},
		{"another officer, the same", 99, false, "second", same, false, false},
		{"another officer, other amounts", 99, false, "second", &Proposal{Officer: "first", Benefits: map[int]int64{1: 9999}}, true, false},
		{"another officer, without the override", 99, false, "second", &Proposal{Officer: "first", Benefits: same.Benefits, Override: true}, true, false},
	} {
		a := action{
			ActionRequest: ActionRequest{Override: test.override}, caller: Caller{Client: test.officer},
			told: history{proposal: test.proposal}, settings: Settings{SecondAbove: fhir.Shillings(test.above)},
		}
		proposes, err := a.proposes(decision)
		if proposes != test.proposes || (err != nil) != test.refused || err != nil && KindOf(err) != Forbidden {
			t.Errorf("%s: proposes %t, %v; want %t, refused %t", test.name, proposes, err, test.proposes, test.refused)
		}
	}
}
