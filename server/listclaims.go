package server

import (
	"net/http"
	"slices"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// listedClaimView is a claim as a list shows it.
type listedClaimView struct {
	ID       string       `json:"id"`
	Number   string       `json:"number"`
	Facility string       `json:"facility"`
	Member   string       `json:"member,omitempty"`
	Use      engine.Use   `json:"use"`
	State    engine.State `json:"state"`
	Version  int          `json:"version"`
	Received time.Time    `json:"received"`
	Due      *time.Time   `json:"due,omitempty"`
	Assigned string       `json:"assigned,omitempty"`
	// Submitted and Benefit are sums; Benefit is absent where nothing was decided.
	Submitted shillings  `json:"submitted"`
	Benefit   *shillings `json:"benefit,omitempty"`
}

type claimList struct {
	Claim []listedClaimView `json:"claim"`
	// Next is the cursor of the next page, absent on the last.
	Next string `json:"next,omitempty"`
}

// listClaims lists the claims that the caller may read.
func (s *Server) listClaims(c *call) error {
	filter, err := s.readClaimFilter(c)
	if err != nil {
		return err
	}
	asked := filter
	if asked.States, err = s.statesBehind(c, filter.States); err != nil {
		return err
	}
	claims, next, err := s.Engine.ListClaims(c.Request().Context(), c.client.Caller(), asked)
	if err != nil {
		return err
	}
	list := claimList{Claim: []listedClaimView{}, Next: writeCursor(next, filter)}
	for _, claim := range claims {
		list.Claim = append(list.Claim, s.viewListed(c, claim))
	}
	return c.answerJSON(http.StatusOK, list)
}

func (s *Server) viewListed(c *call, claim engine.ListedClaim) listedClaimView {
	view := listedClaimView{
		ID: claim.ID, Number: claim.Number, Facility: claim.Facility, Member: claim.Member, Use: claim.Use,
		State: s.shownState(c, claim.State), Version: claim.Version, Received: claim.ReceivedAt.In(fhir.Nairobi),
		Due: instantOf(claim.DueAt), Assigned: claim.Assigned, Submitted: shillings(claim.Submitted), Benefit: inShillings(claim.Benefit),
	}
	if c.client.Role != engine.Provider {
		return view
	}
	view.Due, view.Assigned = facilityDue(claim.State, claim.DueAt), ""
	if !slices.Contains(benefitTold, claim.State) {
		view.Benefit = nil
	}
	return view
}

// benefitTold are the states in which a ClaimResponse tells the benefit.
var benefitTold = []engine.State{
	engine.Approved, engine.SentForPayment, engine.PaymentDeclined, engine.PaymentCompleted, engine.Rejected, engine.Canceled,
}

// statesBehind are the states of the claims that the caller is told to be in those that it asks for.
func (s *Server) statesBehind(c *call, asked []engine.State) ([]engine.State, error) {
	if len(asked) == 0 {
		return nil, nil
	}
	var behind []engine.State
	for _, state := range engine.States {
		if slices.Contains(asked, s.shownState(c, state)) {
			behind = append(behind, state)
		}
	}
	if len(behind) == 0 {
		return nil, engine.Errorf(engine.Invalid, "no claim is told to be %s here; the states are those of the guide", wordsOf(asked))
	}
	return behind, nil
}
