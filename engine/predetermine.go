package engine

import (
	"context"
	"slices"

	"github.com/bima-exchange/bima/fhir"
)

// Predetermination is what would become of a claim. Nothing of it is stored.
type Predetermination struct {
	Claim    Claim
	Decision Decision
	// State is the one to which the engine would move it.
	State State
	// Response is the ClaimResponse that would be told.
	Response []byte
}

// DryRun decides the claims of a bundle without a trace. The bundle must satisfy the rules of intake,
// else an Error of kind Unprocessable with all findings is returned.
func (e *Engine) DryRun(ctx context.Context, caller Caller, submission Submission) ([]Predetermination, []fhir.Issue, error) {
	submission.Operation = true
	in, err := e.open(ctx, caller, submission)
	if err != nil {
		return nil, nil, err
	}
	issues := in.check(e, in.bundle.Claims())
	if fhir.HasErrors(issues) {
		return nil, issues, &Error{Kind: Unprocessable, Issues: issues}
	}
	var all []Predetermination
	for i, submitted := range in.bundle.Claims() {
		if len(in.sender.Facilities[i].Found) != 1 {
			// Whatever an operator made of the levels of the rules: such a claim could never be answered.
			return nil, issues, Errorf(Unprocessable, "claim %s does not name one facility", submitted.ID.Value)
		}
		one, err := e.predetermine(ctx, in, submitted, in.sender.Facilities[i].Found[0])
		if err != nil {
			return nil, issues, err
		}
		all = append(all, one)
	}
	return all, issues, nil
}

func (e *Engine) predetermine(ctx context.Context, in *intake, submitted *fhir.Claim, facility string) (Predetermination, error) {
	member, err := e.memberNumber(ctx, in.bundle, submitted)
	if err != nil {
		return Predetermination{}, err
	}
	at := e.now()
	claim := Claim{
		ID: submitted.ID.Value, Facility: facility, Use: Use(submitted.Use.Value), Member: member,
		Practitioner: practitionerID(in.bundle, submitted), Diagnosis: diagnosisCodes(submitted, nil),
		Items: claimItems(in.bundle, submitted), Stated: statedOf(in.bundle, submitted),
		AcceptedAt: at, ReceivedAt: at, State: Queued, Version: 1, ResponseVersion: 1,
	}
	facts, err := e.facts(ctx, claim)
	if err != nil {
		return Predetermination{}, err
	}
	if facts.Held, err = e.Claims.Ask(ctx, facts.question()); err != nil {
		return Predetermination{}, err
	}
	one := Predetermination{Claim: claim, Decision: Decide(facts, e.Rules)}
	one.State = one.Decision.wouldBe(claim.Use)
	response := e.firstResponse(in.bundle, submitted, claim)
	e.stand(&response, standpoint{state: one.State, decision: one.Decision})
	one.Response = response.Encode()
	return one, nil
}

// wouldBe is the state to which the engine would move a claim of this use.
func (d Decision) wouldBe(use Use) State {
	if use == UsePredetermination {
		use = UseClaim
	}
	arrow, err := Next(Standing{State: Queued, Use: use}, d.Action())
	if err != nil {
		panic("the engine has no arrow from queued: " + err.Error()) // the table is ours
	}
	return arrow.To
}

// Predetermine answers a bundle of claims that only ask, as a searchset of their ClaimResponses. It is
// false where the bundle has other claims alone. Both kinds in one bundle are Unprocessable.
func (e *Engine) Predetermine(ctx context.Context, caller Caller, submission Submission) (body []byte, asked bool, err error) {
	bundle, _ := fhir.Decode(submission.Body)
	if bundle == nil {
		return nil, false, nil
	}
	asks := func(claim *fhir.Claim) bool { return Use(claim.Use.Value) == UsePredetermination }
	claims := bundle.Claims()
	if !slices.ContainsFunc(claims, asks) {
		return nil, false, nil
	}
	if slices.ContainsFunc(claims, func(claim *fhir.Claim) bool { return !asks(claim) }) {
		return nil, true, Errorf(Unprocessable, "the bundle has claims that ask (use predetermination) and claims that claim; send them in bundles of their own")
	}
	decided, _, err := e.DryRun(ctx, caller, submission)
	if err != nil {
		return nil, true, err
	}
	var entries []fhir.SearchEntry
	for _, one := range decided {
		entries = append(entries, fhir.SearchEntry{FullURL: e.Base + "/ClaimResponse/" + one.Claim.ID, Resource: one.Response, Mode: "match"})
	}
	return fhir.EncodeSearchset(len(decided), "", "", entries), true, nil
}
