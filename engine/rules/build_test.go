package rules

import (
	"cmp"
	"encoding/json"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// build is the case of a fixture.
func (f fixture) build(t testing.TB) engine.Case {
	t.Helper()
	c := engine.Case{Claim: f.claim(t), On: f.On, Terms: f.terms(t), Settings: f.settings(t)}
	if c.On.IsZero() {
		c.On = fhir.DateOf(c.Claim.ReceivedAt)
	}
	if f.Facility != nil {
		c.Facility = &engine.Facility{
			FID: f.Claim.Facility, Level: f.Facility.Level, LicensedTo: f.Facility.LicensedTo, Unlicensed: f.Facility.Unlicensed,
			ContractedTo: f.Facility.ContractedTo, Uncontracted: f.Facility.Uncontracted,
		}
	}
	if f.Member != nil {
		c.Member = &engine.Member{Number: f.Claim.Member, Sex: f.Member.Sex, BirthDate: f.Member.BirthDate, Household: f.Member.Household}
		for _, one := range f.Coverages {
			c.Coverages = append(c.Coverages, engine.Coverage{
				Member: f.Claim.Member, Scheme: one.Scheme, PaidTo: one.PaidTo, WaitUntil: one.WaitUntil,
				Validity: engine.Validity{From: one.From, To: one.To},
			})
		}
	}
	if f.Practitioner != nil {
		c.Practitioner = &engine.Practitioner{PUID: f.Claim.Practitioner, LicensedTo: f.Practitioner.LicensedTo, Unlicensed: f.Practitioner.Unlicensed}
	}
	c.Held = f.held(t)
	return c
}

func (f fixture) claim(t testing.TB) engine.Claim {
	t.Helper()
	claim := engine.Claim{
		ID: f.Claim.ID, Facility: f.Claim.Facility, Use: engine.Use(f.Claim.Use), Member: f.Claim.Member,
		Practitioner: f.Claim.Practitioner, Diagnosis: f.Claim.Diagnosis,
		Stated: engine.Stated{
			Sex: f.Claim.Sex, BirthDate: f.Claim.BirthDate, Level: f.Claim.Level, Schemes: f.Claim.Schemes,
			Preauthorizations: f.Claim.Preauthorizations, Documents: f.Claim.Documents,
		},
	}
	for i, one := range f.Claim.Items {
		item := engine.Item{
			Sequence: i + 1, Code: one.Code, Start: one.Start, End: one.End, Diagnosis: one.Diagnosis,
			Quantity: decimal(t, cmp.Or(one.Quantity, "1")), Net: shillings(t, one.Net),
		}
		if item.End.IsZero() {
			item.End = item.Start
		}
		if one.At != "" {
			at, err := time.ParseInLocation("2006-01-02 15:04", item.Start.String()+" "+one.At, fhir.Nairobi)
			if err != nil {
				t.Fatal(err)
			}
			item.At = at
		}
		claim.Items = append(claim.Items, item)
	}
	received := f.Claim.Received
	if received.IsZero() {
		received = claim.LastDay().AddDays(1)
	}
	claim.AcceptedAt = received.Start().Add(12 * time.Hour)
	claim.ReceivedAt = claim.AcceptedAt
	return claim
}

func (f fixture) held(t testing.TB) engine.Held {
	t.Helper()
	held := engine.Held{Documents: f.Documents}
	for _, one := range f.Preauthorizations {
		preauthorization := engine.Preauthorization{
			ClaimID: one.ID, Number: one.Number, Member: cmp.Or(one.Member, f.Claim.Member),
			State: engine.State(cmp.Or(one.State, string(engine.Approved))), Period: engine.Days{First: one.From, Last: one.To},
		}
		for i, item := range one.Items {
			preauthorization.Items = append(preauthorization.Items, engine.PreauthorizedItem{
				Sequence: cmp.Or(item.Sequence, i+1), Code: item.Code, Quantity: decimal(t, item.Quantity), Amount: shillings(t, item.Amount),
				UsedQuantity: decimal(t, cmp.Or(item.Used, "0")), UsedAmount: shillings(t, cmp.Or(item.UsedAmount, "0")),
			})
		}
		held.Preauthorizations = append(held.Preauthorizations, preauthorization)
	}
	for _, one := range f.Others {
		if one.End.IsZero() {
			one.End = one.Start
		}
		held.Others = append(held.Others, engine.OtherItem{
			ClaimID: one.ID, Facility: cmp.Or(one.Facility, f.Claim.Facility), State: engine.State(cmp.Or(one.State, string(engine.Approved))),
			Sequence: cmp.Or(one.Sequence, 1), Code: one.Code, Start: one.Start, End: one.End, Paid: one.Paid,
			ReceivedAt: cmp.Or(one.Received, one.End).Start(), Quantity: decimal(t, cmp.Or(one.Quantity, "1")),
		})
	}
	for _, one := range f.Taken {
		held.Taken = append(held.Taken, engine.Usage{
			ClaimID: one.ID, Sequence: cmp.Or(one.Sequence, 1), Member: cmp.Or(one.Member, f.Claim.Member), Household: one.Household,
			Code: one.Code, Paid: one.Paid, Quantity: decimal(t, cmp.Or(one.Quantity, "1")), Amount: shillings(t, cmp.Or(one.Amount, "0")),
			Preauthorization: one.Preauthorization, PreauthorizationItem: one.PreauthorizationItem,
			Held: !one.HeldUntil.IsZero(), HeldUntil: one.HeldUntil,
		})
	}
	for _, one := range f.Attended {
		held.Attended = append(held.Attended, engine.Attendance{Facility: one.Facility, At: one.At})
	}
	return held
}

// settings are the default ones with what the fixture says.
func (f fixture) settings(t testing.TB) engine.Settings {
	t.Helper()
	if len(f.Settings) == 0 {
		return DefaultSets().On(f.firstDay())
	}
	set := maps.Clone(f.Settings)
	set["from"] = json.RawMessage(`"2000-01-01"`)
	body, err := json.Marshal(map[string]any{"sets": []any{set}})
	if err != nil {
		t.Fatal(err)
	}
	sets, err := ReadSets("fixture", strings.NewReader(string(body)))
	if err != nil {
		t.Fatal(err)
	}
	return sets[0]
}

func (f fixture) firstDay() fhir.Date {
	var first fhir.Date
	for _, item := range f.Claim.Items {
		if first.IsZero() || item.Start.Before(first) {
			first = item.Start
		}
	}
	return first
}

func decimal(t testing.TB, text json.Number) fhir.Decimal {
	t.Helper()
	value, err := fhir.ParseDecimal(string(text))
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func shillings(t testing.TB, text json.Number) fhir.Money {
	t.Helper()
	cents, exact := decimal(t, text).Cents()
	if !exact {
		t.Fatalf("%s is no amount of money", text)
	}
	return fhir.Cents(cents)
}
