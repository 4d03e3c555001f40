package rules

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// byValue compares quantities by their value and their text.
var byValue = gocmp.Comparer(func(a, b fhir.Decimal) bool { return a.Rat().Cmp(b.Rat()) == 0 && a.String() == b.String() })

// TestMoney holds of random claims what must hold of all: the sums add up, nothing is paid beyond what
// was asked for, what the engine approves is within every ceiling that a rule found, the same claim
// gives the same decision, and the order in which items are listed does not matter.
func TestMoney(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	terms := busyTerms(t, 0)
	spoke := map[string]bool{}
	for range 1000 {
		c := busyCase(t, random, terms)
		decision := engine.Decide(c, All())
		checkDecision(t, c, decision)
		checkCeilings(t, decision)
		if diff := gocmp.Diff(decision, engine.Decide(c, All()), byValue); diff != "" {
			t.Fatalf("a replay decides otherwise:\n%s", diff)
		}
		checkOrder(t, random, c, decision)
		for _, finding := range decision.Findings {
			spoke[finding.Rule] = true
			if finding.Reason == engine.RuleFailed {
				t.Fatalf("%s failed: %s", finding.Rule, finding.Payer)
			}
		}
		if t.Failed() {
			t.Fatalf("in the claim %+v", c.Claim)
		}
	}
	for _, id := range []string{"TRF-001", "TRF-002", "TRF-003", "TRF-004", "PHC-001", "CMB-002", "PRE-001", "PRE-002", "LIM-001", "DUP-001", "SUR-001"} {
		if !spoke[id] {
			t.Errorf("%s never spoke: the claims are not random enough", id)
		}
	}
}

// checkCeilings: what is paid is within what every rule that cut has left, and within every ceiling of
// what the engine approves.
func checkCeilings(t *testing.T, decision engine.Decision) {
	t.Helper()
	for _, finding := range decision.Findings {
		if finding.Ceiling == nil || finding.Outcome != engine.Cut && decision.Action() != engine.EngineApprove {
			continue
		}
		for _, item := range decision.Items {
			if item.Sequence == finding.Item && item.Benefit.Cents > finding.Ceiling.Cents {
				t.Errorf("item %d is paid %s, above the ceiling %s of %s", item.Sequence, item.Benefit, finding.Ceiling, finding.Rule)
			}
		}
	}
}

// checkOrder lists the items in another order and compares what each gets, and what is found.
func checkOrder(t *testing.T, random *rand.Rand, c engine.Case, decision engine.Decision) {
	t.Helper()
	c.Claim.Items = slices.Clone(c.Claim.Items)
	random.Shuffle(len(c.Claim.Items), func(i, j int) {
		c.Claim.Items[i], c.Claim.Items[j] = c.Claim.Items[j], c.Claim.Items[i]
	})
	shuffled := engine.Decide(c, All())
	slices.SortFunc(shuffled.Items, func(a, b engine.ItemDecision) int { return cmp.Compare(a.Sequence, b.Sequence) })
	byText := func(a, b engine.Finding) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Item, b.Item), cmp.Compare(a.Payer, b.Payer))
	}
	one, other := slices.SortedFunc(slices.Values(decision.Findings), byText), slices.SortedFunc(slices.Values(shuffled.Findings), byText)
	if diff := gocmp.Diff(decision.Items, shuffled.Items, byValue); diff != "" {
		t.Errorf("another order of items decides otherwise:\n%s", diff)
	}
	if diff := gocmp.Diff(one, other, byValue); diff != "" {
		t.Errorf("another order of items finds otherwise:\n%s", diff)
	}
}

// TestRaisedTariffs: higher tariffs never lower what is eligible of a claim.
func TestRaisedTariffs(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	low, high := busyTerms(t, 0), busyTerms(t, 777)
	raised := 0
	for range 1000 {
		c := busyCase(t, random, low)
		before := eligibleTotal(engine.Decide(c, All()))
		c.Terms = high
		after := eligibleTotal(engine.Decide(c, All()))
		if after < before {
			t.Fatalf("eligible were %d cents, and with higher tariffs %d: %+v", before, after, c.Claim)
		}
		if after > before {
			raised++
		}
	}
	if raised < 100 {
		t.Errorf("the tariffs made a difference to %d claims alone", raised)
	}
}

func eligibleTotal(decision engine.Decision) (cents int64) {
	for _, item := range decision.Items {
		cents += item.Eligible.Cents
	}
	return cents
}
