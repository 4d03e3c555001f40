package server

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"

	"github.com/labstack/echo/v4"

	"github.com/bima-exchange/bima/engine"
)

// claimFileView is all that the payer's people see of a claim.
type claimFileView struct {
	Claim claimView `json:"claim"`
	// Resource is the Claim as it was submitted.
	Resource  json.RawMessage `json:"resource"`
	Decision  decisionView    `json:"decision"`
	Proposal  *proposalView   `json:"proposal,omitempty"`
	Payment   *paymentView    `json:"payment,omitempty"`
	Approval  *approvalView   `json:"approval,omitempty"`
	Events    []eventView     `json:"events"`
	Documents []documentView  `json:"documents,omitempty"`
}

// readClaim answers with a claim: for the payer's people its file, for a facility what the claim
// status tells. The ETag is the same for both.
func (s *Server) readClaim(c *call) error {
	file, err := s.Engine.ClaimFile(c.Request().Context(), c.client.Caller(), c.Param("claim_id"))
	if err != nil {
		return err
	}
	header, tag := c.Response().Header(), versionETag(file.Claim.Version)
	header.Set("ETag", tag)
	if tags := entityTags(c.Request().Header); slices.Contains(tags, tag) || slices.Contains(tags, "*") {
		header.Add(echo.HeaderVary, echo.HeaderAcceptEncoding)
		return c.NoContent(http.StatusNotModified)
	}
	if c.client.Role == engine.Provider {
		return s.answerStatusOf(c, file.Claim.ID)
	}
	view, err := viewClaimFile(file)
	if err != nil {
		return err
	}
	return c.answerJSON(http.StatusOK, view)
}

// answerStatusOf answers what the claim status answers to a Claim.id, to the byte.
func (s *Server) answerStatusOf(c *call, id string) error {
	status, err := s.Engine.Status(c.Request().Context(), c.client.Caller(), engine.StatusRequest{
		ClaimID: id, Page: 1, Self: statusPath + "?claim_id=" + url.QueryEscape(id),
	})
	if err != nil {
		return err
	}
	return c.answer(http.StatusOK, typeFHIR, status.Body)
}

func viewClaimFile(file engine.ClaimFile) (claimFileView, error) {
	view := claimFileView{
		Claim: viewClaim(file.Claim), Resource: file.JSON, Decision: viewDecision(file.Decision),
		Payment: viewPayment(file.Payment), Approval: viewApproval(file.Approval), Proposal: viewProposal(file.Proposal),
		Events: []eventView{},
	}
	for _, event := range file.Events {
		viewed, err := viewEvent(event)
		if err != nil {
			return view, err
		}
		view.Events = append(view.Events, viewed)
	}
	for _, document := range file.Documents {
		view.Documents = append(view.Documents, viewDocument(document))
	}
	return view, nil
}
