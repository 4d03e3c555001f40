package storetest

import (
	"testing"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store"
)

// acceptPreauthorization accepts a preauthorization of CR1 for two items of the codes given.
func acceptPreauthorization(t *testing.T, s *store.Store, id, facility string) {
	t.Helper()
	taken := served(id, facility, "CR1", "A", days(10, 12), days(10, 12))
	taken.Claim.Use = engine.UsePreauthorization
	taken.Aliases = []engine.Alias{{Kind: engine.ByClaimID, Value: id}, {Kind: engine.ByIdentifier, Value: "INV-" + id}, {Kind: engine.ByFullURL, Value: "urn:" + id}}
	acceptAll(t, s, taken)
}

// holds is what an item of a preauthorization holds.
func holds(id string, sequence int, quantity int64) engine.Usage {
	usage := took(id, sequence, "A", days(10, 12))
	usage.Quantity, usage.Amount = fhir.Whole(quantity), fhir.Shillings(1000*quantity)
	return usage
}

// testHeldPreauthorizations: the preauthorizations that a claim names are told with what is left of them.
func testHeldPreauthorizations(t *testing.T, s *store.Store) {
	for _, id := range []string{"asked-for", "early", "late", "withdrawn"} {
		acceptPreauthorization(t, s, id, fid)
	}
	acceptPreauthorization(t, s, "theirs", other)
	early := engine.Approval{Number: "AUTH/2026/000002", Period: days(10, 15)}
	late := engine.Approval{Number: "AUTH/2026/000001", Period: days(10, 20)}
	preapprove(t, s, "early", early, holds("early", 1, 5))
	preapprove(t, s, "late", late, holds("late", 1, 5), holds("late", 2, 3))
	preapprove(t, s, "theirs", engine.Approval{Number: "AUTH/2026/000003", Period: days(10, 20)}, holds("theirs", 1, 5))
	preapprove(t, s, "withdrawn", engine.Approval{Number: "AUTH/2026/000004", Period: days(10, 30)}, holds("withdrawn", 1, 5))
	moveWith(t, s, "withdrawn", engine.Canceled, func(step *engine.Move) { step.Release = true })
	for _, id := range []string{"claim-1", "claim-2", "mine", "before", "released"} {
		acceptAll(t, s, served(id, fid, "CR1", "A", days(10, 10), days(11, 11)))
		approve(t, s, id, used(t, id, 1, "late", 1, "0.50"), used(t, id, 2, "late", 2, "1.25"))
	}
	moveWith(t, s, "released", engine.Rejected, func(step *engine.Move) { step.Release = true })

	wantEarly := engine.Preauthorization{
		ClaimID: "early", Number: early.Number, Member: "CR1", State: engine.Approved, Period: early.Period,
		Items: []engine.PreauthorizedItem{leftOf(t, 1, 5, "0", 0)},
	}
	wantLate := engine.Preauthorization{
		ClaimID: "late", Number: late.Number, Member: "CR1", State: engine.Approved, Period: late.Period,
		Items: []engine.PreauthorizedItem{leftOf(t, 1, 5, "1", 200), leftOf(t, 2, 3, "2.5", 200)},
	}
	wantAsked := engine.Preauthorization{ClaimID: "asked-for", Member: "CR1", State: engine.Queued}
	wantWithdrawn := engine.Preauthorization{ClaimID: "withdrawn", Number: "AUTH/2026/000004", Member: "CR1", State: engine.Canceled, Period: days(10, 30)}
	for _, test := range []struct {
		name  string
		named []string
		want  []engine.Preauthorization
	}{
		{"nothing", nil, nil},
		{"unknown", []string{"AUTH/2026/999999"}, nil},
		{"by its id", []string{"late"}, []engine.Preauthorization{wantLate}},
		{"by its number", []string{late.Number}, []engine.Preauthorization{wantLate}},
		{"by its identifier", []string{"INV-late"}, []engine.Preauthorization{wantLate}},
		{"by its fullUrl", []string{"urn:late"}, []engine.Preauthorization{wantLate}},
		{"in every way", []string{"late", late.Number, "INV-late", "urn:late", "late"}, []engine.Preauthorization{wantLate}},
		{"of another facility", []string{"theirs", "AUTH/2026/000003"}, nil},
		{"a claim", []string{"claim-1"}, nil},
		{"what ends first comes first, what is not approved last", []string{"asked-for", "withdrawn", "late", "early"},
			[]engine.Preauthorization{wantEarly, wantLate, wantWithdrawn, wantAsked}},
	} {
		held := asked(t, s, engine.Question{
			Holder: engine.Holder{Member: "CR1"}, ClaimID: "mine", Replaces: "before", Facility: fid, Preauthorizations: test.named,
		})
		diff(t, test.name, test.want, held.Preauthorizations)
	}
}

// used is what an item of a claim took under a preauthorization.
func used(t *testing.T, claim string, sequence int, preauthorization string, item int, quantity string) engine.Usage {
	t.Helper()
	usage := took(claim, sequence, "A", days(10, 10))
	usage.Preauthorization, usage.PreauthorizationItem, usage.Quantity = preauthorization, item, decimal(t, quantity)
	return usage
}

// leftOf is an item of a preauthorization of which so much was used.
func leftOf(t *testing.T, sequence int, quantity int64, usedQuantity string, usedShillings int64) engine.PreauthorizedItem {
	t.Helper()
	return engine.PreauthorizedItem{
		Sequence: sequence, Code: "A", Quantity: fhir.Whole(quantity), Amount: fhir.Shillings(1000 * quantity),
		UsedQuantity: decimal(t, usedQuantity), UsedAmount: fhir.Shillings(usedShillings),
	}
}

func decimal(t *testing.T, text string) fhir.Decimal {
	t.Helper()
	number, err := fhir.ParseDecimal(text)
	must(t, err)
	return number
}
