package rules

import (
	"fmt"
	"strings"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// coverIsActive asks of each counted day whether a row of the member's cover holds on it, since one
// row may follow another. An unknown member is ELG-001's matter alone.
var coverIsActive = engine.Rule{
	ID:       "ELG-002",
	Title:    "The member's cover by the item's scheme is active on every day of service: contributions paid up, waiting period over.",
	Cites:    "Social Health Insurance Regulations 2024, reg. 17; Claims Submission Guide, pre-submission validation",
	Outcomes: []engine.Outcome{engine.Deny},
	Check: eachItem(func(c engine.Case, item engine.Item, _ engine.ItemDecision) []engine.Finding {
		if c.Member == nil {
			return nil
		}
		cover := cover{scheme: schemeOf(item.Code), rows: c.Coverages}
		if row, _ := c.Intervention(item); row.Fund == primaryCareFund {
			cover.unpaid = true
		}
		day, why := cover.gap(c.Counted(item))
		if day.IsZero() {
			return nil
		}
		return denied(engine.CoverNotActive,
			fmt.Sprintf("%s: the member's %s cover is not active on %s: %s.", item.Code, cover.scheme, day, why),
			fmt.Sprintf("The member's %s cover is not active on %s: %s. The cover can be looked up before service.", cover.scheme, day, why))
	}),
}

// primaryCareFund is paid by taxes: whoever is registered may use it, without contributions.
const primaryCareFund = "PHC_Only"

// schemeOf is the scheme whose cover an intervention needs.
func schemeOf(code string) string {
	if strings.HasPrefix(code, string(terminology.PMF)+"-") {
		return string(terminology.PMF)
	}
	return string(terminology.SHA)
}

// cover is what a member has of a scheme.
type cover struct {
	scheme string
	rows   []engine.Coverage
	// unpaid: neither contributions nor a waiting period count.
	unpaid bool
}

// gap is the first day that no row covers, and why; zero where all are covered.
func (c cover) gap(days engine.Days) (fhir.Date, string) {
	for day := days.First; !day.After(days.Last); {
		last, covered := c.coveredTo(day)
		switch {
		case !covered:
			return day, c.why(day)
		case last.IsZero():
			return fhir.Date{}, ""
		}
		day = last.AddDays(1)
	}
	return fhir.Date{}, ""
}

// coveredTo is the last day to which the rows that cover a day go; zero: they are open.
func (c cover) coveredTo(day fhir.Date) (last fhir.Date, covered bool) {
	for _, row := range c.rows {
		if row.Scheme != c.scheme || !row.Holds(day) || !c.unpaid && !row.Covers(day) {
			continue
		}
		end := row.To
		if !c.unpaid && !row.PaidTo.IsZero() && (end.IsZero() || row.PaidTo.Before(end)) {
			end = row.PaidTo
		}
		if end.IsZero() {
			return end, true
		}
		if end.After(last) {
			last = end
		}
		covered = true
	}
	return last, covered
}

// why says what is wrong with the cover on a day.
func (c cover) why(day fhir.Date) string {
	why := "there is none"
	for _, row := range c.rows {
		switch {
		case row.Scheme != c.scheme:
		case !row.Holds(day):
			if !row.To.IsZero() && row.To.Before(day) {
				why = "it ended on " + row.To.String()
			}
		case day.Before(row.WaitUntil):
			return "the waiting period ends on " + row.WaitUntil.AddDays(-1).String()
		default:
			return "contributions are paid up to " + row.PaidTo.String()
		}
	}
	return why
}
