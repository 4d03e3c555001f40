package engine

import (
	"maps"
	"slices"
)

// Reason is a code of the CodeSystem bima-adjudication-reason: why an adjudication rule spoke.
type Reason string

// The reasons.
const (
	AboveTariff      Reason = "above-tariff"
	CapitatedService Reason = "capitated"
	FacilityUnknown  Reason = "facility-level-unknown"
	LevelNotAllowed  Reason = "level-not-allowed"
	MemberNotFound   Reason = "member-not-found"
	MoreThanOneCase  Reason = "more-than-one-case"
	RuleFailed       Reason = "rule-failed"
	TariffUnknown    Reason = "tariff-unknown"
)

var reasonDisplays = map[Reason]string{
	AboveTariff:      "Above the tariff",
	CapitatedService: "Paid by capitation",
	FacilityUnknown:  "Level of the facility not on record",
	LevelNotAllowed:  "Not allowed at this level of facility",
	MemberNotFound:   "Member not found",
	MoreThanOneCase:  "More than one case in an item",
	RuleFailed:       "A check could not be run",
	TariffUnknown:    "Tariff not on record",
}

// Display is the reason for people.
func (r Reason) Display() string { return reasonDisplays[r] }

// Reasons are all reasons, sorted.
func Reasons() []Reason { return slices.Sorted(maps.Keys(reasonDisplays)) }
