package engine

import (
	"maps"
	"slices"
)

// Reason is a code of the CodeSystem bima-adjudication-reason: why an adjudication rule spoke.
type Reason string

// The reasons.
const (
	AboveTariff               Reason = "above-tariff"
	AgeNotAllowed             Reason = "age-not-allowed"
	CapitatedService          Reason = "capitated"
	CombinationNotAllowed     Reason = "combination-not-allowed"
	CoverNotActive            Reason = "cover-not-active"
	CoverageNotNamed          Reason = "coverage-not-named"
	DayPaid                   Reason = "day-paid"
	DiagnosisNotAllowed       Reason = "diagnosis-not-allowed"
	DocumentMissing           Reason = "document-missing"
	FacilityNotContracted     Reason = "facility-not-contracted"
	FacilityNotLicensed       Reason = "facility-not-licensed"
	FacilityNotRegistered     Reason = "facility-not-registered"
	FacilityUnknown           Reason = "facility-level-unknown"
	LevelNotAllowed           Reason = "level-not-allowed"
	LimitReached              Reason = "limit-reached"
	MemberNotFound            Reason = "member-not-found"
	MoreThanOneCase           Reason = "more-than-one-case"
	PractitionerElsewhere     Reason = "practitioner-elsewhere"
	PractitionerNotLicensed   Reason = "practitioner-not-licensed"
	PractitionerNotRegistered Reason = "practitioner-not-registered"
	PreauthorizationMissing   Reason = "preauthorization-missing"
	PreauthorizationNotFound  Reason = "preauthorization-not-found"
	PreauthorizationNotValid  Reason = "preauthorization-not-valid"
	PreauthorizationUsedUp    Reason = "preauthorization-used-up"
	ReceivedLate              Reason = "received-late"
	RegistryDiffers           Reason = "registry-differs"
	RuleFailed                Reason = "rule-failed"
	ServiceRecorded           Reason = "service-recorded"
	ServiceToCome             Reason = "service-to-come"
	SexNotAllowed             Reason = "sex-not-allowed"
	TariffUnknown             Reason = "tariff-unknown"
	TooManyClaims             Reason = "too-many-claims"
	TooManySessions           Reason = "too-many-sessions"
)

var reasonDisplays = map[Reason]string{
	AboveTariff:               "Above the tariff",
	AgeNotAllowed:             "Not for a patient of this age",
	CapitatedService:          "Paid by capitation",
	CombinationNotAllowed:     "Not paid in this combination",
	CoverNotActive:            "Cover not active",
	CoverageNotNamed:          "Coverage not named",
	DayPaid:                   "Day paid already",
	DiagnosisNotAllowed:       "Not for this diagnosis",
	DocumentMissing:           "Document missing",
	FacilityNotContracted:     "Facility not contracted",
	FacilityNotLicensed:       "Facility not licensed",
	FacilityNotRegistered:     "Facility not registered",
	FacilityUnknown:           "Level of the facility not on record",
	LevelNotAllowed:           "Not allowed at this level of facility",
	LimitReached:              "Limit reached",
	MemberNotFound:            "Member not found",
	MoreThanOneCase:           "More than one case in an item",
	PractitionerElsewhere:     "Practitioner in two facilities",
	PractitionerNotLicensed:   "Practitioner not licensed",
	PractitionerNotRegistered: "Practitioner not registered",
	PreauthorizationMissing:   "Preauthorization not named",
	PreauthorizationNotFound:  "Preauthorization not found",
	PreauthorizationNotValid:  "Preauthorization not valid",
	PreauthorizationUsedUp:    "Preauthorization used up",
	ReceivedLate:              "Received too late",
	RegistryDiffers:           "Not as in the registry",
	RuleFailed:                "A check could not be run",
	ServiceRecorded:           "Service recorded already",
	ServiceToCome:             "Service not over yet",
	SexNotAllowed:             "Not for a patient of this sex",
	TariffUnknown:             "Tariff not on record",
	TooManyClaims:             "Too many claims on a day",
	TooManySessions:           "Too many sessions in a day",
}

// Display is the reason for people.
func (r Reason) Display() string {
	if display, ok := reasonDisplays[r]; ok {
		return display
	}
	return personDisplays[r]
}

// Reasons are all reasons, sorted: those of the rules and those that people give.
func Reasons() []Reason {
	all := slices.AppendSeq(slices.Collect(maps.Keys(reasonDisplays)), maps.Keys(personDisplays))
	slices.Sort(all)
	return all
}
