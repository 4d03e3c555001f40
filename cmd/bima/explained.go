package main

import (
	"encoding/json"
	"fmt"
	"strings"
)

// explanation is why a claim was decided as it was, as the exchange tells it.
type explanation struct {
	Claim    string
	Number   string
	State    string
	RuleSet  string `json:"rule_set"`
	Score    int
	Findings []explainedFinding
	Items    []explainedItem
	Remarks  []string
}

type explainedItem struct {
	Sequence   int
	Code       string
	Serviced   explainedDays
	Quantity   json.Number
	Submitted  json.Number
	Reductions []struct {
		Rule, Display string
		Amount        json.Number
	}
	Eligible, Copay, Benefit json.Number
	Units                    json.Number
	Paid                     *explainedDays
	Findings                 []explainedFinding
	// Bases are the figures of the rules that took nothing off.
	Bases []struct {
		Rule    string
		Figures []explainedFigure
	}
}

type explainedFigure struct{ Name, Value string }

type explainedDays struct{ Start, End string }

func (d explainedDays) String() string {
	if d.Start == d.End {
		return d.Start
	}
	return d.Start + " to " + d.End
}

type explainedFinding struct {
	Rule, Outcome, Payer, Facility string
	Figures                        []explainedFigure
}

// showExplanation prints an explanation: for each item the sum from what was submitted to what is paid,
// and below it the rules that spoke and the figures that they used.
func showExplanation(body []byte, asJSON bool, out *terminal) error {
	if asJSON {
		return out.json(json.RawMessage(body))
	}
	var told explanation
	if err := json.Unmarshal(body, &told); err != nil {
		return fmt.Errorf("the explanation cannot be read: %w", err)
	}
	head := told.State + "  claim " + told.Claim
	if told.Number != "" {
		head += "  " + told.Number
	}
	if told.RuleSet != "" {
		head += "  rules " + told.RuleSet
	}
	if told.Score > 0 {
		head += fmt.Sprintf("  suspicion %d", told.Score)
	}
	out.linef("%s", out.bold(head))
	for _, finding := range told.Findings {
		finding.show(out)
	}
	for _, item := range told.Items {
		item.show(out)
	}
	for _, remark := range told.Remarks {
		out.linef("  %s", remark)
	}
	return nil
}

func (i explainedItem) show(out *terminal) {
	out.linef("  item %d  %s  %s  quantity %s", i.Sequence, i.Code, i.Serviced, i.Quantity)
	line := func(what string, amount json.Number, why string) {
		out.linef("%s", strings.TrimRight(fmt.Sprintf("    %-10s KES %12s  %s", what, amount, why), " "))
	}
	line("submitted", i.Submitted, "")
	for _, reduction := range i.Reductions {
		line("less", reduction.Amount, strings.TrimSpace(reduction.Rule+"  "+reduction.Display))
	}
	if i.Eligible != "" {
		line("eligible", i.Eligible, "")
	}
	if i.Copay != "" && i.Copay != "0" {
		line("copay", i.Copay, "the patient's share")
	}
	if i.Benefit != "" {
		line("benefit", i.Benefit, "")
	}
	if i.Paid != nil && i.Units != "" {
		out.linef("    %-10s %16s  %s", "units", i.Units, i.Paid)
	}
	for _, finding := range i.Findings {
		finding.show(out)
	}
	for _, basis := range i.Bases {
		out.linef("    %s within  %s", out.good(basis.Rule), joinFigures(basis.Figures))
	}
}

// show prints a finding with each text that the reader may know.
func (f explainedFinding) show(out *terminal) {
	text := f.Payer
	if text == "" {
		text = f.Facility
	}
	out.linef("    %s %s  %s", out.doubt(f.Rule), f.Outcome, text)
	if f.Payer != "" && f.Facility != "" {
		out.linef("      %s %s", out.faint("told to the facility:"), f.Facility)
	}
	if len(f.Figures) > 0 {
		out.linef("      %s", joinFigures(f.Figures))
	}
}

func joinFigures(figures []explainedFigure) string {
	var texts []string
	for _, figure := range figures {
		texts = append(texts, figure.Name+" "+figure.Value)
	}
	return strings.Join(texts, "; ")
}
