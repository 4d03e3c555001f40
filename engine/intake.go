package engine

import (
	"context"
	"slices"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/profiles"
)

// intake is a bundle on its way in.
type intake struct {
	caller Caller
	bundle *fhir.Bundle
	// issues are those of reading, not yet graded.
	issues []fhir.Issue
	sender profiles.Sender
}

// open reads a bundle and settles whose claims they are and whether the caller may act for them.
func (e *Engine) open(ctx context.Context, caller Caller, submission Submission) (*intake, error) {
	bundle, issues := fhir.Decode(submission.Body)
	if bundle == nil {
		return nil, &Error{Kind: Invalid, Issues: issues}
	}
	if n := len(bundle.Claims()); n > MaxClaims {
		return nil, Errorf(TooLarge, "the bundle has %d claims; at most %d are taken at once: divide it", n, MaxClaims)
	}
	if n := len(bundle.Entry); n > MaxEntries {
		return nil, Errorf(TooLarge, "the bundle has %d entries; at most %d are taken at once: divide it", n, MaxEntries)
	}
	in := &intake{caller: caller, bundle: bundle, issues: issues, sender: profiles.Sender{Handling: submission.Handling, Operation: submission.Operation}}
	for _, claim := range bundle.Claims() {
		facility, err := e.Facility(ctx, caller, bundle, claim)
		if err != nil {
			return nil, err
		}
		if facility.Replaceable, err = e.replaceable(ctx, bundle, claim, facility); err != nil {
			return nil, err
		}
		in.sender.Facilities = append(in.sender.Facilities, facility)
	}
	if refused := e.Profile.Authority(bundle, in.sender); len(refused) > 0 {
		return nil, &Error{Kind: Forbidden, Issues: refused}
	}
	return in, nil
}

// take answers a bundle from what is known, or accepts what is new in it. ErrRaced: look again.
func (e *Engine) take(ctx context.Context, in *intake) (Ack, error) {
	known, err := e.known(ctx, in)
	if err != nil {
		return Ack{}, err
	}
	fresh := slices.DeleteFunc(slices.Clone(in.bundle.Claims()), func(claim *fhir.Claim) bool {
		_, taken := known[claim.ID.Value]
		return taken
	})
	if len(fresh) == 0 && len(known) > 0 {
		return e.repeat(ctx, in, known)
	}
	issues := in.check(e, fresh)
	if fhir.HasErrors(issues) {
		return Ack{}, &Error{Kind: Unprocessable, Issues: issues}
	}
	return e.accept(ctx, in, fresh, known, issues)
}

// known are the claims of the bundle that their facility has submitted before, by id. It returns
// an Error of kind Conflict where an id is held by another facility: the entry is named, and
// nothing else is told.
func (e *Engine) known(ctx context.Context, in *intake) (map[string]Known, error) {
	facilities := map[string]string{}
	var ids []string
	for i, claim := range in.bundle.Claims() {
		if found := in.sender.Facilities[i].Found; claim.ID.Present() && len(found) == 1 {
			ids = append(ids, claim.ID.Value)
			facilities[claim.ID.Value] = found[0]
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	known, err := e.Claims.Known(ctx, ids)
	if err != nil {
		return nil, err
	}
	var taken []fhir.Issue
	for _, claim := range in.bundle.Claims() {
		if held, ok := known[claim.ID.Value]; ok && held.Facility != facilities[claim.ID.Value] {
			taken = append(taken, fhir.Issue{
				Level: fhir.Error, Code: "duplicate", Path: claim.Path + ".id",
				Text: "this Claim.id is in use already and not by this facility; give the claim an id of its own (a new UUID)",
			})
		}
	}
	if len(taken) > 0 {
		return nil, &Error{Kind: Conflict, Issues: in.bundle.Settle(taken)}
	}
	return known, nil
}

// check runs the rules over the given claims and what they refer to. Its findings are settled.
func (in *intake) check(e *Engine, claims []*fhir.Claim) []fhir.Issue {
	bundle, sender := in.bundle, in.sender
	if len(claims) < len(in.bundle.Claims()) {
		bundle = in.bundle.Focus(claims)
		sender.Facilities = nil
		for i, claim := range in.bundle.Claims() {
			if slices.Contains(claims, claim) {
				sender.Facilities = append(sender.Facilities, in.sender.Facilities[i])
			}
		}
	}
	var read []fhir.Issue
	for _, issue := range in.issues {
		if bundle.Concerns(issue) {
			read = append(read, issue)
		}
	}
	return e.Profile.Check(bundle, read, sender, e.Clock.Now())
}
