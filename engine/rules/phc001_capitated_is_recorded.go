package rules

import (
	"fmt"

	"github.com/bima-exchange/bima/engine"
)

var capitatedIsRecorded = engine.Rule{
	ID:    "PHC-001",
	Title: "A capitated service is recorded as used, and nothing is payable for it.",
	Cites: "Claims Submission Guide, checklist 14",
	Check: eachItem(func(c engine.Case, item engine.Item) []engine.Finding {
		intervention, known := c.Terms.Intervention(item.Code, item.Start)
		if !known || !intervention.Capitated {
			return nil
		}
		return []engine.Finding{{
			Outcome:  engine.Note,
			Reason:   engine.CapitatedService,
			Payer:    fmt.Sprintf("%s is paid by capitation; the service is recorded.", item.Code),
			Facility: fmt.Sprintf("%s is paid by capitation: the service is recorded, and nothing is payable on this claim.", item.Code),
		}}
	}),
}
