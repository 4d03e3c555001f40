package rules

import (
	"fmt"
	"strings"

	"github.com/bima-exchange/bima/engine"
)

var levelMayDeliver = engine.Rule{
	ID:    "FAC-002",
	Title: "The facility's level may deliver the intervention.",
	Cites: "SHA benefits and tariffs: access by facility level",
	Check: eachItem(func(c engine.Case, item engine.Item) []engine.Finding {
		intervention, known := c.Terms.Intervention(item.Code, item.Start)
		if !known {
			return nil
		}
		if c.Facility == nil {
			return []engine.Finding{{
				Outcome:  engine.Refer,
				Reason:   engine.FacilityUnknown,
				Payer:    fmt.Sprintf("The registry has no row of facility %s for the day of service, so its level is not known.", c.Claim.Facility),
				Facility: "The registry does not say which level the facility had on the day of service; a person looks at it.",
			}}
		}
		if intervention.AllowsLevel(c.Facility.Level) {
			return nil
		}
		allowed := strings.Join(intervention.Levels, ", ")
		return []engine.Finding{{
			Outcome:  engine.Deny,
			Reason:   engine.LevelNotAllowed,
			Payer:    fmt.Sprintf("%s is for facilities of level %s; %s was of level %s on %s.", item.Code, allowed, c.Facility.FID, c.Facility.Level, item.Start),
			Facility: fmt.Sprintf("%s may be claimed by facilities of level %s; this facility is of level %s.", item.Code, allowed, c.Facility.Level),
		}}
	}),
}
