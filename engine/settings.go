package engine

import (
	"time"

	"github.com/bima-exchange/bima/fhir"
)

// Settings are the payer's and the operator's choices about adjudication, and what is done with a
// claim around it. They are dated: those in force on a claim's first day of service decide it.
type Settings struct {
	// Name says which settings these are: "default", or the name of the file and their From.
	Name string
	// From is the first day of service for which they hold; zero: since ever.
	From fhir.Date

	// CountDischargeDay: the last day of a stay counts too (--los days).
	CountDischargeDay bool
	// DenyUnknownMember: an unknown member is denied, not referred to a person (ELG-001).
	DenyUnknownMember bool
	// DenyExcess: what is above the tariff is denied, not cut (tariff-excess).
	DenyExcess bool
	// ReceivedWithin is how many days after the end of service a claim may come (TIM-001).
	ReceivedWithin int
	// PolicyYearMonth and PolicyYearDay are when a policy year begins, by which limits are counted.
	PolicyYearMonth time.Month
	PolicyYearDay   int
	// Outcomes are outcomes that the findings of rules have instead of their own, by the rule's id. Off
	// is none at all.
	Outcomes map[string]Outcome
	// Combinations are what may be claimed together (CMB-001).
	Combinations []Combination
	// Surveillance has the thresholds of SUR-001 and the weights of what is suspicious.
	Surveillance Surveillance

	// Straight are the preauthorizations that an engine approval approves without a clinical officer.
	Straight []Straight
	// ValidFor is for how many days a preauthorization holds from the first day of service on, by its
	// kind; "" is for every other kind.
	ValidFor map[string]int

	// SecondAbove is the approved total above which a second officer is needed; zero: never.
	SecondAbove fhir.Money
	// ClinicalClaims: claims, too, may be referred to a clinical officer.
	ClinicalClaims bool
	// AnswerWithin is how many days a facility has to answer what was sent back.
	AnswerWithin int
	// AppealWithin is for how many days a rejection may be appealed.
	AppealWithin int
	// Due is how long a claim may stay in a state before it is overdue; a state without has no clock.
	Due map[State]time.Duration
}

// Off is the setting of a rule that is not to speak.
const Off Outcome = "off"

// Combination says what may be claimed beside a primary intervention.
type Combination struct {
	// Primary is a prefix of codes: "SHA-07", "SHA-16-001". The longest that fits counts.
	Primary string
	// Alone: nothing may be claimed beside it. Else With are the prefixes that may.
	Alone bool
	With  []string
}

// Surveillance are the thresholds of what cannot be.
type Surveillance struct {
	// SessionsPerDay is how many sessions of one intervention a person can have in a day, by prefix of
	// the code; "" is for every other.
	SessionsPerDay map[string]int
	// ClaimsPerDay is how many claims of one member on one day are not suspicious.
	ClaimsPerDay int
	// Weights are what each kind of suspicion adds to the score, by reason.
	Weights map[Reason]int
}

// Straight is a policy about preauthorizations (rules.md "Outcome for the claim").
type Straight struct {
	// Code is a prefix of interventions.
	Code string
	// UpTo is the highest amount of the whole preauthorization.
	UpTo fhir.Money
}

// DefaultSettings are those of rules.md, without data on combinations and surveillance.
func DefaultSettings() Settings {
	return Settings{
		Name: "default", ReceivedWithin: 7, PolicyYearMonth: time.January, PolicyYearDay: 1,
		ValidFor: map[string]int{"": 90}, AnswerWithin: 14, AppealWithin: 30,
		Surveillance: Surveillance{SessionsPerDay: map[string]int{"": 1}, ClaimsPerDay: 5},
		Due: map[State]time.Duration{
			Queued: time.Hour, InReview: 5 * 24 * time.Hour, ClinicalReview: 2 * 24 * time.Hour,
			SentToSurveillance: 14 * 24 * time.Hour, Approved: 14 * 24 * time.Hour,
			SentForPayment: 30 * 24 * time.Hour, PaymentDeclined: 7 * 24 * time.Hour,
		},
	}
}

// RuleSets are settings by their first day, the earliest first.
type RuleSets []Settings

// On are the settings in force for a claim whose first day of service is this one: the last that
// have begun, or where none has, the first.
func (r RuleSets) On(day fhir.Date) Settings {
	if len(r) == 0 {
		return DefaultSettings()
	}
	chosen := r[0]
	for _, settings := range r[1:] {
		if !day.Before(settings.From) {
			chosen = settings
		}
	}
	return chosen
}
