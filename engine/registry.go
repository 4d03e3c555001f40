package engine

import "github.com/bima-exchange/bima/fhir"

// Validity is the days on which a registry row holds. A zero To is open.
type Validity struct {
	From fhir.Date
	To   fhir.Date
}

// Holds reports whether the row holds on a day.
func (v Validity) Holds(on fhir.Date) bool {
	return !on.Before(v.From) && upTo(v.To, on)
}

// Check returns an Error of kind Invalid where these are no days on which a row can hold.
func (v Validity) Check() error {
	switch {
	case v.From.IsZero():
		return Errorf(Invalid, "the row has no first day; every row is dated")
	case !upTo(v.To, v.From):
		return Errorf(Invalid, "the row ends on %s, before it begins on %s", v.To, v.From)
	}
	return nil
}

// upTo reports whether a day is not after the last one; a zero last day is open.
func upTo(last, on fhir.Date) bool { return last.IsZero() || !on.After(last) }

// Facility is a health facility as the registry knows it.
type Facility struct {
	// FID is the facility registry id: "FID-01-116951-6".
	FID string
	// Aliases are other ids by which the same facility is named: "12110".
	Aliases []string
	Name    string
	// Level is the KEPH level: "2", "3A", "4", "5", "6B".
	Level string
	// LicensedTo is the last day of the licence, zero where none is on record as its end.
	LicensedTo fhir.Date
	// Unlicensed: it has no licence in this row's days (suspended, revoked).
	Unlicensed bool
	// ContractedTo is the last day of the contract with the payer, zero where none is on record as
	// its end.
	ContractedTo fhir.Date
	// Uncontracted: it has no contract with the payer in this row's days.
	Uncontracted bool
	Validity
}

// Licensed reports whether the facility has a licence on a day of the row.
func (f Facility) Licensed(on fhir.Date) bool { return !f.Unlicensed && upTo(f.LicensedTo, on) }

// Contracted reports whether the payer has a contract with the facility on a day of the row.
func (f Facility) Contracted(on fhir.Date) bool { return !f.Uncontracted && upTo(f.ContractedTo, on) }

// Practitioner is a health worker as the registry knows them.
type Practitioner struct {
	// PUID is the practitioner registry id: "PUID-0002532-1".
	PUID string
	// Registration is the number of the regulator's licence, empty where it is unknown.
	Registration string
	// LicensedTo is the last day of the licence, zero where none is on record as its end.
	LicensedTo fhir.Date
	// Unlicensed: they have no licence in this row's days (suspended, struck off).
	Unlicensed bool
	Validity
}

// Licensed reports whether the practitioner has a licence on a day of the row.
func (p Practitioner) Licensed(on fhir.Date) bool { return !p.Unlicensed && upTo(p.LicensedTo, on) }

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
	// PaidTo is the last day to which contributions are paid up, zero where the source does not say.
	PaidTo fhir.Date
	// WaitUntil is the first day on which benefits may be had, the end of the waiting period; zero
	// where there is none.
	WaitUntil fhir.Date
	// Validity is the days of cover.
	Validity
}

// Covers reports whether the cover holds on a day, is paid up to it, and its waiting period is over.
func (c Coverage) Covers(on fhir.Date) bool {
	return c.Holds(on) && upTo(c.PaidTo, on) && !on.Before(c.WaitUntil)
}

// Parties are what the registry knows of those whom a claim names.
type Parties struct {
	// Facility, Member and Practitioner are the rows that hold on the day, nil where there is none or
	// nobody was named.
	Facility     *Facility
	Member       *Member
	Practitioner *Practitioner
	// Coverages are all rows of the member's cover, whatever their days, by scheme and first day; none
	// where Member is nil.
	Coverages []Coverage
}

// Saved is what became of a row that was saved.
type Saved struct {
	// Changed: the registry is not as it was before.
	Changed bool
	// Cut is the last day of the row where it would have reached into a row of the same party that
	// begins later, zero where it stands as it was given.
	Cut fhir.Date
	// Ended is the first day of the row before it, where that reached into it and now ends on its eve;
	// else zero.
	Ended fhir.Date
}
