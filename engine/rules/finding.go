package rules

import (
	"fmt"

	"github.com/bima-exchange/bima/engine"
)

// denied is one finding that denies.
func denied(reason engine.Reason, payer, facility string) []engine.Finding {
	return []engine.Finding{{Outcome: engine.Deny, Reason: reason, Payer: payer, Facility: facility}}
}

// referred is one finding that leaves it to a person.
func referred(reason engine.Reason, payer, facility string) []engine.Finding {
	return []engine.Finding{{Outcome: engine.Refer, Reason: reason, Payer: payer, Facility: facility}}
}

// within keeps the figures of an item that has no more than the rule leaves it.
func within(figures ...engine.Figure) engine.Finding {
	return engine.Finding{Outcome: engine.Within, Figures: figures}
}

// watched is one finding of which the facility learns nothing.
func watched(c engine.Case, reason engine.Reason, payer string) engine.Finding {
	weight, set := c.Settings.Surveillance.Weights[reason]
	if !set {
		weight = usualWeight
	}
	return engine.Finding{Outcome: engine.Watch, Reason: reason, Weight: weight, Payer: payer}
}

// usualWeight is what a suspicion adds to the score where the settings do not say.
const usualWeight = 10

// figure is a number that a rule used.
func figure(name string, value any) engine.Figure {
	switch value := value.(type) {
	case string:
		return engine.Figure{Name: name, Value: value}
	case fmt.Stringer: // nearly all are, and fmt is dear
		return engine.Figure{Name: name, Value: value.String()}
	}
	return engine.Figure{Name: name, Value: fmt.Sprint(value)}
}
