package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/engine"
)

// documentsAreAttached counts what came with the claim and what was added to it later.
var documentsAreAttached = engine.Rule{
	ID:       "DOC-001",
	Title:    "The documents that the intervention requires are attached.",
	Cites:    "SHA benefits and tariffs: required documents",
	Outcomes: []engine.Outcome{engine.Refer},
	Check: eachItem(func(c engine.Case, item engine.Item, _ engine.ItemDecision) []engine.Finding {
		row, _ := c.Intervention(item)
		var missing []string
		for _, wanted := range row.Documents {
			if !attached(c.Claim.Stated.Documents, wanted) && !attached(c.Documents, wanted) {
				missing = append(missing, plainDocument(wanted))
			}
		}
		if len(missing) == 0 {
			return nil
		}
		return referred(engine.DocumentMissing,
			fmt.Sprintf("%s requires documents that are not attached: %s.", item.Code, listed(missing)),
			fmt.Sprintf("%s requires documents that are not attached to the claim: %s. Add what is missing.", item.Code, listed(missing)))
	}),
}

func attached(documents []string, wanted string) bool {
	return slices.ContainsFunc(documents, func(document string) bool { return plainDocument(document) == plainDocument(wanted) })
}

// plainDocument is a code of a document type as the national list writes it: clients write
// "discharge_summary" for DISCHARGE-SUMMARY.
func plainDocument(code string) string {
	return strings.ReplaceAll(strings.ToUpper(strings.TrimSpace(code)), "_", "-")
}
