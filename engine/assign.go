package engine

import (
	"context"
	"slices"
)

// officerRoles are those of the payer's people who decide about claims.
var officerRoles = []Role{ClaimsOfficer, ClinicalOfficer, SHAOfficer, FinanceOfficer}

// Assign gives a claim to an officer, or with an empty name to nobody. It returns errors as Act does.
func (e *Engine) Assign(ctx context.Context, caller Caller, claimID string, version int, officer string) (Claim, error) {
	due, err := e.dueFor(ctx, caller, claimID)
	if err != nil {
		return Claim{}, err
	}
	switch claim := due.Claim; {
	case !slices.Contains(officerRoles, caller.Role):
		return Claim{}, Errorf(Forbidden, "the role %s may not assign claims", caller.Role)
	case claim.Version != version:
		return Claim{}, Errorf(Stale, "the claim is at version %d and the request is for version %d; read it again", claim.Version, version)
	case officer != "" && officer == claim.Barred:
		return Claim{}, Errorf(Unprocessable, "%s refused this claim, and another officer decides about the appeal", officer)
	case slices.Contains([]State{PaymentCompleted, Canceled}, claim.State):
		return Claim{}, Errorf(Conflict, "a claim that is %s has come to its end and is given to nobody", claim.State)
	}
	if err := e.checkOfficer(ctx, officer); err != nil {
		return Claim{}, err
	}
	told, err := e.history(ctx, due.Claim)
	if err != nil {
		return Claim{}, err
	}
	stays := Transition{From: due.Claim.State, On: Assign, To: due.Claim.State}
	move, err := e.step(ctx, due, stays, caller.Client, change{
		decision: told.decision, quiet: true, assigned: &officer, detail: Detail{Assigned: officer},
	})
	if err != nil {
		return Claim{}, err
	}
	if _, err := e.Claims.Move(ctx, move); err != nil {
		return Claim{}, err
	}
	e.written(ctx, move, "")
	return e.Claims.FindClaim(ctx, claimID)
}

// checkOfficer returns an Error of kind Unprocessable where a name is not that of an officer.
func (e *Engine) checkOfficer(ctx context.Context, name string) error {
	if name == "" {
		return nil
	}
	client, err := e.Clients.FindClient(ctx, name)
	if err != nil && KindOf(err) != NotFound {
		return err
	}
	if err != nil || client.Revoked() || !slices.Contains(officerRoles, client.Role) {
		return Errorf(Unprocessable, "there is no officer %q", name)
	}
	return nil
}
