package rules

import (
	"fmt"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/terminology"
)

var tariffIsKnown = engine.Rule{
	ID:       "TRF-004",
	Title:    "The catalogue has a tariff for the intervention at the facility's level; an unknown tariff is never taken for free.",
	Cites:    "SHA benefits and tariffs",
	Outcomes: []engine.Outcome{engine.Refer},
	Check: eachItem(func(c engine.Case, item engine.Item, _ engine.ItemDecision) []engine.Finding {
		intervention, known := c.Intervention(item)
		if !known {
			return cannotPrice(item, fmt.Sprintf("the catalogue that is loaded has no row for %s on %s", item.Code, item.Start))
		}
		// A level that may not deliver the service at all is FAC-002's finding, a facility that is not in
		// the registry FAC-001's.
		if intervention.Capitated || c.Facility == nil || !intervention.AllowsLevel(c.Facility.Level) {
			return nil
		}
		if _, known := intervention.Tariff(c.Facility.Level); !known {
			return cannotPrice(item, fmt.Sprintf("the catalogue has no tariff for %s at level %s on %s", item.Code, c.Facility.Level, item.Start))
		}
		switch intervention.Unit {
		case terminology.Item, terminology.Session, terminology.Case:
			return nil
		case terminology.Day:
		case "":
			return cannotPrice(item, fmt.Sprintf("the catalogue does not say what the tariff of %s pays for: a day, a session, a case or an item", item.Code))
		default:
			return cannotPrice(item, fmt.Sprintf("the catalogue gives the tariff of %s by the %s, by which no claim is priced", item.Code, intervention.Unit))
		}
		if day := priceStay(c, item.Code, c.Counted(item)).unpriced; !day.IsZero() {
			return cannotPrice(item, fmt.Sprintf("the catalogue has no tariff by the day for %s at level %s on %s, a day of the stay", item.Code, c.Facility.Level, day))
		}
		return nil
	}),
}

func cannotPrice(item engine.Item, why string) []engine.Finding {
	return referred(engine.TariffUnknown, "Cannot price: "+why+".",
		fmt.Sprintf("No tariff is on record for %s at this facility's level, so a person prices it.", item.Code))
}
