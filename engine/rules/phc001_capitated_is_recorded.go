package rules

import (
	"fmt"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

var capitatedIsRecorded = engine.Rule{
	ID:       "PHC-001",
	Title:    "A capitated service is recorded as used, and nothing is payable for it.",
	Cites:    "Claims Submission Guide, checklist 14",
	Outcomes: []engine.Outcome{engine.Note, engine.Cut, engine.Deny},
	Binds:    engine.ByLaw,
	Check: eachItem(func(c engine.Case, item engine.Item, left engine.ItemDecision) []engine.Finding {
		intervention, known := c.Intervention(item)
		if !known || !intervention.Capitated {
			return nil
		}
		if left.Eligible.Cents > 0 { // ITM-009 was lowered, or the code is capitated since the claim came
			return []engine.Finding{{
				Outcome:  engine.Cut,
				Reason:   engine.CapitatedService,
				Ceiling:  new(fhir.Cents(0)),
				Payer:    fmt.Sprintf("%s: %s was asked for; it is paid by capitation, so nothing is payable on a claim.", item.Code, item.Net),
				Facility: fmt.Sprintf("%s is paid by capitation: nothing is payable on this claim, and %s was asked for.", item.Code, item.Net),
			}}
		}
		return []engine.Finding{{
			Outcome:  engine.Note,
			Reason:   engine.CapitatedService,
			Payer:    fmt.Sprintf("%s is paid by capitation; the service is recorded.", item.Code),
			Facility: fmt.Sprintf("%s is paid by capitation: the service is recorded, and nothing is payable on this claim.", item.Code),
		}}
	}),
}
