package registryfile

import (
	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// Facility is the list of facilities: Organization resources in FHIR.
var Facility = &Kind[engine.Facility]{
	plural: "facilities",
	days:   func(f *engine.Facility) *engine.Validity { return &f.Validity },
	ofFHIR: engine.FacilityOf,
	columns: func(between string) []column[engine.Facility] {
		return []column[engine.Facility]{
			{"fid", needed, id(func(f *engine.Facility) *string { return &f.FID })},
			{"name", optional, text(func(f *engine.Facility) *string { return &f.Name })},
			{"level", needed, func(f *engine.Facility, cell string) (err error) {
				f.Level, err = engine.ParseLevel(cell)
				return err
			}},
			{"aliases", optional, ids(between, func(f *engine.Facility) *[]string { return &f.Aliases })},
			{"licensed_to", optional, date(func(f *engine.Facility) *fhir.Date { return &f.LicensedTo })},
			{"contracted_to", optional, date(func(f *engine.Facility) *fhir.Date { return &f.ContractedTo })},
			{"licensed", optional, lacking(func(f *engine.Facility) *bool { return &f.Unlicensed })},
			{"contracted", optional, lacking(func(f *engine.Facility) *bool { return &f.Uncontracted })},
			{"from", optional, date(func(f *engine.Facility) *fhir.Date { return &f.From })},
			{"to", optional, date(func(f *engine.Facility) *fhir.Date { return &f.To })},
		}
	},
}

// Practitioner is the list of practitioners.
var Practitioner = &Kind[engine.Practitioner]{
	plural: "practitioners",
	days:   func(p *engine.Practitioner) *engine.Validity { return &p.Validity },
	ofFHIR: engine.PractitionerOf,
	columns: func(string) []column[engine.Practitioner] {
		return []column[engine.Practitioner]{
			{"puid", needed, id(func(p *engine.Practitioner) *string { return &p.PUID })},
			{"registration", optional, text(func(p *engine.Practitioner) *string { return &p.Registration })},
			{"licensed_to", optional, date(func(p *engine.Practitioner) *fhir.Date { return &p.LicensedTo })},
			{"licensed", optional, lacking(func(p *engine.Practitioner) *bool { return &p.Unlicensed })},
			{"from", optional, date(func(p *engine.Practitioner) *fhir.Date { return &p.From })},
			{"to", optional, date(func(p *engine.Practitioner) *fhir.Date { return &p.To })},
		}
	},
}

// Member is the list of members: Patient resources in FHIR.
var Member = &Kind[engine.Member]{
	plural: "members",
	days:   func(m *engine.Member) *engine.Validity { return &m.Validity },
	ofFHIR: engine.MemberOf,
	columns: func(string) []column[engine.Member] {
		return []column[engine.Member]{
			{"number", needed, id(func(m *engine.Member) *string { return &m.Number })},
			{"sex", optional, oneOf(func(m *engine.Member) *string { return &m.Sex }, "male", "female", "other", "unknown")},
			{"birth_date", needed, date(func(m *engine.Member) *fhir.Date { return &m.BirthDate })},
			{"household", optional, id(func(m *engine.Member) *string { return &m.Household })},
			{"from", optional, date(func(m *engine.Member) *fhir.Date { return &m.From })},
			{"to", optional, date(func(m *engine.Member) *fhir.Date { return &m.To })},
		}
	},
}

// Coverage is the list of members' cover.
var Coverage = &Kind[engine.Coverage]{
	plural: "coverages",
	days:   func(c *engine.Coverage) *engine.Validity { return &c.Validity },
	ofFHIR: engine.CoverageOf,
	columns: func(string) []column[engine.Coverage] {
		return []column[engine.Coverage]{
			{"member", needed, id(func(c *engine.Coverage) *string { return &c.Member })},
			{"scheme", needed, oneOf(func(c *engine.Coverage) *string { return &c.Scheme }, "SHA", "PMF")},
			{"paid_to", optional, date(func(c *engine.Coverage) *fhir.Date { return &c.PaidTo })},
			{"wait_until", optional, date(func(c *engine.Coverage) *fhir.Date { return &c.WaitUntil })},
			{"from", optional, date(func(c *engine.Coverage) *fhir.Date { return &c.From })},
			{"to", optional, date(func(c *engine.Coverage) *fhir.Date { return &c.To })},
		}
	},
}
