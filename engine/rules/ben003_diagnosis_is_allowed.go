package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/terminology"
)

// diagnosisIsAllowed refers and does not deny: whether a diagnosis stands for another is a matter for
// people who treat.
var diagnosisIsAllowed = engine.Rule{
	ID:       "BEN-003",
	Title:    "A diagnosis of the item, or of the claim where the item names none, is one for which the intervention is paid.",
	Cites:    "SHA benefits and tariffs: diagnoses; Claims Submission Guide: dual code association",
	Outcomes: []engine.Outcome{engine.Refer},
	Check: eachItem(func(c engine.Case, item engine.Item, _ engine.ItemDecision) []engine.Finding {
		row, _ := c.Intervention(item)
		if len(row.Diagnoses) == 0 {
			return nil
		}
		named := item.Diagnosis
		if len(named) == 0 {
			named = c.Claim.Diagnosis
		}
		if slices.ContainsFunc(engine.Clusters(named), func(cluster terminology.Cluster) bool {
			return c.Terms.WithinDiagnoses(cluster, row.Diagnoses, item.Start)
		}) {
			return nil
		}
		return referred(engine.DiagnosisNotAllowed,
			fmt.Sprintf("%s is for %s and what stands below; named is %s.", item.Code, shortened(row.Diagnoses), or(strings.Join(named, ", "), "none")),
			fmt.Sprintf("%s is not paid for any of the diagnoses that the claim names for it. Check the intervention and its diagnosis; a person looks at it.", item.Code))
	}),
}
