package engine

import (
	"context"
	"slices"

	"github.com/bima-exchange/bima/fhir"
)

// ClaimFile is all that the payer's people see of a claim.
type ClaimFile struct {
	Claim Claim
	// JSON is the Claim as submitted, without the credentials of the facility; of a finance officer's
	// file without diagnoses and attachments, too.
	JSON []byte
	// Decision is the last that was made, Proposal what the first of two officers would approve.
	Decision Decision
	Proposal *Proposal
	Payment  *Payment
	// Approval is that of a preauthorization; nil where there is none.
	Approval  *Approval
	Events    []Event
	Documents []Document
}

// ClaimFile is the file of a claim. It is for the payer's people: a facility reads the status.
// NotFound.
func (e *Engine) ClaimFile(ctx context.Context, caller Caller, id string) (ClaimFile, error) {
	due, err := e.dueFor(ctx, caller, id)
	if err != nil {
		return ClaimFile{}, err
	}
	told, err := e.history(ctx, due.Claim)
	if err != nil {
		return ClaimFile{}, err
	}
	file := ClaimFile{Claim: due.Claim, Decision: told.decision, Proposal: told.proposal, Payment: told.payment, Events: told.events}
	if file.JSON, err = e.submittedFor(ctx, caller, id); err != nil {
		return ClaimFile{}, err
	}
	if file.Approval, err = e.approvalOf(ctx, due.Claim); err != nil {
		return ClaimFile{}, err
	}
	if caller.Role == FinanceOfficer {
		return file.withoutDiagnosis(), nil
	}
	file.Documents, err = e.Claims.ListDocuments(ctx, id)
	return file, err
}

// submittedFor is the Claim as submitted, as far as the caller may see it.
func (e *Engine) submittedFor(ctx context.Context, caller Caller, id string) ([]byte, error) {
	claim, err := e.Claims.FindJSON(ctx, id)
	if err != nil {
		return nil, err
	}
	if claim, err = fhir.WithoutExtensions(claim, credentials...); err != nil {
		return nil, err
	}
	if caller.Role != FinanceOfficer {
		return claim, nil
	}
	return fhir.WithoutElements(claim, "diagnosis", "supportingInfo", "procedure", "careTeam")
}

// withoutDiagnosis is the file without what a finance officer does not read.
func (f ClaimFile) withoutDiagnosis() ClaimFile {
	f.Claim.Diagnosis = nil
	f.Claim.Items = slices.Clone(f.Claim.Items)
	for i := range f.Claim.Items {
		f.Claim.Items[i].Diagnosis = nil
	}
	f.Decision.Findings, f.Decision.Remarks = nil, nil // they may speak of the illness
	f.Events = slices.Clone(f.Events)
	for i := range f.Events {
		f.Events[i].Detail = nil
	}
	return f
}

// approvalOf is what was approved of a preauthorization; nil where nothing was or it is a claim.
func (e *Engine) approvalOf(ctx context.Context, claim Claim) (*Approval, error) {
	if claim.Use != UsePreauthorization {
		return nil, nil
	}
	approval, err := e.Claims.FindApproval(ctx, claim.ID)
	if err != nil && KindOf(err) == NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &approval, nil
}

// FindDocument is a document that was added to a claim. Its facility may read it, and the payer's
// people but for finance. NotFound.
func (e *Engine) FindDocument(ctx context.Context, caller Caller, claimID, id string) (Document, error) {
	if _, err := e.dueFor(ctx, caller, claimID); err != nil {
		return Document{}, err
	}
	return e.Claims.FindDocument(ctx, claimID, id)
}
