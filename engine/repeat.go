package engine

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"

	"github.com/bima-exchange/bima/fhir"
)

// repeat answers a bundle whose claims are all known: with the stored bytes of the acknowledgement
// under which the last accepted of them was accepted. Nothing is checked again, so that no changed
// rule, code, tariff or mode turns a repeat into a refusal.
func (e *Engine) repeat(ctx context.Context, in *intake, known map[string]Known) (Ack, error) {
	var last Known
	ack := Ack{}
	for _, claim := range in.bundle.Claims() {
		held := known[claim.ID.Value]
		if held.AcceptedAt.After(last.AcceptedAt) {
			last = held
		}
		digest := sha256.Sum256(claim.Canonical())
		if string(digest[:]) != string(held.Digest) {
			ack.Differs = true
			e.Meter.CopyDiffered()
			e.audit(ctx, in.caller.Client, "copy-differs", claim.ID.Value, nil)
			if err := e.tellCopy(ctx, in.caller, claim.ID.Value, digest[:]); err != nil {
				return Ack{}, err
			}
		}
	}
	ack.Body, ack.Mediator, ack.Outcome = last.Ack, last.Mediator, last.Outcome
	if err := e.remember(ctx, in, known, ack.Mediator); err != nil {
		return Ack{}, err
	}
	e.Meter.Taken(BundleRepeated)
	return ack, nil
}

// remember lets the facility ask for claims that it sent before by the ids of this bundle, too:
// real clients give every repeat a new Bundle.id and poll with that.
func (e *Engine) remember(ctx context.Context, in *intake, known map[string]Known, mediator string) error {
	facilities := map[string][]string{}
	for id, held := range known {
		facilities[held.Facility] = append(facilities[held.Facility], id)
	}
	aliases := []Alias{{ByMediator, mediator}}
	if in.bundle.ID.Present() {
		aliases = append(aliases, Alias{ByBundleID, in.bundle.ID.Value})
	}
	for facility, ids := range facilities {
		if err := e.Claims.Remember(ctx, facility, ids, aliases); err != nil {
			return err
		}
	}
	return nil
}

// refused counts a bundle that was not taken and writes its audit row: which rules spoke how often, and
// the SHA-256 of the body, by which the sender's copy can be recognised. Faults of ours are logged
// elsewhere.
func (e *Engine) refused(ctx context.Context, caller Caller, body []byte, err error) {
	failure, ok := errors.AsType[*Error](err)
	if !ok || failure.Kind == Internal || failure.Kind == Busy {
		e.Meter.Taken(BundleFailed)
		return
	}
	e.meterFindings(failure.Issues)
	rules := map[string]int{}
	for _, issue := range failure.Issues {
		if issue.Level == fhir.Error {
			rules[issue.Rule]++
		}
	}
	digest := sha256.Sum256(body)
	detail, err := json.Marshal(map[string]any{"rules": rules, "sha256": digest[:]})
	if err != nil {
		panic("encode audit detail: " + err.Error()) // a map of ours always encodes
	}
	outcome, action := BundleRefused, "bundle-refused"
	if failure.Kind == Conflict {
		outcome, action = BundleConflict, "claim-id-held-elsewhere"
	}
	e.Meter.Taken(outcome)
	e.audit(ctx, caller.Client, action, "", detail)
}
