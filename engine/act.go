package engine

import (
	"context"
	"slices"

	"github.com/bima-exchange/bima/fhir"
)

// ActionRequest is a step that a person asks for (api.md "States").
type ActionRequest struct {
	ClaimID string
	On      Action
	// Version is the one of the claim's row that the person has seen (If-Match).
	Version int
	// Reason is a code of ActionReasons, Note a sentence of the person's own; both may be empty where
	// the action needs none.
	Reason Reason
	Note   string
	// Items are the amounts that an approval gives; items that are not named get what they can have.
	Items []ItemRequest
	// Override: the approval passes tariff and limit.
	Override bool
	// Payment is what the paying system said.
	Payment Payment
	// Documents are what is added.
	Documents []Document
}

// ItemRequest is what an officer would pay of an item.
type ItemRequest struct {
	Sequence int
	Benefit  fhir.Money
	Reason   Reason
}

// Acted is what became of a request.
type Acted struct {
	// Claim is the claim after it.
	Claim Claim
	// Proposed: a second officer has to approve the same.
	Proposed bool
}

// Act makes the step that a person asks for. It returns an Error of kind NotFound where the caller may
// not know the claim, Stale where it has moved on since the person saw it, Conflict where the state
// does not allow the action, Forbidden where the role or the person may not do it, and Unprocessable
// where the request itself is wrong.
func (e *Engine) Act(ctx context.Context, caller Caller, request ActionRequest) (Acted, error) {
	a, err := e.consider(ctx, caller, request)
	if err != nil || a.again {
		return Acted{Claim: a.due.Claim}, err
	}
	switch request.On {
	case Approve:
		return e.approve(ctx, a)
	case Withdraw:
		err = e.withdraw(ctx, a)
	default:
		err = e.moveBy(ctx, a)
	}
	if err != nil {
		return Acted{}, err
	}
	claim, err := e.Claims.FindClaim(ctx, request.ClaimID)
	return Acted{Claim: claim}, err
}

// action is a request with what is known of its claim.
type action struct {
	ActionRequest
	caller Caller
	due    Due
	told   history
	arrow  Transition
	// settings are those by which the claim is decided.
	settings Settings
	// again: the same was asked before, and is answered as then.
	again bool
}

// consider finds the claim and says whether the caller may do what is asked.
func (e *Engine) consider(ctx context.Context, caller Caller, request ActionRequest) (action, error) {
	a := action{ActionRequest: request, caller: caller}
	var err error
	if a.due, err = e.dueFor(ctx, caller, request.ClaimID); err != nil {
		return a, err
	}
	claim := a.due.Claim
	if !mayEver(caller.Role, request.On) {
		return a, Errorf(Forbidden, "the role %s may not %s", caller.Role, request.On)
	}
	if a.told, err = e.history(ctx, claim); err != nil {
		return a, err
	}
	a.settings = e.RuleSets.On(claim.FirstDay())
	if a.again = a.paidBefore(); a.again {
		return a, nil
	}
	if claim.Version != request.Version {
		return a, Errorf(Stale, "the claim is at version %d and the request is for version %d; read it again and decide on what it is now", claim.Version, request.Version)
	}
	if a.arrow, err = Next(claim.Standing(a.holds(e)...), request.On); err != nil {
		return a, err
	}
	if !slices.Contains(a.arrow.By, caller.Role) {
		return a, Errorf(Forbidden, "the role %s may not %s a claim that is %s", caller.Role, request.On, claim.State)
	}
	if caller.Role != Provider && claim.Barred == caller.Client && claim.Barred != "" {
		return a, Errorf(Forbidden, "the claim was appealed against a decision of yours; another officer decides it")
	}
	err = a.check(fhir.DateOf(e.now()))
	return a, err
}

// dueFor is a claim that the caller may know of.
func (e *Engine) dueFor(ctx context.Context, caller Caller, id string) (Due, error) {
	due, err := e.Claims.FindDue(ctx, id)
	if err != nil && KindOf(err) == NotFound || err == nil && !caller.mayRead(due.Claim) {
		return Due{}, Errorf(NotFound, "no claim with this id is known to you")
	}
	return due, err
}

// mayRead reports whether the caller may know of a claim: its facility, and of the payer's people a
// finance officer of claims from approved on.
func (c Caller) mayRead(claim Claim) bool {
	if !c.Scope.Includes(claim.Facility) {
		return false
	}
	return c.Role != FinanceOfficer || claim.Use == UseClaim && slices.Contains(financeStates, claim.State)
}

// mayEver reports whether there is a state in which the role may do the action.
func mayEver(role Role, on Action) bool {
	return slices.ContainsFunc(transitions, func(arrow Transition) bool { return arrow.On == on && slices.Contains(arrow.By, role) })
}

// holds are the conditions that hold of the claim, but for those that need its lock.
func (a action) holds(e *Engine) []Condition {
	holds := []Condition{IfUnused} // asked again under the lock
	if a.told.decision.Benefit().Cents > 0 {
		holds = append(holds, IfBenefit)
	}
	if a.due.Claim.Appeals == 0 {
		holds = append(holds, IfNotAppealed)
	}
	if a.settings.ClinicalClaims {
		holds = append(holds, IfClinicalClaims)
	}
	return holds
}

// check says what is wrong with the request itself.
func (a *action) check(today fhir.Date) error {
	if a.Reason != "" && !slices.Contains(ActionReasons(a.On), a.Reason) {
		return Errorf(Unprocessable, "%q is no reason to %s; wanted is one of %s", a.Reason, a.On, joined(ActionReasons(a.On)))
	}
	switch {
	case a.Reason == "" && needsReason(a.On):
		return Errorf(Unprocessable, "a reason is needed to %s; wanted is one of %s", a.On, joined(ActionReasons(a.On)))
	case a.On == SendBack && a.Note == "":
		return Errorf(Unprocessable, "a note is needed that tells the facility what is missing")
	case a.On == AddDocuments && len(a.Documents) == 0:
		return Errorf(Unprocessable, "there is no document in the request")
	}
	return a.checkPayment(today)
}
