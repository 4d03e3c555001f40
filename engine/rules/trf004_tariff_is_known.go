package rules

import (
	"fmt"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/terminology"
)

var tariffIsKnown = engine.Rule{
	ID:    "TRF-004",
	Title: "The catalogue has a tariff for the intervention at the facility's level; an unknown tariff is never taken for free.",
	Cites: "SHA benefits and tariffs",
	Check: eachItem(func(c engine.Case, item engine.Item) []engine.Finding {
		intervention, known := c.Terms.Intervention(item.Code, item.Start)
		if !known {
			return cannotPrice(item, fmt.Sprintf("the catalogue that is loaded has no row for %s on %s", item.Code, item.Start))
		}
		// A level that may not deliver the service at all is FAC-002's finding.
		if intervention.Capitated || c.Facility == nil || !intervention.AllowsLevel(c.Facility.Level) {
			return nil
		}
		if _, known := intervention.Tariff(c.Facility.Level); !known {
			return cannotPrice(item, fmt.Sprintf("the catalogue has no tariff for %s at level %s on %s", item.Code, c.Facility.Level, item.Start))
		}
		if intervention.Unit == "" {
			return cannotPrice(item, fmt.Sprintf("the catalogue does not say what the tariff of %s pays for: a day, a session, a case or an item", item.Code))
		}
		if intervention.Unit != terminology.Day {
			return nil
		}
		for day := range stay(c, item) {
			if _, known := tariffOn(c, item.Code, day); !known {
				return cannotPrice(item, fmt.Sprintf("the catalogue has no tariff for %s at level %s on %s, a day of the stay", item.Code, c.Facility.Level, day))
			}
		}
		return nil
	}),
}

func cannotPrice(item engine.Item, why string) []engine.Finding {
	return []engine.Finding{{
		Outcome:  engine.Refer,
		Reason:   engine.TariffUnknown,
		Payer:    "Cannot price: " + why + ".",
		Facility: fmt.Sprintf("No tariff is on record for %s at this facility's level, so a person prices it.", item.Code),
	}}
}
