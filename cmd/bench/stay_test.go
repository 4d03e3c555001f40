package main

import (
	"testing"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/engine/rules"
	"github.com/bima-exchange/bima/fhir"
)

// TestStay: what is measured is a claim that is approved in full, and one of which much is taken off.
func TestStay(t *testing.T) {
	tariffs := int64(0)
	for _, s := range services {
		tariffs += s.asked(1).Cents
	}
	plain, err := stay(decidedOn, 1, 6)
	if err != nil {
		t.Fatal(err)
	}
	decision := engine.Decide(plain, rules.All())
	if decision.Action() != engine.EngineApprove || decision.Benefit().Cents != tariffs || len(decision.Items) != 10 {
		t.Errorf("the stay at its tariffs is decided %s with %s for %d items, want all of %s: %+v",
			decision.Action(), decision.Benefit(), len(decision.Items), fhir.Cents(tariffs), decision.Findings)
	}
	dear, err := stay(decidedOn, 3, 40)
	if err != nil {
		t.Fatal(err)
	}
	decision = engine.Decide(dear, rules.All())
	if len(decision.Findings) < len(services) || decision.Benefit().Cents > tariffs {
		t.Errorf("at thrice the tariffs there are %d findings and a benefit of %s, want one for each item and at most %s",
			len(decision.Findings), decision.Benefit(), fhir.Cents(tariffs))
	}
	for _, of := range []engine.Decision{decision, engine.Decide(plain, rules.All())} {
		if err := sound("the stay", of); err != nil {
			t.Error(err)
		}
	}
}
