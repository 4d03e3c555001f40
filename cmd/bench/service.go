package main

import (
	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// service is a row of the catalogue for the stay that is decided, and the item that claims it.
type service struct {
	code    string
	unit    terminology.Unit
	tariff  int64 // shillings
	preauth string
	limit   terminology.Limit
	// first and last are the days before today on which it began and ended.
	first, last int
}

// services are those of a stay in hospital with an operation: a ward, intensive care, another ward,
// and what was done there.
var services = []service{
	{"SHA-07-001", terminology.Day, 3360, "", yearly(180, terminology.LimitDays, terminology.PerHousehold), 14, 10},
	{"SHA-03-001", terminology.Day, 28000, "", yearly(180, terminology.LimitDays, terminology.PerHousehold), 10, 6},
	{"SHA-07-002", terminology.Day, 3360, "", yearly(180, terminology.LimitDays, terminology.PerHousehold), 6, 1},
	{"SHA-19-119", terminology.Case, 80000, "surgical", yearly(12, terminology.LimitIntervention, terminology.PerPerson), 10, 10},
	{"SHA-09-001", terminology.Item, 9600, "radiology", yearly(10_000_000, terminology.LimitKES, terminology.PerHousehold), 10, 10},
	{"SHA-09-015", terminology.Item, 9600, "radiology", yearly(10_000_000, terminology.LimitKES, terminology.PerHousehold), 8, 8},
	{"SHA-09-125", terminology.Item, 2000, "radiology", yearly(10_000_000, terminology.LimitKES, terminology.PerHousehold), 13, 13},
	{"SHA-09-077", terminology.Item, 4000, "radiology", yearly(10_000_000, terminology.LimitKES, terminology.PerHousehold), 7, 7},
	{"SHA-06-001", terminology.Item, 3000, "manual", yearly(12, terminology.LimitIntervention, terminology.PerPerson), 9, 9},
	{"SHA-16-007", terminology.Item, 10650, "renal", yearly(12, terminology.LimitIntervention, terminology.PerPerson), 8, 8},
}

func yearly(quantity int64, unit terminology.LimitUnit, scope terminology.LimitScope) terminology.Limit {
	return terminology.Limit{Quantity: quantity, Unit: unit, Frequency: terminology.Annually, Scope: scope}
}

// days are those of the service before a day.
func (s service) days(today fhir.Date) engine.Days {
	return engine.Days{First: today.AddDays(-s.first), Last: today.AddDays(-s.last)}
}

// asked is what the service costs, times a factor.
func (s service) asked(factor int64) fhir.Money {
	units := int64(1)
	if s.unit == terminology.Day {
		units = int64(s.first - s.last)
	}
	return fhir.Shillings(s.tariff * units * factor)
}

// stayTerms are the code lists of the starter with the services in the place of its interventions.
func stayTerms(today fhir.Date) (*terminology.Set, error) {
	starter, err := terminology.Starter()
	if err != nil {
		return nil, err
	}
	parts := starter.Parts()
	var rows []terminology.Intervention
	for _, s := range services {
		row := terminology.Intervention{
			Code: s.code, Name: s.code, Scheme: terminology.SHA, Unit: s.unit, Tariffs: map[string]fhir.Money{"4": fhir.Shillings(s.tariff)},
			Levels: []string{"4", "5", "6"}, Limits: []terminology.Limit{s.limit}, From: today.AddDays(-1000),
		}
		if s.preauth != "" {
			row.Preauth = []string{s.preauth}
		}
		rows = append(rows, row)
	}
	if parts.Catalogue, err = terminology.NewCatalogue(parts.Catalogue.System, rows); err != nil {
		return nil, err
	}
	return terminology.NewSet(parts)
}
