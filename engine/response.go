package engine

import (
	"strconv"
	"time"

	"github.com/bima-exchange/bima/fhir"
)

// Systems of the codes that the exchange writes, below its FHIR base where they are its own.
const (
	hl7Adjudication = "http://terminology.hl7.org/CodeSystem/adjudication"

	ownAdjudication = "/CodeSystem/bima-adjudication"
	ownReason       = "/CodeSystem/bima-adjudication-reason"
	ownClaimState   = "/CodeSystem/claim-state"

	claimStateExtension = "/StructureDefinition/claim-state-extension"
)

// firstResponse is version 1 of a claim's ClaimResponse: queued. Every later version is made from
// the one before it, so that what the claim said of itself is read once.
func (e *Engine) firstResponse(bundle *fhir.Bundle, submitted *fhir.Claim, claim Claim) fhir.ClaimResponse {
	at := fhir.Instant(claim.AcceptedAt)
	response := fhir.ClaimResponse{
		ID:      claim.ID,
		Meta:    fhir.Meta{VersionID: "1", LastUpdated: at},
		Status:  "active",
		Type:    submitted.Type.JSON(),
		Use:     string(claim.Use),
		Patient: patientReference(bundle, submitted),
		Created: at,
		Insurer: fhir.ReferenceJSON{
			Reference: e.Base + "/Organization/SHA", Type: "Organization",
			Identifier: &fhir.IdentifierJSON{System: e.Base + "/identifier/payer", Value: "SHA"},
		},
		Requestor: &fhir.ReferenceJSON{
			Reference: submitted.Provider.Literal, Type: "Organization",
			Identifier: &fhir.IdentifierJSON{System: e.Base + "/identifier/fr-code", Value: claim.Facility},
		},
		Request: fhir.ReferenceJSON{
			Reference: e.claimURL(claim.ID), Type: "Claim", Identifier: e.requestIdentifier(submitted),
		},
	}
	for _, ours := range [][2]string{{"/identifier/claim-number", claim.Number}, {"/identifier/mediator-id", claim.Mediator}} {
		if ours[1] != "" {
			response.Identifier = append(response.Identifier, fhir.IdentifierJSON{System: e.Base + ours[0], Value: ours[1]})
		}
	}
	if submitted.SubType.State == fhir.Present {
		response.SubType = new(submitted.SubType.JSON())
	}
	e.stand(&response, standpoint{state: Queued, decision: decisionOf(claim)})
	return response
}

// claimURL is the url by which the exchange speaks of a claim.
func (e *Engine) claimURL(id string) string { return e.Base + "/Claim/" + id }

// patientReference is Claim.patient with the identifier by which the payer knows the patient.
func patientReference(bundle *fhir.Bundle, claim *fhir.Claim) fhir.ReferenceJSON {
	patient := fhir.ReferenceJSON{Reference: claim.Patient.Literal, Type: "Patient"}
	identifier := claim.Patient.Identifier
	if target, ok := bundle.Resolve(claim.Entry, claim.Patient); ok && target.Entry != nil && identifier.Value == "" {
		for _, own := range target.Entry.Resource.Identifier {
			if lastSegment(own.System) == "shanumber" {
				identifier = own
			}
		}
	}
	if identifier.Value != "" {
		patient.Identifier = &fhir.IdentifierJSON{System: identifier.System, Value: identifier.Value}
	}
	return patient
}

// requestIdentifier is the Claim's own identifier, or one that we make of its id.
func (e *Engine) requestIdentifier(claim *fhir.Claim) *fhir.IdentifierJSON {
	for _, identifier := range claim.Identifier {
		if identifier.Value != "" {
			return &fhir.IdentifierJSON{System: identifier.System, Value: identifier.Value}
		}
	}
	return &fhir.IdentifierJSON{System: e.Base + "/claim", Value: claim.ID.Value}
}

// nextResponse is the version after previous, in which the claim stands elsewhere.
func (e *Engine) nextResponse(previous Response, at time.Time, stand standpoint) (Response, error) {
	response, err := fhir.DecodeClaimResponse(previous.Body)
	if err != nil {
		return Response{}, err
	}
	version := previous.Version + 1
	response.Meta = fhir.Meta{VersionID: strconv.Itoa(version), LastUpdated: fhir.Instant(at)}
	e.stand(&response, stand)
	return Response{ClaimID: previous.ClaimID, Version: version, State: stand.state, At: at, Body: response.Encode()}, nil
}
