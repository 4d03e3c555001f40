package rules

import (
	"fmt"
	"strings"

	"github.com/bima-exchange/bima/engine"
)

// levelMayDeliver leaves a facility that is not in the registry to FAC-001.
var levelMayDeliver = engine.Rule{
	ID:       "FAC-002",
	Title:    "The facility's level may deliver the intervention.",
	Cites:    "SHA benefits and tariffs: access by facility level",
	Outcomes: []engine.Outcome{engine.Deny, engine.Refer},
	Check: eachItem(func(c engine.Case, item engine.Item, _ engine.ItemDecision) []engine.Finding {
		intervention, known := c.Intervention(item)
		if !known || c.Facility == nil || intervention.AllowsLevel(c.Facility.Level) {
			return nil
		}
		if c.Facility.Level == "" {
			return referred(engine.FacilityUnknown,
				fmt.Sprintf("The registry does not say of which level %s was on %s.", c.Facility.FID, item.Start),
				"The facility registry does not say which level this facility had on the day of service; a person looks at it.")
		}
		allowed := strings.Join(intervention.Levels, ", ")
		return denied(engine.LevelNotAllowed,
			fmt.Sprintf("%s is for facilities of level %s; %s was of level %s on %s.", item.Code, allowed, c.Facility.FID, c.Facility.Level, item.Start),
			fmt.Sprintf("%s may be claimed by facilities of level %s; this facility is of level %s.", item.Code, allowed, c.Facility.Level))
	}),
}
