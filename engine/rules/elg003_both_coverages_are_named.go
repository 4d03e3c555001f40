package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/terminology"
)

// bothCoveragesAreNamed knows a public officer by the registry, or by an intervention of their scheme.
// An unknown member is ELG-001's matter alone.
var bothCoveragesAreNamed = engine.Rule{
	ID:       "ELG-003",
	Title:    "The claim of a public officer names both coverages.",
	Cites:    "Claims Submission Guide, checklist 13",
	Outcomes: []engine.Outcome{engine.Deny},
	Check: func(c engine.Case) []engine.Finding {
		if c.Member == nil || !publicOfficer(c) {
			return nil
		}
		var missing []string
		for _, scheme := range []terminology.Scheme{terminology.SHA, terminology.PMF} {
			if !slices.Contains(c.Claim.Stated.Schemes, string(scheme)) {
				missing = append(missing, coverageNames[scheme])
			}
		}
		if len(missing) == 0 {
			return nil
		}
		absent := strings.Join(missing, " and ")
		return denied(engine.CoverageNotNamed,
			fmt.Sprintf("The claim is that of a public officer and does not name %s in its insurance.", absent),
			fmt.Sprintf("The patient is covered as a public officer: a claim has to name both coverages, and this one does not name %s.", absent))
	},
}

var coverageNames = map[terminology.Scheme]string{
	terminology.SHA: "the coverage of the Social Health Authority",
	terminology.PMF: "the coverage of the public officers' scheme",
}

// publicOfficer reports whether the member has the public officers' cover on the first day of service,
// or the claim asks for what only they have.
func publicOfficer(c engine.Case) bool {
	day := c.Claim.FirstDay()
	return slices.ContainsFunc(c.Claim.Items, func(item engine.Item) bool {
		return schemeOf(item.Code) == string(terminology.PMF)
	}) || slices.ContainsFunc(c.Coverages, func(row engine.Coverage) bool {
		return row.Scheme == string(terminology.PMF) && row.Covers(day)
	})
}
