package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// told is a decision as a golden file has it.
func told(c engine.Case, decision engine.Decision) string {
	var b strings.Builder
	for _, finding := range decision.Findings {
		fmt.Fprintf(&b, "%s %s %s", finding.Rule, finding.Outcome, finding.Reason)
		if finding.Item > 0 {
			fmt.Fprintf(&b, ", item %d", finding.Item)
		}
		if finding.Ceiling != nil {
			fmt.Fprintf(&b, ", ceiling %s", finding.Ceiling)
		}
		if finding.Weight > 0 {
			fmt.Fprintf(&b, ", weight %d", finding.Weight)
		}
		fmt.Fprintf(&b, "\n  payer:    %s\n  facility: %s\n", finding.Payer, or(finding.Facility, "(nothing)"))
		for _, figure := range finding.Figures {
			mark := ""
			if figure.Payer {
				mark = " (payer)"
			}
			fmt.Fprintf(&b, "  figure:   %s: %s%s\n", figure.Name, figure.Value, mark)
		}
	}
	for i, item := range decision.Items {
		fmt.Fprintf(&b, "item %d %s: submitted %s", item.Sequence, c.Claim.Items[i].Code, item.Submitted)
		for _, reduction := range item.Reductions {
			fmt.Fprintf(&b, " − %s (%s)", reduction.Amount, reduction.Rule)
		}
		fmt.Fprintf(&b, " = eligible %s − copay %s = benefit %s; units %s, paid %s\n", item.Eligible, item.Copay, item.Benefit, shown(item.Units), span(item.Paid))
		for _, basis := range item.Bases {
			fmt.Fprintf(&b, "  within %s:", basis.Rule)
			for _, figure := range basis.Figures {
				fmt.Fprintf(&b, " %s %s;", figure.Name, figure.Value)
			}
			b.WriteString("\n")
		}
	}
	fmt.Fprintf(&b, "%s, benefit %s\n", decision.Action(), decision.Benefit())
	return b.String()
}

// checkDecision holds of a decision what must hold of every one: its sums, and its texts.
func checkDecision(t *testing.T, c engine.Case, decision engine.Decision) {
	t.Helper()
	total := int64(0)
	for _, item := range decision.Items {
		off := int64(0)
		for _, reduction := range item.Reductions {
			off += reduction.Amount.Cents
		}
		if item.Submitted.Cents-off != item.Eligible.Cents || item.Eligible.Cents-item.Copay.Cents != item.Benefit.Cents {
			t.Errorf("item %d: the sums do not add up: %+v", item.Sequence, item)
		}
		if item.Benefit.Cents < 0 || item.Benefit.Cents > item.Submitted.Cents {
			t.Errorf("item %d: benefit %s of %s", item.Sequence, item.Benefit, item.Submitted)
		}
		total += item.Benefit.Cents
	}
	if total != decision.Benefit().Cents {
		t.Errorf("the items come to %s, the claim to %s", fhir.Cents(total), decision.Benefit())
	}
	for _, finding := range decision.Findings {
		checkFinding(t, c, finding)
	}
}

// checkFinding: the outcome is one that the rule can have, the reason has a name, both texts are
// sentences, and the facility learns nothing that is not for it.
func checkFinding(t *testing.T, c engine.Case, finding engine.Finding) {
	t.Helper()
	i := slices.IndexFunc(All(), func(rule engine.Rule) bool { return rule.ID == finding.Rule })
	rule := All()[i]
	if !slices.Contains(rule.Outcomes, finding.Outcome) && c.Settings.Outcomes[rule.ID] == "" {
		t.Errorf("%s: the outcome %s is not among %v", finding.Rule, finding.Outcome, rule.Outcomes)
	}
	if finding.Ceiling != nil && rule.Binds == "" {
		t.Errorf("%s sets a ceiling and does not say what kind", finding.Rule)
	}
	if finding.Reason.Display() == "" {
		t.Errorf("%s: the reason %q has no name", finding.Rule, finding.Reason)
	}
	if !strings.HasSuffix(finding.Payer, ".") || finding.Facility != "" && !strings.HasSuffix(finding.Facility, ".") {
		t.Errorf("%s: %q or %q is no sentence", finding.Rule, finding.Payer, finding.Facility)
	}
	if finding.Outcome == engine.Watch && finding.Facility != "" {
		t.Errorf("%s: the facility is told of what is watched: %q", finding.Rule, finding.Facility)
	}
	if fault := leak(c, finding.Facility); fault != "" {
		t.Errorf("%s tells the facility %s: %q", finding.Rule, fault, finding.Facility)
	}
	for _, figure := range finding.Figures {
		if fault := leak(c, figure.Value); !figure.Payer && fault != "" {
			t.Errorf("%s tells the facility %s: %s %s", finding.Rule, fault, figure.Name, figure.Value)
		}
	}
}

var (
	facilityForm     = regexp.MustCompile(`FID-[0-9-]+`)
	practitionerForm = regexp.MustCompile(`PUID-[0-9-]+`)
	memberForm       = regexp.MustCompile(`(CR|HH)[0-9]{8,}`)
	word             = regexp.MustCompile(`[A-Za-z0-9][A-Za-z0-9.]*[A-Za-z0-9]`)
)

// leak is what a text for the facility must not say and says; empty where there is nothing.
func leak(c engine.Case, text string) string {
	for _, fid := range facilityForm.FindAllString(text, -1) {
		if fid != c.Claim.Facility {
			return "of another facility"
		}
	}
	for _, puid := range practitionerForm.FindAllString(text, -1) {
		if puid != c.Claim.Practitioner {
			return "of another practitioner"
		}
	}
	if memberForm.MatchString(text) {
		return "a member's number"
	}
	for _, other := range c.Others {
		if strings.Contains(text, other.ClaimID) {
			return "of another claim"
		}
	}
	for _, taken := range c.Taken {
		if strings.Contains(text, taken.ClaimID) {
			return "of another's use"
		}
	}
	for _, code := range word.FindAllString(text, -1) {
		if terminology.StemForm(strings.ToUpper(code)) && strings.ContainsAny(code, "0123456789") {
			return "a diagnosis"
		}
	}
	for _, hidden := range []string{"SUR-", "DUP-", "urveillance"} {
		if strings.Contains(text, hidden) {
			return "of surveillance"
		}
	}
	return ""
}
