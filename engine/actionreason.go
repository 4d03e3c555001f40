package engine

import (
	"slices"
	"strings"
)

// Reasons that people give, as codes of the same CodeSystem as those of the rules.
const (
	OfficerAdjusted      Reason = "officer-adjusted"
	OfficerOverride      Reason = "officer-override"
	NotCovered           Reason = "not-covered"
	NotIndicated         Reason = "not-clinically-indicated"
	NotProven            Reason = "service-not-proven"
	AlreadyPaid          Reason = "already-paid"
	NotAuthorized        Reason = "not-preauthorized"
	DocumentsMissing     Reason = "documents-missing"
	InformationUnclear   Reason = "information-unclear"
	CodingWrong          Reason = "coding-wrong"
	PatternUnusual       Reason = "pattern-unusual"
	EnteredInError       Reason = "entered-in-error"
	ServiceNotGiven      Reason = "service-not-given"
	DecisionWrong        Reason = "decision-wrong"
	EvidenceNew          Reason = "new-evidence"
	BankDetailsWrong     Reason = "bank-details-wrong"
	PaymentRefused       Reason = "payment-refused"
	AnswerLate           Reason = "answer-late"
	FoundInOrder         Reason = "found-in-order"
	NeedsClinicalOpinion Reason = "needs-clinical-opinion"
)

var personDisplays = map[Reason]string{
	OfficerAdjusted: "Adjusted by an officer", OfficerOverride: "Decided beyond the tariff or the limit",
	NotCovered: "Not covered", NotIndicated: "Not clinically indicated", NotProven: "Service not proven",
	AlreadyPaid: "Paid already", NotAuthorized: "Not preauthorized", DocumentsMissing: "Documents missing",
	InformationUnclear: "Information unclear", CodingWrong: "Coding wrong", PatternUnusual: "Unusual pattern",
	EnteredInError: "Entered in error", ServiceNotGiven: "Service not given", DecisionWrong: "The decision is thought wrong",
	EvidenceNew: "New evidence", BankDetailsWrong: "Bank details wrong", PaymentRefused: "Payment refused",
	AnswerLate: "Not answered in time", FoundInOrder: "Found in order", NeedsClinicalOpinion: "Needs a clinical opinion",
}

// actionReasons are the reasons for each action of a person.
var actionReasons = map[Action][]Reason{
	Approve:           {OfficerAdjusted, OfficerOverride, NotCovered, NotIndicated, NotProven, AlreadyPaid, FoundInOrder},
	Reject:            {NotCovered, NotIndicated, NotProven, AlreadyPaid, NotAuthorized, CodingWrong, DocumentsMissing},
	SendBack:          {DocumentsMissing, InformationUnclear, CodingWrong, NotAuthorized},
	ReferClinical:     {NeedsClinicalOpinion, InformationUnclear},
	ReferSurveillance: {PatternUnusual, NotProven, AlreadyPaid},
	Resume:            {FoundInOrder},
	Withdraw:          {EnteredInError, ServiceNotGiven},
	Appeal:            {DecisionWrong, EvidenceNew},
	DeclinePayment:    {BankDetailsWrong, PaymentRefused},
}

// ActionReasons are the reasons that a person can give for an action; none where it takes none.
func ActionReasons(on Action) []Reason { return actionReasons[on] }

// needsReason are the actions that are refused without a reason.
func needsReason(on Action) bool {
	return slices.Contains([]Action{Reject, SendBack, ReferSurveillance, Appeal, DeclinePayment}, on)
}

func joined(reasons []Reason) string {
	var words []string
	for _, reason := range reasons {
		words = append(words, string(reason))
	}
	return strings.Join(words, ", ")
}
