package rules

import (
	"fmt"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// receivedInTime counts Nairobi days. A preauthorization comes before the service.
var receivedInTime = engine.Rule{
	ID:       "TIM-001",
	Title:    "The claim came within the days allowed after the end of service.",
	Cites:    "Social Health Insurance Regulations 2024: submission within seven days",
	Outcomes: []engine.Outcome{engine.Deny},
	Check: func(c engine.Case) []engine.Finding {
		last, received := c.Claim.LastDay(), fhir.DateOf(c.Claim.ReceivedAt)
		if c.Claim.Use != engine.UseClaim || c.Claim.ReceivedAt.IsZero() || last.IsZero() {
			return nil
		}
		allowed := c.Settings.ReceivedWithin
		after := last.DaysUntil(received)
		if after <= allowed {
			return nil
		}
		finding := denied(engine.ReceivedLate,
			fmt.Sprintf("Service ended on %s and the claim was received on %s, %s later; %s are allowed.", last, received, several(after, "day"), several(allowed, "day")),
			fmt.Sprintf("The claim came %s after the end of service on %s; it has to come within %s, by %s.", several(after, "day"), last, several(allowed, "day"), last.AddDays(allowed)))
		finding[0].Figures = []engine.Figure{
			figure("end of service", last), figure("received", received), figure("days between", after), figure("days allowed", allowed),
		}
		return finding
	},
}
