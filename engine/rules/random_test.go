package rules

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// busyTariffs are rows with limits, patients' shares, a change of tariff and kinds of preauthorization.
// raised is how many shillings the tariffs are higher.
func busyTariffs(raised int64) []fixtureTariff {
	amount := func(shillings int64) map[string]json.Number {
		number := json.Number(strconv.FormatInt(shillings+raised, 10))
		return map[string]json.Number{"3": number, "4": number, "5": number, "6": number}
	}
	june, july := fhir.Date{Year: 2026, Month: 6, Day: 30}, fhir.Date{Year: 2026, Month: 7, Day: 1}
	return []fixtureTariff{
		{Code: stayCode, Tariff: amount(3360), To: june, Copay: "10%", Limits: []string{"5 DAYS MONTHLY household"}},
		{Code: stayCode, Tariff: amount(4000), From: july, Copay: "10%", Limits: []string{"5 DAYS MONTHLY household", "3 INTERVENTION ANNUALLY person"}},
		{Code: "SHA-03-001", Tariff: amount(28000), Limits: []string{"180 DAYS ANNUALLY household"}},
		{Code: dialysis, Tariff: amount(10650), Limits: []string{"3 INTERVENTION WEEKLY person"}},
		{Code: "SHA-18-001", Tariff: amount(1000), Limits: []string{"4300 KES ANNUALLY household", "2500 KES MONTHLY person"}},
		{Code: "SHA-11-001", Tariff: amount(500), Copay: "200"},
		{Code: "SHA-09-001", Tariff: amount(9600), Preauth: []string{}, Limits: []string{"2 INTERVENTION ANNUALLY household"}},
		{Code: delivery, Tariff: amount(10000), Limits: []string{"1 INTERVENTION ANNUALLY person"}},
	}
}

// busyTerms are the starter with those rows.
func busyTerms(t testing.TB, raised int64) *terminology.Set {
	t.Helper()
	return fixture{Tariffs: busyTariffs(raised)}.terms(t)
}

var busyCodes = []string{stayCode, stayCode, "SHA-03-001", dialysis, dialysis, "SHA-18-001", "SHA-18-001", "SHA-11-001", "SHA-09-001", delivery, visit, "PMF-07-001", "SHA-16-002", "SHA-02-002", "SHA-99-001"}

// busyCase is a random claim, with others' claims and uses, preauthorizations and settings about it.
func busyCase(t testing.TB, random *rand.Rand, terms *terminology.Set) engine.Case {
	t.Helper()
	pick := func(from ...string) string { return from[random.IntN(len(from))] }
	day := func() fhir.Date { return date(t, "2026-06-20").AddDays(random.IntN(20)) }
	quantity := func() json.Number { return json.Number(pick("1", "1", "2", "3", "0.5", "1.25", "0.3333333")) }
	amount := func() json.Number {
		return json.Number(fmt.Sprintf("%d.%02d", random.IntN(40000), random.IntN(100)))
	}
	made := usual()
	made.Coverages, made.Facility.Level = usualCover, pick("3", "4", "4B", "5", "6")
	made.Member.Household = pick(ownHousehold, ownHousehold, "")
	made.Claim.Preauthorizations = []string{"AUTH/2026/000007"}
	made.Claim.Use = pick("claim", "claim", "claim", "preauthorization")
	for range 1 + random.IntN(7) {
		start := day()
		made.Claim.Items = append(made.Claim.Items, fixtureItem{
			Code: pick(busyCodes...), Start: start, End: start.AddDays(random.IntN(8)), Quantity: quantity(), Net: amount(), At: pick("", "10:30"),
		})
	}
	for n := range random.IntN(4) {
		start := day()
		end := start.AddDays(random.IntN(6))
		made.Others = append(made.Others, fixtureOther{
			ID: fmt.Sprintf("other-%d", n), Facility: pick(ownFacility, otherFacility), Code: pick(busyCodes...), Start: start, End: end, Quantity: quantity(),
			Paid: pickDays(random, engine.Days{}, engine.Days{First: start, Last: end}),
		})
	}
	for n := range random.IntN(6) {
		start := date(t, "2026-05-20").AddDays(random.IntN(60))
		taken := fixtureUsage{
			ID: fmt.Sprintf("use-%d", n), Member: pick(ownMember, ownMember, "CR1000000000002-2"), Household: pick(ownHousehold, "HH1000000000002-2"),
			Code: pick(busyCodes...), Paid: engine.Days{First: start, Last: start.AddDays(random.IntN(5))}, Quantity: quantity(), Amount: amount(),
		}
		if random.IntN(3) == 0 {
			taken.HeldUntil = taken.Paid.Last.AddDays(random.IntN(30))
		}
		made.Taken = append(made.Taken, taken)
	}
	made.Preauthorizations = []fixturePreauthorization{{
		ID: "pre-1", Number: "AUTH/2026/000007", From: date(t, "2026-06-01"), To: date(t, "2026-07-20"),
		Items: []fixturePreauthorized{
			{Code: dialysis, Quantity: "6", Amount: "63900", Used: quantity(), UsedAmount: amount()},
			{Code: "SHA-03-001", Quantity: "5", Amount: "140000", Used: quantity(), UsedAmount: amount()},
		},
	}}
	made.Attended = []fixtureAttendance{{Facility: otherFacility, At: day().Start()}}
	c := made.build(t)
	c.Terms = terms
	c.Settings = apart(c.Settings)
	c.Settings.CountDischargeDay, c.Settings.DenyExcess = random.IntN(2) == 0, random.IntN(4) == 0
	return c
}

func pickDays(random *rand.Rand, from ...engine.Days) engine.Days {
	return from[random.IntN(len(from))]
}
