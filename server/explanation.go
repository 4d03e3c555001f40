package server

import (
	"encoding/json"
	"net/http"

	"github.com/bima-exchange/bima/engine"
)

// explanationView is what was decided about a claim and why.
type explanationView struct {
	Claim    string              `json:"claim"`
	Number   string              `json:"number"`
	State    engine.State        `json:"state"`
	RuleSet  string              `json:"rule_set,omitempty"`
	Score    int                 `json:"score,omitempty"`
	Findings []findingView       `json:"findings,omitempty"`
	Items    []explainedItemView `json:"items"`
	Remarks  []string            `json:"remarks,omitempty"`
}

type explainedItemView struct {
	Code     string     `json:"code"`
	Serviced periodView `json:"serviced"`
	Quantity quantity   `json:"quantity"`
	itemDecisionView
	Findings []findingView `json:"findings,omitempty"`
}

// explainClaim answers with the explanation of a claim, as far as the caller may know it.
func (s *Server) explainClaim(c *call) error {
	explanation, err := s.Engine.Explain(c.Request().Context(), c.client.Caller(), c.Param("claim_id"))
	if err != nil {
		return err
	}
	return c.answerJSON(http.StatusOK, viewExplanation(explanation))
}

// EncodeExplanation is an explanation in the JSON in which it is answered, for programs that explain
// without a server.
func EncodeExplanation(explanation engine.Explanation) ([]byte, error) {
	return json.Marshal(viewExplanation(explanation))
}

func viewExplanation(e engine.Explanation) explanationView {
	view := explanationView{
		Claim: e.ClaimID, Number: e.Number, State: e.State, RuleSet: e.RuleSet, Score: e.Score,
		Findings: viewFindings(e.Findings), Items: []explainedItemView{}, Remarks: e.Remarks,
	}
	for _, item := range e.Items {
		explained := explainedItemView{
			Code: item.Code, Serviced: periodView{item.Days.First, item.Days.Last}, Quantity: quantity(item.Quantity),
			itemDecisionView: viewItemDecision(item.ItemDecision, e.RuleSet != ""),
			Findings:         viewFindings(item.Findings),
		}
		explained.tellIn(e)
		view.Items = append(view.Items, explained)
	}
	return view
}

// tellIn leaves of an item what the ClaimResponse tells in the state, too: no benefit before one is
// granted, and 0 alone where it is refused.
func (i *explainedItemView) tellIn(e engine.Explanation) {
	refused := e.State == engine.Rejected || e.State == engine.Canceled
	if !e.Granted {
		i.Copay, i.Benefit = nil, nil
	}
	if refused {
		i.Eligible, i.Copay = nil, nil
	}
	if refused || !e.Granted {
		i.Units, i.Paid = nil, nil
	}
}
