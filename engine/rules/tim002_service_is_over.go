package rules

import (
	"fmt"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

var serviceIsOver = engine.Rule{
	ID:       "TIM-002",
	Title:    "The service of a claim ended by the day on which the claim was received.",
	Cites:    "Claims Submission Guide: a claim follows the service, a preauthorization comes before it",
	Outcomes: []engine.Outcome{engine.Deny},
	Check: func(c engine.Case) []engine.Finding {
		last, received := c.Claim.LastDay(), fhir.DateOf(c.Claim.ReceivedAt)
		if c.Claim.Use != engine.UseClaim || c.Claim.ReceivedAt.IsZero() || !last.After(received) {
			return nil
		}
		return denied(engine.ServiceToCome,
			fmt.Sprintf("Service ends on %s, after the claim was received on %s.", last, received),
			fmt.Sprintf("The service on the claim ends on %s, after %s, the day on which the claim came. A claim is for services that are over.", last, received))
	},
}
