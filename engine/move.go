package engine

import (
	"context"
	"fmt"
	"hash/fnv"
	"slices"

	"github.com/bima-exchange/bima/fhir"
)

// moveBy makes a step that takes nothing of benefits.
func (e *Engine) moveBy(ctx context.Context, a action) error {
	change, err := e.changeBy(ctx, a)
	if err != nil {
		return err
	}
	move, err := e.step(ctx, a.due, a.arrow, a.caller.Client, change)
	if err != nil {
		return err
	}
	facility, err := e.Claims.Move(ctx, move)
	if err != nil {
		return err
	}
	e.written(ctx, move, facility)
	return nil
}

// changeBy is what an action changes.
func (e *Engine) changeBy(ctx context.Context, a action) (change, error) {
	decision := a.told.decision
	decision.Remarks = a.remarks()
	change := change{decision: decision, decided: true, payment: a.told.payment, detail: a.detail()}
	switch a.On {
	case Resume:
		change.decision, change.decided = a.told.decision, false
	case SendToPayment, CompletePayment, DeclinePayment:
		change.payment = new(a.Payment)
		change.payment.Reason = string(a.Reason)
	case AddDocuments:
		change.documents = a.Documents
		for _, document := range a.Documents {
			change.detail.Documents = append(change.detail.Documents, DocumentSum{document.ID, SumDocument(document)})
		}
	case SendBack:
		last := fhir.DateOf(e.now()).AddDays(a.settings.AnswerWithin)
		change.decision.Remarks = append(change.decision.Remarks, until(last))
	case Appeal:
		return e.appealed(ctx, a, change)
	}
	return change, nil
}

// withdraw ends a claim for its facility. An approved preauthorization can be withdrawn as long as no
// claim has used it, which is asked under the lock of the member.
func (e *Engine) withdraw(ctx context.Context, a action) error {
	if a.due.Claim.State != Approved {
		return e.moveBy(ctx, a)
	}
	change, err := e.changeBy(ctx, a)
	if err != nil {
		return err
	}
	claim := a.due.Claim
	facts, err := e.facts(ctx, claim)
	if err != nil {
		return err
	}
	question := Question{
		Holder: Holder{claim.Member, facts.household()}, ClaimID: claim.ID, Facility: claim.Facility, Preauthorizations: []string{claim.ID},
		Days: Days{claim.FirstDay(), claim.LastDay()},
	}
	var move Move
	facility, err := e.Claims.Settle(ctx, question, func(held Held) (Move, error) {
		for _, preauthorization := range held.Preauthorizations {
			if preauthorization.ClaimID == claim.ID && preauthorization.used() {
				return Move{}, Errorf(Conflict, "a claim has used this preauthorization; it can no longer be withdrawn")
			}
		}
		var err error
		move, err = e.step(ctx, a.due, a.arrow, a.caller.Client, change)
		return move, err
	})
	if err != nil {
		return err
	}
	e.written(ctx, move, facility)
	return nil
}

// used reports whether a claim took something of the preauthorization.
func (p Preauthorization) used() bool {
	return slices.ContainsFunc(p.Items, func(item PreauthorizedItem) bool {
		return item.UsedQuantity.Sign() > 0 || item.UsedAmount.Cents > 0
	})
}

// appealed gives a rejected claim to another person than the one who refused it, once and in time.
func (e *Engine) appealed(ctx context.Context, a action, change change) (change, error) {
	last := a.told.events[len(a.told.events)-1]
	for _, event := range a.told.events {
		if event.To == Rejected && event.From != Rejected {
			last = event
		}
	}
	if end := fhir.DateOf(last.At).AddDays(a.settings.AppealWithin); fhir.DateOf(e.now()).After(end) {
		return change, Errorf(Conflict, "the rejection could be appealed until %s", end)
	}
	change.appealed = true
	refuser := ""
	if last.On == Reject {
		refuser = last.Actor
	}
	officer, err := e.otherOfficer(ctx, a.ClaimID, refuser)
	change.assigned, change.barred, change.detail.Assigned = &officer, &refuser, officer
	return change, err
}

// otherOfficer is one of the claims officers beside the one who refused; empty where there is no
// other: then whoever takes it up may decide, but the one who refused.
func (e *Engine) otherOfficer(ctx context.Context, claimID, refuser string) (string, error) {
	if e.Clients == nil {
		return "", nil
	}
	clients, err := e.Clients.ListClients(ctx)
	if err != nil {
		return "", fmt.Errorf("find an officer for claim %s: %w", claimID, err)
	}
	clients = slices.DeleteFunc(clients, func(client Client) bool {
		return client.Role != ClaimsOfficer || client.Revoked() || client.ID == refuser
	})
	if len(clients) == 0 {
		return "", nil
	}
	hash := fnv.New32a()
	hash.Write([]byte(claimID))
	return clients[int(hash.Sum32()%uint32(len(clients)))].ID, nil
}
