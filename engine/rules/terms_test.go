package rules

import (
	"cmp"
	"testing"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// terms are the starter with the fixture's rows in the place of those of the same codes.
func (f fixture) terms(t testing.TB) *terminology.Set {
	t.Helper()
	set := starter(t)
	if len(f.Tariffs) == 0 {
		return set
	}
	var rows []terminology.Intervention
	for _, one := range f.Tariffs {
		rows = append(rows, one.row(t, set))
	}
	return withRows(t, set, rows)
}

// row is a fixture's row over the starter's row of the code.
func (f fixtureTariff) row(t testing.TB, set *terminology.Set) terminology.Intervention {
	t.Helper()
	row, _ := set.Intervention(f.Code, fhir.Date{})
	row.Code, row.From, row.To = f.Code, cmp.Or(f.From, row.From), f.To
	row.Unit, row.Fund, row.Sex = terminology.Unit(cmp.Or(f.Unit, string(row.Unit))), cmp.Or(f.Fund, row.Fund), cmp.Or(f.Sex, row.Sex)
	row.MinAge, row.MaxAge = cmp.Or(f.MinAge, row.MinAge), cmp.Or(f.MaxAge, row.MaxAge)
	if f.Tariff != nil {
		row.Tariffs = map[string]fhir.Money{}
		for level, amount := range f.Tariff {
			row.Tariffs[level] = shillings(t, amount)
		}
	}
	if f.Levels != nil {
		row.Levels = f.Levels
	}
	if f.Preauth != nil {
		row.Preauth = f.Preauth
	}
	if f.Limits != nil {
		row.Limits = nil
	}
	for _, text := range f.Limits {
		limit, err := terminology.ParseLimit(text)
		if err != nil {
			t.Fatal(err)
		}
		row.Limits = append(row.Limits, limit)
	}
	if f.Copay != "" {
		copay, err := terminology.ParseCopay(f.Copay)
		if err != nil {
			t.Fatal(err)
		}
		row.Copay = copay
	}
	row.Diagnoses, row.Documents = f.Diagnoses, f.Documents
	return row
}

// withRows is a set whose catalogue has these rows in the place of those of the same codes.
func withRows(t testing.TB, set *terminology.Set, rows []terminology.Intervention) *terminology.Set {
	t.Helper()
	replaced := map[string]bool{}
	for _, row := range rows {
		replaced[row.Code] = true
	}
	for _, code := range set.Catalogue().Codes() {
		if !replaced[code] {
			rows = append(rows, set.Catalogue().Rows(code)...)
		}
	}
	catalogue, err := terminology.NewCatalogue(set.Catalogue().System, rows)
	if err != nil {
		t.Fatal(err)
	}
	parts := set.Parts()
	parts.Catalogue = catalogue
	if set, err = terminology.NewSet(parts); err != nil {
		t.Fatal(err)
	}
	return set
}

func starter(t testing.TB) *terminology.Set {
	t.Helper()
	set, err := terminology.Starter()
	if err != nil {
		t.Fatal(err)
	}
	return set
}
