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
