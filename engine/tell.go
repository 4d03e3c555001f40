package engine

import "github.com/bima-exchange/bima/fhir"

const (
	claimExpiryExtension = "/StructureDefinition/claim-expiry-extension"
	ownClaimExpiry       = "/CodeSystem/claim-expiry"
)

// tellApproval writes the number and the days of an approved preauthorization (api.md
// "ClaimResponse").
func (e *Engine) tellApproval(response *fhir.ClaimResponse, show showing, approval *Approval) {
	response.PreAuthRef, response.PreAuthPeriod = "", nil
	if approval == nil || !show.benefit || show.refused {
		return
	}
	response.PreAuthRef = approval.Number
	response.PreAuthPeriod = &fhir.PeriodJSON{Start: approval.Period.First.String(), End: approval.Period.Last.String()}
	code := "expiry-date"
	if approval.Expired {
		code = "expired"
	}
	response.Extension = append(response.Extension, fhir.ExtensionJSON{
		URL:     e.Base + claimExpiryExtension,
		Concept: fhir.Concept(e.Base+ownClaimExpiry, code, approval.Period.Last.String()),
	})
}

// Payment is what the paying system says of a claim.
type Payment struct {
	// Reference is its own number for the payment.
	Reference  string      `json:"reference"`
	Date       fhir.Date   `json:"date,omitzero"`
	Amount     *fhir.Money `json:"amount,omitempty"`
	Adjustment *fhir.Money `json:"adjustment,omitempty"`
	// Reason says why it was declined.
	Reason string `json:"reason,omitempty"`
}

const hl7PaymentType = "http://terminology.hl7.org/CodeSystem/ex-paymenttype"

func (e *Engine) responsePayment(payment Payment) *fhir.ResponsePayment {
	amount := fhir.Cents(0)
	if payment.Amount != nil {
		amount = *payment.Amount
	}
	return &fhir.ResponsePayment{
		Type:       fhir.Concept(hl7PaymentType, "complete", "Complete"),
		Adjustment: payment.Adjustment,
		Date:       payment.Date.String(),
		Amount:     amount,
		Identifier: &fhir.IdentifierJSON{System: e.Base + "/identifier/payment-reference", Value: payment.Reference},
	}
}
