package main

import (
	"fmt"
	"runtime"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/engine/rules"
	"github.com/bima-exchange/bima/fhir"
)

// wantedDecision is how long the rules may take over a claim of ten items.
const wantedDecision = 300 * time.Microsecond

// decidedOn is the day of the decision: late in a year, so that its limits have been used.
var decidedOn = fhir.Date{Year: 2026, Month: time.November, Day: 25}

// deciding is what it costs to decide one claim, without the store, on one core.
type deciding struct {
	Name string
	// Findings are how many the decision has.
	Findings int
	Cost     cost
}

// decidings measures the decision about a stay of ten items.
func decidings() ([]deciding, error) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	var measured []deciding
	for _, of := range []struct {
		name   string
		factor int64
		used   int
	}{
		{"a stay of ten items at their tariffs", 1, 6},
		{"the same at thrice the tariffs, limits used up", 3, 40},
	} {
		say("deciding: %s", of.name)
		c, err := stay(decidedOn, of.factor, of.used)
		if err != nil {
			return nil, err
		}
		decision := engine.Decide(c, rules.All())
		if err := sound(of.name, decision); err != nil {
			return nil, err
		}
		measured = append(measured, deciding{of.name, len(decision.Findings), costOf(func() { engine.Decide(c, rules.All()) })})
	}
	return measured, nil
}

// sound returns an error where a rule failed: the others would not be those that are measured.
func sound(name string, decision engine.Decision) error {
	for _, finding := range decision.Findings {
		if finding.Reason == engine.RuleFailed {
			return fmt.Errorf("%s cannot be decided: %s", name, finding.Payer)
		}
	}
	return nil
}

// decidingTable shows the decidings.
func decidingTable(decidings []deciding) table {
	t := table{{"one core", "items", "rules", "findings", "processor time", fmt.Sprintf("wanted: %d µs", wantedDecision.Microseconds()), "allocations", "allocated"}}
	for _, d := range decidings {
		t.add(d.Name, fmt.Sprint(len(services)), fmt.Sprint(len(rules.All())), fmt.Sprint(d.Findings), fmt.Sprintf("%d µs", d.Cost.CPU.Microseconds()),
			held(d.Cost.CPU <= wantedDecision), fmt.Sprint(d.Cost.Allocs), fmt.Sprintf("%.0f KiB", float64(d.Cost.Bytes)/(1<<10)))
	}
	return t
}
