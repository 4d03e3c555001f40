package rules

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

func starter(t *testing.T) *terminology.Set {
	t.Helper()
	set, err := terminology.Starter()
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func date(t *testing.T, text string) fhir.Date {
	t.Helper()
	date, err := fhir.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return date
}

func decimal(t *testing.T, text string) fhir.Decimal {
	t.Helper()
	value, err := fhir.ParseDecimal(text)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// line is one item of a test's claim.
type line struct {
	code, start, end, quantity string
	net                        int64 // shillings
}

// build is the case of a known member at a facility of a level.
func build(t *testing.T, level string, lines ...line) engine.Case {
	t.Helper()
	c := engine.Case{
		Claim:    engine.Claim{ID: "c", Facility: "FID-01-000001-1", Use: engine.UseClaim, Member: "m"},
		Facility: &engine.Facility{FID: "FID-01-000001-1", Level: level},
		Member:   &engine.Member{Number: "m"},
		Terms:    starter(t),
	}
	for i, line := range lines {
		if line.quantity == "" {
			line.quantity = "1"
		}
		c.Claim.Items = append(c.Claim.Items, engine.Item{
			Sequence: i + 1, Code: line.code, Start: date(t, line.start), End: date(t, line.end),
			Quantity: decimal(t, line.quantity), Net: fhir.Shillings(line.net),
		})
	}
	return c
}

const (
	dialysis = "SHA-16-001" // session, 10,650
	stayCode = "SHA-07-001" // day; level 4: 3,360
	delivery = "SHA-08-005" // case, 10,000
	visit    = "SHA-12-001" // capitated
)

func TestRules(t *testing.T) {
	none := map[string]engine.Outcome{}
	for _, test := range []struct {
		name     string
		c        engine.Case
		want     map[string]engine.Outcome
		eligible []int64 // cents
	}{
		{"a session at its tariff", build(t, "5", line{dialysis, "2026-11-02", "2026-11-02", "1", 10650}), none, []int64{1065000}},
		{"a session above its tariff", build(t, "5", line{dialysis, "2026-11-02", "2026-11-02", "1", 12000}), map[string]engine.Outcome{"TRF-001": engine.Cut}, []int64{1065000}},
		{"two sessions", build(t, "5", line{dialysis, "2026-11-02", "2026-11-04", "2", 22000}), map[string]engine.Outcome{"TRF-001": engine.Cut}, []int64{2130000}},
		{"a third of a session is rounded half up", build(t, "5", line{dialysis, "2026-11-02", "2026-11-02", "0.3333333", 12000}), map[string]engine.Outcome{"TRF-001": engine.Cut}, []int64{355000}},
		{"three nights", build(t, "4", line{stayCode, "2026-11-02", "2026-11-05", "1", 20000}), map[string]engine.Outcome{"TRF-002": engine.Cut}, []int64{1008000}},
		{"the same day counts one", build(t, "4", line{stayCode, "2026-11-02", "2026-11-02", "1", 20000}), map[string]engine.Outcome{"TRF-002": engine.Cut}, []int64{336000}},
		{"a level below 4A has the tariff of 4", build(t, "4B", line{stayCode, "2026-11-02", "2026-11-03", "1", 20000}), map[string]engine.Outcome{"TRF-002": engine.Cut}, []int64{336000}},
		{"the quantity of a stay is not used", build(t, "4", line{stayCode, "2026-11-02", "2026-11-03", "9", 20000}), map[string]engine.Outcome{"TRF-002": engine.Cut}, []int64{336000}},
		{"a case", build(t, "4", line{delivery, "2026-11-02", "2026-11-04", "1", 11200}), map[string]engine.Outcome{"TRF-003": engine.Cut}, []int64{1000000}},
		{"two cases", build(t, "4", line{delivery, "2026-11-02", "2026-11-04", "2", 10000}), map[string]engine.Outcome{"TRF-003": engine.Refer}, []int64{1000000}},
		{"an unknown intervention", build(t, "4", line{"SHA-99-001", "2026-11-02", "2026-11-02", "1", 5}), map[string]engine.Outcome{"TRF-004": engine.Refer}, []int64{500}},
		{"an amount that is not known is never free", build(t, "5", line{"SHA-01-004", "2026-11-02", "2026-11-02", "1", 5}), map[string]engine.Outcome{"TRF-004": engine.Refer}, []int64{500}},
		{"before the catalogue began", build(t, "4", line{stayCode, "2024-09-30", "2024-10-02", "1", 5}), map[string]engine.Outcome{"TRF-004": engine.Refer}, []int64{500}},
		{"a level that may not", build(t, "2", line{stayCode, "2026-11-02", "2026-11-03", "1", 20000}), map[string]engine.Outcome{"FAC-002": engine.Deny}, []int64{2000000}},
		{"a capitated visit that asks for money", build(t, "3", line{visit, "2026-11-02", "2026-11-02", "1", 500}), map[string]engine.Outcome{"PHC-001": engine.Deny}, []int64{0}},
		{"a capitated visit", build(t, "3", line{visit, "2026-11-02", "2026-11-02", "1", 0}), map[string]engine.Outcome{"PHC-001": engine.Note}, []int64{0}},
	} {
		t.Run(test.name, func(t *testing.T) {
			decision := engine.Decide(test.c, All())
			found := map[string]engine.Outcome{}
			for _, finding := range decision.Findings {
				found[finding.Rule] = finding.Outcome
				checkTexts(t, finding)
			}
			if diff := cmp.Diff(test.want, found); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
			var eligible []int64
			for _, item := range decision.Items {
				eligible = append(eligible, item.Eligible.Cents)
			}
			if diff := cmp.Diff(test.eligible, eligible); diff != "" {
				t.Errorf("eligible cents (-want +got):\n%s", diff)
			}
		})
	}
}

// checkTexts: both texts are there, in sentences, and the reason has a name.
func checkTexts(t *testing.T, finding engine.Finding) {
	t.Helper()
	for _, text := range []string{finding.Payer, finding.Facility} {
		if !strings.HasSuffix(text, ".") {
			t.Errorf("%s: %q is no sentence", finding.Rule, text)
		}
	}
	if finding.Reason.Display() == "" {
		t.Errorf("%s: the reason %q has no name", finding.Rule, finding.Reason)
	}
}

func TestUnknownMember(t *testing.T) {
	for _, deny := range []bool{false, true} {
		c := build(t, "5", line{dialysis, "2026-11-02", "2026-11-02", "1", 10650})
		c.Member, c.Settings.DenyUnknownMember = nil, deny
		want := engine.Refer
		if deny {
			want = engine.Deny
		}
		findings := engine.Decide(c, All()).Findings
		if len(findings) != 1 || findings[0].Rule != "ELG-001" || findings[0].Outcome != want {
			t.Errorf("deny %t: found %+v, want ELG-001 %s", deny, findings, want)
		}
	}
}

func TestUnknownFacility(t *testing.T) {
	c := build(t, "5", line{dialysis, "2026-11-02", "2026-11-02", "1", 10650})
	c.Facility = nil
	decision := engine.Decide(c, All())
	if decision.Action() != engine.EngineRefuse || decision.Findings[0].Rule != "FAC-002" {
		t.Errorf("found %+v, want FAC-002 to refer", decision.Findings)
	}
}

// pricedBy is a claim of one item at level 4, for which a catalogue of these rows is in force.
func pricedBy(t *testing.T, item line, rows ...terminology.Intervention) engine.Case {
	t.Helper()
	catalogue, err := terminology.NewCatalogue(terminology.System{Content: terminology.Complete}, rows)
	if err != nil {
		t.Fatal(err)
	}
	c := build(t, "4", item)
	parts := c.Terms.Parts()
	parts.Catalogue = catalogue
	if c.Terms, err = terminology.NewSet(parts); err != nil {
		t.Fatal(err)
	}
	return c
}

// at4 are amounts in shillings at level 4.
func at4(shillings int64) map[string]fhir.Money {
	return map[string]fhir.Money{"4": fhir.Shillings(shillings)}
}

// A price prices nothing where the list does not say what it is for, or says what no claim has: else
// whatever is asked for would be paid.
func TestTariffOfNoUnit(t *testing.T) {
	for _, unit := range []terminology.Unit{"", terminology.Capita} {
		c := pricedBy(t, line{dialysis, "2026-11-02", "2026-11-02", "1", 10650}, terminology.Intervention{Code: dialysis, Unit: unit, Tariffs: at4(1)})
		findings := engine.Decide(c, All()).Findings
		if len(findings) != 1 || findings[0].Rule != "TRF-004" || findings[0].Outcome != engine.Refer {
			t.Errorf("unit %q: found %+v, want TRF-004 to refer", unit, findings)
		}
	}
}

// A stay is paid by the row of each of its days, and not by the machine where one of them has none
// that is paid by the day.
func TestStayOverRows(t *testing.T) {
	june, july := date(t, "2026-06-30"), date(t, "2026-07-01")
	before := terminology.Intervention{Code: stayCode, Unit: terminology.Day, Tariffs: at4(3360), To: june}
	for name, test := range map[string]struct {
		after    terminology.Intervention
		end      string
		eligible int64 // shillings; 0: TRF-004 refers
	}{
		"dearer from July on":        {terminology.Intervention{Unit: terminology.Day, Tariffs: at4(4000)}, "2026-07-03", 2*3360 + 2*4000},
		"discharged when it changes": {terminology.Intervention{Unit: terminology.Day, Tariffs: at4(4000)}, "2026-07-01", 2 * 3360},
		"by the case from July on":   {terminology.Intervention{Unit: terminology.Case, Tariffs: at4(30000)}, "2026-07-03", 0},
		"not at level 4 any more":    {terminology.Intervention{Unit: terminology.Day, Tariffs: at4(4000), Levels: []string{"5"}}, "2026-07-03", 0},
		"not known at level 4":       {terminology.Intervention{Unit: terminology.Day}, "2026-07-03", 0},
		"longer than anybody lives":  {terminology.Intervention{Unit: terminology.Day, Tariffs: at4(1)}, "9999-12-31", 2*3360 + 2_912_261},
	} {
		test.after.Code, test.after.From = stayCode, july
		c := pricedBy(t, line{stayCode, "2026-06-29", test.end, "1", 9_999_999}, before, test.after)
		decision := engine.Decide(c, All())
		finding := decision.Findings[0]
		if test.eligible == 0 && (finding.Rule != "TRF-004" || finding.Outcome != engine.Refer) {
			t.Errorf("%s: found %+v, want TRF-004 to refer", name, finding)
		}
		if test.eligible > 0 && decision.Items[0].Eligible != fhir.Shillings(test.eligible) {
			t.Errorf("%s: eligible %s, want %d shillings", name, decision.Items[0].Eligible, test.eligible)
		}
	}
}

func TestCountDischargeDay(t *testing.T) {
	c := build(t, "4", line{stayCode, "2026-11-02", "2026-11-05", "1", 20000})
	c.Settings.CountDischargeDay = true
	if got := engine.Decide(c, All()).Items[0].Eligible; got != fhir.Shillings(4*3360) {
		t.Errorf("eligible %s, want four days", got)
	}
}

// TestMoney holds of random claims what must hold of all: nothing is paid beyond what was asked
// for or beyond a ceiling, the sums add up, the order of items does not matter, and the same claim
// gives the same decision.
func TestMoney(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	codes := []string{dialysis, stayCode, delivery, visit, "SHA-03-001", "SHA-09-001", "PMF-07-001", "SHA-99-001"}
	for range 500 {
		var lines []line
		for range 1 + random.IntN(6) {
			start := fhir.Date{Year: 2026, Month: 11, Day: 1 + random.IntN(20)}
			lines = append(lines, line{codes[random.IntN(len(codes))], start.String(), start.AddDays(random.IntN(5)).String(), "1.5", random.Int64N(50000)})
		}
		c := build(t, []string{"2", "3", "4", "4A", "5", "6"}[random.IntN(6)], lines...)
		decision := engine.Decide(c, All())
		for i, item := range decision.Items {
			off := int64(0)
			for _, reduction := range item.Reductions {
				off += reduction.Amount.Cents
			}
			if item.Eligible.Cents < 0 || item.Eligible.Cents > item.Submitted.Cents || item.Submitted.Cents-off != item.Eligible.Cents {
				t.Fatalf("item %+v: the sums do not add up", item)
			}
			for _, rule := range All() {
				for _, finding := range rule.Check(c) {
					if finding.Item == i+1 && finding.Ceiling != nil && item.Eligible.Cents > finding.Ceiling.Cents {
						t.Fatalf("item %+v: eligible is above the ceiling of %s", item, rule.ID)
					}
				}
			}
		}
		if diff := cmp.Diff(decision, engine.Decide(c, All())); diff != "" {
			t.Fatalf("a replay decides otherwise:\n%s", diff)
		}
		checkOrder(t, c, decision)
	}
}

// checkOrder turns the items round and compares what each gets.
func checkOrder(t *testing.T, c engine.Case, decision engine.Decision) {
	t.Helper()
	c.Claim.Items = slices.Clone(c.Claim.Items)
	slices.Reverse(c.Claim.Items)
	turned := engine.Decide(c, All())
	slices.Reverse(turned.Items)
	if diff := cmp.Diff(decision.Items, turned.Items); diff != "" {
		t.Fatalf("another order of items decides otherwise:\n%s", diff)
	}
}

// TestRaisedTariff: a higher tariff never pays less.
func TestRaisedTariff(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		low := fhir.Cents(random.Int64N(1_000_000))
		high := fhir.Cents(low.Cents + random.Int64N(1_000_000))
		quantity := decimal(t, []string{"0.1", "1", "1.5", "3.333", "12"}[random.IntN(5)])
		if times(low, quantity).Cents > times(high, quantity).Cents {
			t.Fatalf("%s × %s is more than %s × %s", low, quantity, high, quantity)
		}
	}
}

func TestTimes(t *testing.T) {
	for _, test := range []struct {
		cents    int64
		quantity string
		want     int64
	}{
		{100, "1", 100}, {1, "0.5", 1}, {1, "0.4999", 0}, {3, "0.5", 2}, {1065000, "0.3333333", 355000},
		{0, "12", 0}, {1, "1e30", 1<<63 - 1},
	} {
		if got := times(fhir.Cents(test.cents), decimal(t, test.quantity)).Cents; got != test.want {
			t.Errorf("%d × %s = %d, want %d", test.cents, test.quantity, got, test.want)
		}
	}
}

// TestAll: ids are unique, and every rule says what it holds and where that comes from.
func TestAll(t *testing.T) {
	seen := map[string]bool{}
	for _, rule := range All() {
		if seen[rule.ID] || rule.Title == "" || rule.Cites == "" || rule.Check == nil {
			t.Errorf("%+v: an id twice, or something is missing", rule)
		}
		seen[rule.ID] = true
	}
}
