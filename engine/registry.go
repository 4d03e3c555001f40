package engine

import "github.com/bima-exchange/bima/fhir"

// Validity is the days on which a registry row holds. A zero To is open.
type Validity struct {
	From fhir.Date
	To   fhir.Date
}

// Holds reports whether the row holds on a day.
func (v Validity) Holds(on fhir.Date) bool {
	return !on.Before(v.From) && (v.To.IsZero() || !on.After(v.To))
}

// Facility is a health facility as the registry knows it.
type Facility struct {
	// FID is the facility registry id: "FID-01-116951-6".
	FID string
	// Aliases are other ids by which the same facility is named: "12110".
	Aliases []string
	Name    string
	// Level is the KEPH level: "2", "3A", "4", "5", "6B".
	Level string
	Validity
}

// Practitioner is a health worker as the registry knows them.
type Practitioner struct {
	// PUID is the practitioner registry id: "PUID-0002532-1".
	PUID string
	// Registration is the number of the regulator's licence, empty where it is unknown.
	Registration string
	Validity
}

// Member is a person whom the Social Health Authority knows.
type Member struct {
	// Number is the client registry (SHA) number: "CR1234567890123-4".
	Number string
	// Sex is a FHIR administrative gender.
	Sex       string
	BirthDate fhir.Date
	// Household is the household number, empty where it is unknown.
	Household string
	Validity
}

// Coverage is a member's cover by one scheme.
type Coverage struct {
	// Member is the member's number.
	Member string
	// Scheme is "SHA" or "PMF".
	Scheme string
	// Validity is the days of cover.
	Validity
}
