package rules

import (
	"strings"
	"testing"

	"github.com/bima-exchange/bima/engine"
)

// TestAll: ids are unique, and every rule says what it holds, where that comes from, and which
// outcomes and ceilings it can have. Whoever cuts says what kind of ceiling it sets.
func TestAll(t *testing.T) {
	seen := map[string]bool{}
	for _, rule := range All() {
		if seen[rule.ID] || rule.Title == "" || rule.Cites == "" || rule.Check == nil || len(rule.Outcomes) == 0 {
			t.Errorf("%s: an id twice, or something is missing", rule.ID)
		}
		cuts := false
		for _, outcome := range rule.Outcomes {
			cuts = cuts || outcome == engine.Cut
		}
		if cuts != (rule.Binds != "") {
			t.Errorf("%s cuts: %t, and binds by %q", rule.ID, cuts, rule.Binds)
		}
		seen[rule.ID] = true
	}
}

// TestAll_order: what a rule takes off is found by those that come after it, so the order is part of
// what is paid.
func TestAll_order(t *testing.T) {
	var ids []string
	for _, rule := range All() {
		ids = append(ids, rule.ID)
	}
	want := "REG-001 ELG-001 ELG-002 ELG-003 FAC-001 FAC-002 PRA-001 BEN-001 BEN-002 BEN-003 PHC-001 TIM-001 TIM-002 " +
		"TRF-004 TRF-001 TRF-002 TRF-003 CMB-002 PRE-001 PRE-002 LIM-001 DUP-001 CMB-001 DOC-001 SUR-001"
	if got := strings.Join(ids, " "); got != want {
		t.Errorf("the order is\n%s\nwant\n%s", got, want)
	}
}

// TestNothingKnown: nothing is missing that a rule could not do without: of a claim of which nothing is
// known every rule finds what it can, and none fails.
func TestNothingKnown(t *testing.T) {
	for name, c := range map[string]engine.Case{
		"no items":      {Terms: starter(t)},
		"empty item":    {Claim: engine.Claim{Use: engine.UseClaim, Items: []engine.Item{{}}}, Terms: starter(t)},
		"code alone":    {Claim: engine.Claim{Use: engine.UseClaim, Items: []engine.Item{{Code: dialysis}, {Code: stayCode}}}, Terms: starter(t)},
		"no use":        {Claim: engine.Claim{Items: []engine.Item{{Code: visit, Start: date(t, "2026-11-02")}}}, Terms: starter(t), Settings: DefaultSets()[0]},
		"ends too soon": {Claim: engine.Claim{Use: engine.UseClaim, Items: []engine.Item{{Code: stayCode, Start: date(t, "2026-11-02"), End: date(t, "2026-11-01")}}}, Terms: starter(t), Settings: DefaultSets()[0]},
	} {
		c.Held = engine.Held{Others: []engine.OtherItem{{}}, Taken: []engine.Usage{{}}, Preauthorizations: []engine.Preauthorization{{}}, Attended: []engine.Attendance{{}}}
		for _, finding := range engine.Decide(c, All()).Findings {
			if finding.Reason == engine.RuleFailed {
				t.Errorf("%s: %s failed: %s", name, finding.Rule, finding.Payer)
			}
		}
	}
}
