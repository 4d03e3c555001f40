package server

import (
	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// decisionView is what was decided about a claim, so that the sum can be redone by hand. Before
// anything was decided it has what was submitted alone.
type decisionView struct {
	RuleSet  string             `json:"rule_set,omitempty"`
	Score    int                `json:"score,omitempty"`
	Items    []itemDecisionView `json:"items"`
	Findings []findingView      `json:"findings,omitempty"`
	Remarks  []string           `json:"remarks,omitempty"`
}

type itemDecisionView struct {
	Sequence   int             `json:"sequence"`
	Submitted  shillings       `json:"submitted"`
	Reductions []reductionView `json:"reductions,omitempty"`
	Eligible   *shillings      `json:"eligible,omitempty"`
	Copay      *shillings      `json:"copay,omitempty"`
	Benefit    *shillings      `json:"benefit,omitempty"`
	// Units and Paid are what the benefit pays.
	Units                *quantity   `json:"units,omitempty"`
	Paid                 *periodView `json:"paid,omitempty"`
	Bases                []basisView `json:"bases,omitempty"`
	Preauthorization     string      `json:"preauthorization,omitempty"`
	PreauthorizationItem int         `json:"preauthorization_item,omitempty"`
}

// basisView is the figures by which an item is within what a rule leaves it.
type basisView struct {
	Rule    string       `json:"rule"`
	Figures []figureView `json:"figures"`
}

type reductionView struct {
	Rule    string        `json:"rule,omitempty"`
	Reason  engine.Reason `json:"reason"`
	Display string        `json:"display"`
	Amount  shillings     `json:"amount"`
}

// findingView is a finding. Payer, Weight and figures that tell of others are for the payer's people
// alone: the engine has left them out for a facility.
type findingView struct {
	Rule     string         `json:"rule"`
	Outcome  engine.Outcome `json:"outcome"`
	Reason   engine.Reason  `json:"reason"`
	Display  string         `json:"display"`
	Item     int            `json:"item,omitempty"`
	Ceiling  *shillings     `json:"ceiling,omitempty"`
	Units    *quantity      `json:"units,omitempty"`
	Paid     *periodView    `json:"paid,omitempty"`
	Weight   int            `json:"weight,omitempty"`
	Figures  []figureView   `json:"figures,omitempty"`
	Payer    string         `json:"payer,omitempty"`
	Facility string         `json:"facility,omitempty"`
}

type figureView struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	Payer bool   `json:"payer,omitempty"`
}

// quantity is a decimal as a JSON number, as it was written.
type quantity fhir.Decimal

// MarshalJSON writes the number.
func (q quantity) MarshalJSON() ([]byte, error) { return []byte(fhir.Decimal(q).String()), nil }

// periodView is days, both included.
type periodView struct {
	Start fhir.Date `json:"start"`
	End   fhir.Date `json:"end"`
}

func viewPeriod(days engine.Days) *periodView {
	if days.IsZero() {
		return nil
	}
	return &periodView{days.First, days.Last}
}

// viewDecision is the decision; of one without a rule set nothing was decided.
func viewDecision(decision engine.Decision) decisionView {
	view := decisionView{
		RuleSet: decision.RuleSet, Score: decision.Score, Items: []itemDecisionView{},
		Findings: viewFindings(decision.Findings), Remarks: decision.Remarks,
	}
	for _, item := range decision.Items {
		view.Items = append(view.Items, viewItemDecision(item, decision.RuleSet != ""))
	}
	return view
}

func viewItemDecision(item engine.ItemDecision, decided bool) itemDecisionView {
	view := itemDecisionView{Sequence: item.Sequence, Submitted: shillings(item.Submitted)}
	if !decided {
		return view
	}
	for _, reduction := range item.Reductions {
		view.Reductions = append(view.Reductions, reductionView{
			Rule: reduction.Rule, Reason: reduction.Reason, Display: reduction.Reason.Display(), Amount: shillings(reduction.Amount),
		})
	}
	view.Eligible, view.Copay, view.Benefit = inShillings(&item.Eligible), inShillings(&item.Copay), inShillings(&item.Benefit)
	view.Units, view.Paid = new(quantity(item.Units)), viewPeriod(item.Paid)
	for _, basis := range item.Bases {
		view.Bases = append(view.Bases, basisView{basis.Rule, viewFigures(basis.Figures)})
	}
	view.Preauthorization, view.PreauthorizationItem = item.Preauthorization, item.PreauthorizationItem
	return view
}

func viewFindings(findings []engine.Finding) []findingView {
	var views []findingView
	for _, finding := range findings {
		view := findingView{
			Rule: finding.Rule, Outcome: finding.Outcome, Reason: finding.Reason, Display: finding.Reason.Display(),
			Item: finding.Item, Ceiling: inShillings(finding.Ceiling), Paid: viewPeriod(finding.Paid),
			Weight: finding.Weight, Payer: finding.Payer, Facility: finding.Facility,
		}
		if finding.Units != nil {
			view.Units = new(quantity(*finding.Units))
		}
		view.Figures = viewFigures(finding.Figures)
		views = append(views, view)
	}
	return views
}

func viewFigures(figures []engine.Figure) []figureView {
	var views []figureView
	for _, figure := range figures {
		views = append(views, figureView(figure))
	}
	return views
}
