package engine

import (
	"context"
	"slices"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/profiles"
)

// maxReplaced is how many of the ids that a claim says it replaces are looked up, and how many claims
// under each. One claim replaces one; the bound keeps a bundle from asking the store thousands of
// questions.
const maxReplaced = 5

// replaceable are, of the ids that a claim says it replaces, those that it may replace: of claims
// of the same facility, member and use that are sent back (CLM-016). An id may be any by which the
// facility can ask for the claim.
func (e *Engine) replaceable(ctx context.Context, bundle *fhir.Bundle, claim *fhir.Claim, facility profiles.ClaimFacility) ([]string, error) {
	asked := profiles.Replaces(claim)
	if len(asked) == 0 || !facility.May {
		return nil, nil
	}
	member, err := e.memberNumber(ctx, bundle, claim)
	if err != nil {
		return nil, err
	}
	var may []string
	for _, id := range asked[:min(len(asked), maxReplaced)] {
		originals, err := e.claimsUnder(ctx, Scope{FIDs: facility.Found}, id)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(originals, func(original Claim) bool {
			return original.State == SentBack && original.Member == member && original.Use == Use(claim.Use.Value)
		}) {
			may = append(may, id)
		}
	}
	return may, nil
}

// takePlace makes a new claim take the place of the one that it replaces: it takes over the day of
// receipt, the count of appeals and the preauthorizations, and the original is canceled in the same
// transaction (api.md "Sent back").
func (e *Engine) takePlace(ctx context.Context, in *intake, claim *fhir.Claim, taken *NewClaim, acceptance *Acceptance) error {
	for _, id := range profiles.Replaces(claim) {
		originals, err := e.claimsUnder(ctx, Scope{FIDs: []string{taken.Claim.Facility}}, id)
		if err != nil {
			return err
		}
		for _, original := range originals {
			if !taken.Claim.mayReplace(original) {
				continue
			}
			move, err := e.replacedStep(ctx, in.caller, original.ID, taken.Claim.ID)
			if err != nil {
				return err
			}
			if slices.ContainsFunc(acceptance.Replaced, func(other Move) bool { return other.ClaimID == original.ID }) {
				return notReplaceable(in.bundle, claim, id)
			}
			acceptance.Replaced = append(acceptance.Replaced, move)
			taken.Claim.inherit(original)
			return nil
		}
		return Errorf(Stale, "claim %s was moved on", id)
	}
	return nil
}

// mayReplace reports whether the claim may take the place of another (CLM-016).
func (c Claim) mayReplace(original Claim) bool {
	return original.State == SentBack && original.Member == c.Member && original.Use == c.Use
}

// inherit takes over what a replacement has of its original.
func (c *Claim) inherit(original Claim) {
	c.Replaces, c.ReceivedAt, c.Appeals, c.Barred = original.ID, original.ReceivedAt, original.Appeals, original.Barred
	c.Stated.Preauthorizations = merged(c.Stated.Preauthorizations, original.Stated.Preauthorizations)
}

// replacedStep is the end of a claim whose place another takes.
func (e *Engine) replacedStep(ctx context.Context, caller Caller, id, by string) (Move, error) {
	due, err := e.Claims.FindDue(ctx, id)
	if err != nil {
		return Move{}, err
	}
	arrow, err := Next(due.Claim.Standing(), Replace)
	if err != nil {
		return Move{}, Errorf(Stale, "claim %s was moved on", id)
	}
	decision, err := e.lastDecision(ctx, due.Claim)
	if err != nil {
		return Move{}, err
	}
	decision.Remarks = []string{"Claim " + by + " takes the place of this one."}
	return e.step(ctx, due, arrow, caller.Client, change{decision: decision, detail: Detail{Replaced: by}})
}

// notReplaceable says that two claims of one bundle cannot take one place.
func notReplaceable(bundle *fhir.Bundle, claim *fhir.Claim, id string) error {
	return &Error{Kind: Unprocessable, Issues: bundle.Settle([]fhir.Issue{{
		Rule: "CLM-016", Level: fhir.Error, Code: "business-rule", Path: claim.Path + ".related",
		Text: "two claims of the bundle replace the claim \"" + id + "\"; one claim can take its place: leave the other out",
	}})}
}

// claimsUnder are the claims in the scope that have the id as their Claim.id or, where none has,
// in their fullUrl or as their identifier.
func (e *Engine) claimsUnder(ctx context.Context, scope Scope, id string) ([]Claim, error) {
	kinds, err := e.Claims.AliasKinds(ctx, scope, id)
	if err != nil {
		return nil, err
	}
	for _, kind := range []AliasKind{ByClaimID, ByFullURL, ByIdentifier} {
		if !slices.Contains(kinds, kind) {
			continue
		}
		page, err := e.Claims.ListStatus(ctx, StatusQuery{Scope: scope, Kind: kind, Value: id, Limit: maxReplaced})
		if err != nil {
			return nil, err
		}
		var claims []Claim
		for _, row := range page.Rows {
			claim, err := e.Claims.FindClaim(ctx, row.ClaimID)
			if err != nil {
				return nil, err
			}
			claims = append(claims, claim)
		}
		return claims, nil
	}
	return nil, nil
}
