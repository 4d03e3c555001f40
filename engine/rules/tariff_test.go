package rules

import (
	"encoding/json"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

func date(t testing.TB, text string) fhir.Date {
	t.Helper()
	date, err := fhir.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return date
}

// line is one item of a test's claim.
type line struct {
	code, start, end, quantity string
	net                        int64 // shillings
}

// claimOf is the case of a usual claim at a facility of a level.
func claimOf(t testing.TB, level string, lines ...line) engine.Case {
	t.Helper()
	made := usual()
	made.Coverages, made.Facility.Level = usualCover, level
	for _, one := range lines {
		made.Claim.Items = append(made.Claim.Items, fixtureItem{
			Code: one.code, Start: date(t, one.start), End: date(t, one.end),
			Quantity: json.Number(one.quantity), Net: json.Number(strconv.FormatInt(one.net, 10)),
		})
	}
	return made.build(t)
}

const (
	dialysis = "SHA-16-001" // session, 10,650
	stayCode = "SHA-07-001" // day; level 4: 3,360
	delivery = "SHA-08-005" // case, 10,000
	visit    = "SHA-12-001" // capitated
)

// pricing are the rules that price, without what else a claim must satisfy.
func pricing() []engine.Rule {
	return []engine.Rule{levelMayDeliver, capitatedIsRecorded, tariffIsKnown, withinTariffPerUnit, withinTariffPerDay, withinTariffPerCase}
}

func TestPricing(t *testing.T) {
	none := map[string]engine.Outcome{}
	for _, test := range []struct {
		name     string
		c        engine.Case
		want     map[string]engine.Outcome
		eligible []int64 // cents
	}{
		{"a session at its tariff", claimOf(t, "5", line{dialysis, "2026-11-02", "2026-11-02", "1", 10650}), none, []int64{1065000}},
		{"a session above its tariff", claimOf(t, "5", line{dialysis, "2026-11-02", "2026-11-02", "1", 12000}), map[string]engine.Outcome{"TRF-001": engine.Cut}, []int64{1065000}},
		{"two sessions", claimOf(t, "5", line{dialysis, "2026-11-02", "2026-11-04", "2", 22000}), map[string]engine.Outcome{"TRF-001": engine.Cut}, []int64{2130000}},
		{"a third of a session is rounded half up", claimOf(t, "5", line{dialysis, "2026-11-02", "2026-11-02", "0.3333333", 12000}), map[string]engine.Outcome{"TRF-001": engine.Cut}, []int64{355000}},
		{"three nights", claimOf(t, "4", line{stayCode, "2026-11-02", "2026-11-05", "1", 20000}), map[string]engine.Outcome{"TRF-002": engine.Cut}, []int64{1008000}},
		{"the same day counts one", claimOf(t, "4", line{stayCode, "2026-11-02", "2026-11-02", "1", 20000}), map[string]engine.Outcome{"TRF-002": engine.Cut}, []int64{336000}},
		{"a level below 4A has the tariff of 4", claimOf(t, "4B", line{stayCode, "2026-11-02", "2026-11-03", "1", 20000}), map[string]engine.Outcome{"TRF-002": engine.Cut}, []int64{336000}},
		{"the quantity of a stay is not used", claimOf(t, "4", line{stayCode, "2026-11-02", "2026-11-03", "9", 20000}), map[string]engine.Outcome{"TRF-002": engine.Cut}, []int64{336000}},
		{"a case", claimOf(t, "4", line{delivery, "2026-11-02", "2026-11-04", "1", 11200}), map[string]engine.Outcome{"TRF-003": engine.Cut}, []int64{1000000}},
		{"two cases", claimOf(t, "4", line{delivery, "2026-11-02", "2026-11-04", "2", 10000}), map[string]engine.Outcome{"TRF-003": engine.Refer}, []int64{1000000}},
		{"an unknown intervention", claimOf(t, "4", line{"SHA-99-001", "2026-11-02", "2026-11-02", "1", 5}), map[string]engine.Outcome{"TRF-004": engine.Refer}, []int64{500}},
		{"an amount that is not known is never free", claimOf(t, "5", line{"SHA-01-004", "2026-11-02", "2026-11-02", "1", 5}), map[string]engine.Outcome{"TRF-004": engine.Refer}, []int64{500}},
		{"before the catalogue began", claimOf(t, "4", line{stayCode, "2024-09-30", "2024-10-02", "1", 5}), map[string]engine.Outcome{"TRF-004": engine.Refer}, []int64{500}},
		{"a level that may not", claimOf(t, "2", line{stayCode, "2026-11-02", "2026-11-03", "1", 20000}), map[string]engine.Outcome{"FAC-002": engine.Deny}, []int64{2000000}},
		{"a level that is not on record", claimOf(t, "", line{stayCode, "2026-11-02", "2026-11-03", "1", 20000}), map[string]engine.Outcome{"FAC-002": engine.Refer}, []int64{2000000}},
		{"a capitated visit that asks for money", claimOf(t, "3", line{visit, "2026-11-02", "2026-11-02", "1", 500}), map[string]engine.Outcome{"PHC-001": engine.Deny}, []int64{0}},
		{"a capitated visit", claimOf(t, "3", line{visit, "2026-11-02", "2026-11-02", "1", 0}), map[string]engine.Outcome{"PHC-001": engine.Note}, []int64{0}},
	} {
		t.Run(test.name, func(t *testing.T) {
			decision := engine.Decide(test.c, pricing())
			found := map[string]engine.Outcome{}
			for _, finding := range decision.Findings {
				found[finding.Rule] = finding.Outcome
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
			checkDecision(t, test.c, decision)
		})
	}
}

// pricedBy is a claim of one item at level 4, for which a catalogue of these rows is in force.
func pricedBy(t testing.TB, item line, rows ...terminology.Intervention) engine.Case {
	t.Helper()
	c := claimOf(t, "4", item)
	c.Terms = withRows(t, c.Terms, rows)
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
		decision := engine.Decide(c, pricing())
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
	c := claimOf(t, "4", line{stayCode, "2026-11-02", "2026-11-05", "1", 20000})
	c.Settings.CountDischargeDay = true
	if got := engine.Decide(c, All()).Items[0].Eligible; got != fhir.Shillings(4*3360) {
		t.Errorf("eligible %s, want four days", got)
	}
}

func TestTimes(t *testing.T) {
	for _, test := range []struct {
		cents    int64
		quantity json.Number
		want     int64
	}{
		{100, "1", 100}, {1, "0.5", 1}, {1, "0.4999", 0}, {3, "0.5", 2}, {1065000, "0.3333333", 355000},
		{0, "12", 0}, {1, "1e30", 1<<63 - 1},
	} {
		if got := engine.Times(fhir.Cents(test.cents), decimal(t, test.quantity)).Cents; got != test.want {
			t.Errorf("%d × %s = %d, want %d", test.cents, test.quantity, got, test.want)
		}
	}
}
