package server

import "net/http"

// payerName is the legal name of the insurer to whom every claim goes.
const payerName = "Social Health Authority"

// organization is the R4 Organization of the payer: what ClaimResponse.insurer leads to.
type organization struct {
	ResourceType string            `json:"resourceType"`
	ID           string            `json:"id"`
	Active       bool              `json:"active"`
	Type         []codeableConcept `json:"type"`
	Name         string            `json:"name"`
}

type codeableConcept struct {
	Coding []coding `json:"coding"`
}

type coding struct {
	System  string `json:"system"`
	Code    string `json:"code"`
	Display string `json:"display"`
}

// readPayer answers with the payer.
func (s *Server) readPayer(c *call) error {
	payer := coding{"http://terminology.hl7.org/CodeSystem/organization-type", "pay", "Payer"}
	return c.answerAs(http.StatusOK, typeFHIR, organization{
		ResourceType: "Organization",
		ID:           "SHA",
		Active:       true,
		Type:         []codeableConcept{{[]coding{payer}}},
		Name:         payerName,
	})
}
