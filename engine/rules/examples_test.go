package rules

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// amountsTable has a row for each item of each example.
func amountsTable(t *testing.T, names []string) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("| example | item | days of service | by the tariff | asked for | taken off | eligible | patient pays | payer pays | the claim |\n|---|---|---|---|---|---|---|---|---|---|\n")
	for _, name := range names {
		read := readFixture(t, filepath.Join(fixtures, "examples", name+".json"))
		c := read.build(t)
		decision := engine.Decide(c, All())
		checkDecision(t, c, decision)
		for i, item := range decision.Items {
			claimed := c.Claim.Items[i]
			share, benefit := amount(item.Copay), "**"+amount(item.Benefit)+"**"
			if decision.Action() != engine.EngineApprove {
				share, benefit = "–", "–" // a person decides
			}
			fmt.Fprintf(&b, "| [%s](../testdata/adjudication/examples/%s.json) | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", name, name, claimed.Code,
				daysOf(claimed), byTariff(c, claimed), amount(item.Submitted), takenOff(item), amount(item.Eligible), share, benefit, outcomeOf(decision))
		}
	}
	return b.String()
}

// byTariff is the sum that a clerk makes of an item.
func byTariff(c engine.Case, item engine.Item) string {
	row, tariff, known := priced(c, item)
	switch {
	case row.Capitated:
		return "by head and year"
	case !known:
		return "not on record"
	case row.Unit == terminology.Case:
		return amount(tariff)
	case row.Unit == terminology.Day:
		var parts []string
		stay := priceStay(c, item.Code, c.Counted(item))
		for _, one := range stay.rows {
			parts = append(parts, fmt.Sprintf("%s × %s", several(one.days, "day"), amount(one.tariff)))
		}
		return strings.Join(parts, " + ") + " = " + amount(stay.sum)
	}
	return fmt.Sprintf("%s × %s = %s", shown(item.Quantity), amount(tariff), amount(engine.Times(tariff, item.Quantity)))
}

func daysOf(item engine.Item) string {
	if item.Start == item.End {
		return item.Start.String()
	}
	return item.Start.String() + " to " + item.End.String()
}

// amount is one in shillings as people write it: 112,000.
func amount(money fhir.Money) string {
	text := money.Decimal()
	whole, rest, _ := strings.Cut(text, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest != "" {
		return whole + "." + rest
	}
	return whole
}

func takenOff(item engine.ItemDecision) string {
	var off []string
	for _, reduction := range item.Reductions {
		off = append(off, amount(reduction.Amount)+" ("+reduction.Rule+")")
	}
	return or(strings.Join(off, ", "), "–")
}

// outcomeOf is where the claim goes, and which rules send it there.
func outcomeOf(decision engine.Decision) string {
	var why []string
	for _, finding := range decision.Findings {
		if finding.Outcome != engine.Note && finding.Outcome != engine.Cut && !slices.Contains(why, finding.Rule) {
			why = append(why, finding.Rule)
		}
	}
	switch decision.Action() {
	case engine.EngineApprove:
		return "approved"
	case engine.EngineSuspect:
		return "sent-to-surveillance"
	}
	return "in-review (" + strings.Join(why, ", ") + ")"
}

// saysTable is what the facility reads of each example.
func saysTable(t *testing.T, names []string) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("| example | rule | what the facility reads |\n|---|---|---|\n")
	for _, name := range names {
		read := readFixture(t, filepath.Join(fixtures, "examples", name+".json"))
		for _, finding := range engine.Decide(read.build(t), All()).Findings {
			fmt.Fprintf(&b, "| %s | %s | %s |\n", name, finding.Rule, or(finding.Facility, "(nothing)"))
		}
	}
	return b.String()
}

// TestExamples_preauthorization: the three claims are one story: each finds used what those before were
// paid.
func TestExamples_preauthorization(t *testing.T) {
	var quantity fhir.Decimal
	paid := fhir.Cents(0)
	for _, name := range []string{"preauthorization-first", "preauthorization-second", "preauthorization-third"} {
		c := readFixture(t, filepath.Join(fixtures, "examples", name+".json")).build(t)
		item := c.Preauthorizations[0].Items[0]
		if item.UsedQuantity.Rat().Cmp(quantity.Rat()) != 0 || item.UsedAmount != paid {
			t.Errorf("%s finds %s and %s used, and the claims before were paid %s and %s", name, item.UsedQuantity, item.UsedAmount, quantity, paid)
		}
		decided := engine.Decide(c, All()).Items[0]
		quantity, paid = plus(quantity, decided.Units), fhir.Cents(paid.Cents+decided.Benefit.Cents)
	}
	if paid != fhir.Shillings(63_900) {
		t.Errorf("the three claims were paid %s of KES 63900.00", paid)
	}
}
