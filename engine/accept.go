package engine

import (
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/bima-exchange/bima/fhir"
)

// accept stores the fresh claims of a bundle and wakes the engine for them. The known ones are the
// rest of the bundle: the answer is that of the fresh ones alone, and leads to the known ones too.
func (e *Engine) accept(ctx context.Context, in *intake, fresh []*fhir.Claim, known map[string]Known, issues []fhir.Issue) (Ack, error) {
	acceptance := Acceptance{Client: in.caller.Client, At: e.acceptanceTime(known), Body: in.bundle.Body(), Outcome: fhir.EncodeOutcome(e.Base, issues), Trace: traceparent(ctx)}
	for _, claim := range fresh {
		accepted, err := e.newClaim(ctx, in, claim, acceptance.At)
		if err != nil {
			return Ack{}, err
		}
		if err := e.takePlace(ctx, in, claim, &accepted, &acceptance); err != nil {
			return Ack{}, err
		}
		acceptance.Claims = append(acceptance.Claims, accepted)
	}
	slices.SortFunc(acceptance.Claims, func(a, b NewClaim) int { return cmp.Compare(a.Claim.ID, b.Claim.ID) })
	acceptance.Facility = acceptance.Claims[0].Claim.Facility

	mediator, err := e.mediator(ctx, acceptance.Facility, in.bundle.ID.Value)
	if err != nil {
		return Ack{}, err
	}
	acceptance.Mediator, acceptance.Ack = mediator, acknowledgement(mediator)
	for i := range acceptance.Claims {
		acceptance.Claims[i].answer(e, in, mediator)
	}
	if err := e.Claims.Accept(ctx, acceptance); err != nil {
		return Ack{}, err
	}
	for _, replaced := range acceptance.Replaced {
		// Where the facility wants no callbacks there is no delivery, and nobody finds one.
		e.written(ctx, replaced, acceptance.Facility)
	}
	for _, accepted := range acceptance.Claims {
		e.Queue.Wake(Task{TaskAdjudicate, accepted.Claim.ID})
	}
	if len(known) > 0 {
		if err := e.remember(ctx, in, known, mediator); err != nil {
			return Ack{}, err
		}
	}
	e.Meter.Taken(BundleAccepted)
	e.meterFindings(issues)
	return Ack{Body: acceptance.Ack, Mediator: mediator, Outcome: acceptance.Outcome}, nil
}

// acceptanceTime is later than the acceptance of every known claim of the bundle, whatever the
// clocks of other nodes said: "the last accepted" must mean the same to every later repeat.
func (e *Engine) acceptanceTime(known map[string]Known) time.Time {
	at := e.now()
	for _, held := range known {
		if !at.After(held.AcceptedAt) {
			at = held.AcceptedAt.Add(time.Microsecond)
		}
	}
	return at
}

// mediator is the Bundle.id where that is a UUID that the facility has not had as a mediator_id
// before, else a new UUID.
func (e *Engine) mediator(ctx context.Context, facility, bundleID string) (string, error) {
	if _, err := uuid.Parse(bundleID); err != nil || len(bundleID) != 36 {
		return e.NewID(), nil
	}
	taken, err := e.Claims.MediatorTaken(ctx, facility, bundleID)
	if err != nil {
		return "", err
	}
	if taken {
		return e.NewID(), nil
	}
	return bundleID, nil
}

// acknowledgement is the body of a 202, as the guide publishes it.
func acknowledgement(mediator string) []byte {
	return fmt.Appendf(nil, `{"message":{"mediator_id":"%s","message":"Use this reference ID to use for Polling for the status of your Claim."}}`, mediator)
}

// newClaim is what is stored of a claim, but for what depends on the mediator_id.
func (e *Engine) newClaim(ctx context.Context, in *intake, claim *fhir.Claim, at time.Time) (NewClaim, error) {
	facility := in.sender.Facilities[slices.Index(in.bundle.Claims(), claim)]
	if len(facility.Found) != 1 || !facility.May {
		// The rules refuse this claim. Whatever an operator made of their levels: a claim without
		// a facility could never be answered.
		return NewClaim{}, fmt.Errorf("accept claim %s: it has %d facilities", claim.ID.Value, len(facility.Found))
	}
	member, err := e.memberNumber(ctx, in.bundle, claim)
	if err != nil {
		return NewClaim{}, err
	}
	number, err := e.numbers.take(ctx, "CLM", at)
	if err != nil {
		return NewClaim{}, err
	}
	digest := sha256.Sum256(claim.Canonical())
	accepted := NewClaim{
		Claim: Claim{
			ID: claim.ID.Value, Number: number, Facility: facility.Found[0], Use: Use(claim.Use.Value),
			Member: member, Practitioner: practitionerID(in.bundle, claim), Diagnosis: diagnosisCodes(claim, nil),
			Items: claimItems(in.bundle, claim), Stated: statedOf(in.bundle, claim), Digest: digest[:],
			AcceptedAt: at, ReceivedAt: at, State: Queued, Version: 1, ResponseVersion: 1,
		},
		JSON:    claim.JSON(),
		Aliases: append(claimAliases(in.bundle, claim), Alias{ByIdentifier, number}),
	}
	if within := e.RuleSets.On(accepted.Claim.FirstDay()).Due[Queued]; within > 0 {
		accepted.Claim.DueAt = at.Add(within)
	}
	return accepted, nil
}

// answer adds the first ClaimResponse, the first event and the mediator_id.
func (n *NewClaim) answer(e *Engine, in *intake, mediator string) {
	n.Claim.Mediator = mediator
	n.Aliases = append(n.Aliases, Alias{ByMediator, mediator})
	submitted := in.bundle.Claims()[slices.IndexFunc(in.bundle.Claims(), func(c *fhir.Claim) bool { return c.ID.Value == n.Claim.ID })]
	body := e.firstResponse(in.bundle, submitted, n.Claim).Encode()
	n.Response = Response{ClaimID: n.Claim.ID, Version: 1, State: Queued, At: n.Claim.AcceptedAt, Body: body}
	digest, stored, received := sha256.Sum256(body), sha256.Sum256(n.JSON), sha256.Sum256(in.bundle.Body())
	detail := Detail{JSON: stored[:], Body: received[:], Stated: SumStated(n.Claim.Stated), Items: SumItems(n.Claim.Items)}
	n.Event = Event{
		ClaimID: n.Claim.ID, Number: 1, At: n.Claim.AcceptedAt, Actor: in.caller.Client,
		On: Accept, To: Queued, Detail: detail.Encode(), Digest: digest[:],
	}.Chain(nil)
	n.Claim.Head = n.Event.Hash
}

// claimAliases are the ids by which a facility may ask for a claim, but for the mediator_id.
func claimAliases(bundle *fhir.Bundle, claim *fhir.Claim) []Alias {
	aliases := []Alias{{ByClaimID, claim.ID.Value}}
	if id := lastSegment(claim.Entry.FullURL.Value); id != "" {
		aliases = append(aliases, Alias{ByFullURL, id})
	}
	for _, identifier := range claim.Identifier {
		if identifier.Value != "" {
			aliases = append(aliases, Alias{ByIdentifier, identifier.Value})
		}
	}
	if bundle.ID.Present() {
		aliases = append(aliases, Alias{ByBundleID, bundle.ID.Value})
	}
	slices.SortFunc(aliases, func(a, b Alias) int { return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Value, b.Value)) })
	return slices.Compact(aliases)
}
