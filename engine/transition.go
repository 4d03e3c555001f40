package engine

import "slices"

// Condition is what must hold of a claim for an arrow to exist, beyond its state and use.
type Condition string

const (
	// IfBenefit: something is to be paid.
	IfBenefit Condition = "benefit > 0"
	// IfUnused: no claim has used the preauthorization.
	IfUnused Condition = "no claim has used it"
	// IfNotAppealed: the claim was not appealed before.
	IfNotAppealed Condition = "not appealed before"
	// IfClinicalClaims: the setting that sends claims, too, to clinical review is on.
	IfClinicalClaims Condition = "by setting for a claim"
)

// stateBefore stands for the state from which the claim came to where it is.
const stateBefore State = "the state before"

// Transition is one arrow. An arrow that is not in the table does not exist.
type Transition struct {
	From State
	On   Action
	To   State
	// Use is the use for which the arrow exists, empty for both.
	Use Use
	// If is a condition, empty for none.
	If Condition
	// By are the roles that may do it; empty: the engine or the sweeper.
	By []Role
}

var (
	reviewers = []Role{ClaimsOfficer, SHAOfficer}
	clinical  = []Role{ClinicalOfficer}
	sha       = []Role{SHAOfficer}
	finance   = []Role{FinanceOfficer}
	provider  = []Role{Provider}
)

// transitions is the table of api.md "States". docs/states.md is printed from it.
var transitions = []Transition{
	{From: Queued, On: EngineApprove, To: Approved, Use: UseClaim},
	{From: Queued, On: EngineApprove, To: ClinicalReview, Use: UsePreauthorization},
	{From: Queued, On: EnginePreapprove, To: Approved, Use: UsePreauthorization},
	{From: Queued, On: EngineRefuse, To: InReview},
	{From: Queued, On: EngineSuspect, To: SentToSurveillance},
	{From: Queued, On: Withdraw, To: Canceled, By: provider},

	{From: InReview, On: Approve, To: Approved, By: reviewers},
	{From: InReview, On: Reject, To: Rejected, By: reviewers},
	{From: InReview, On: SendBack, To: SentBack, By: reviewers},
	{From: InReview, On: ReferSurveillance, To: SentToSurveillance, By: reviewers},
	{From: InReview, On: ReferClinical, To: ClinicalReview, Use: UsePreauthorization, By: []Role{ClaimsOfficer}},
	{From: InReview, On: ReferClinical, To: ClinicalReview, Use: UseClaim, If: IfClinicalClaims, By: []Role{ClaimsOfficer}},
	{From: InReview, On: Withdraw, To: Canceled, By: provider},

	{From: ClinicalReview, On: Approve, To: Approved, By: clinical},
	{From: ClinicalReview, On: Reject, To: Rejected, By: clinical},
	{From: ClinicalReview, On: SendBack, To: SentBack, By: clinical},
	{From: ClinicalReview, On: ReferSurveillance, To: SentToSurveillance, By: clinical},
	{From: ClinicalReview, On: Withdraw, To: Canceled, By: provider},

	{From: SentToSurveillance, On: Approve, To: Approved, By: sha},
	{From: SentToSurveillance, On: Reject, To: Rejected, By: sha},
	{From: SentToSurveillance, On: SendBack, To: SentBack, By: sha},
	{From: SentToSurveillance, On: Resume, To: stateBefore, By: sha},

	{From: SentBack, On: AddDocuments, To: stateBefore, By: provider},
	{From: SentBack, On: Replace, To: Canceled, By: provider},
	{From: SentBack, On: Withdraw, To: Canceled, By: provider},
	{From: SentBack, On: TimeBar, To: Rejected},

	{From: Approved, On: Withdraw, To: Canceled, Use: UsePreauthorization, If: IfUnused, By: provider},
	{From: Approved, On: ReferSurveillance, To: SentToSurveillance, Use: UseClaim, By: []Role{ClaimsOfficer, FinanceOfficer}},
	{From: Approved, On: SendToPayment, To: SentForPayment, Use: UseClaim, If: IfBenefit, By: finance},

	{From: SentForPayment, On: CompletePayment, To: PaymentCompleted, Use: UseClaim, By: finance},
	{From: SentForPayment, On: DeclinePayment, To: PaymentDeclined, Use: UseClaim, By: finance},
	{From: PaymentDeclined, On: SendToPayment, To: SentForPayment, Use: UseClaim, By: finance},

	{From: Rejected, On: Appeal, To: InReview, If: IfNotAppealed, By: provider},
}

// Transitions is a copy of the table, in the order of a claim's way.
func Transitions() []Transition { return slices.Clone(transitions) }

// Standing is what an arrow may depend on.
type Standing struct {
	State  State
	Before State
	Use    Use
	// Holds are the conditions that hold.
	Holds []Condition
}

// Next is the arrow that an action takes from a standing, with To resolved. It returns an Error of
// kind Conflict where there is no such arrow.
func Next(standing Standing, on Action) (Transition, error) {
	for _, arrow := range transitions {
		if arrow.From != standing.State || arrow.On != on {
			continue
		}
		if arrow.Use != "" && arrow.Use != standing.Use {
			continue
		}
		if arrow.If != "" && !slices.Contains(standing.Holds, arrow.If) {
			continue
		}
		if arrow.To == stateBefore {
			arrow.To = standing.returnState()
		}
		return arrow, nil
	}
	return Transition{}, Errorf(Conflict, "a %s that is %s does not allow the action %s", standing.Use, standing.State, on)
}

// returnState is the state to which surveillance and the facility give a claim back. From queued
// that is a review, since the engine has had its say.
func (s Standing) returnState() State {
	switch {
	case s.Before != Queued && s.Before != "":
		return s.Before
	case s.Use == UsePreauthorization:
		return ClinicalReview
	}
	return InReview
}
