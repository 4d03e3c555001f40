package profiles

import (
	"fmt"
	"regexp"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// unbillable is the form of codes that name a chapter, a sub-benefit or a sub-item of the payer's
// catalogue.
var unbillable = regexp.MustCompile(`^(SHA|PMF)-\d{2}(-SC-\d+|-\d{3}-SI-\d+)?$`)

// servedOn is the day for which an item's code and tariff are looked up; zero where the item
// names none.
func servedOn(item fhir.Item) fhir.Date {
	day, _ := item.Serviced.Start.Value.Date()
	return day
}

// intervention is the catalogue's row for an item; false where its code is not known on its day.
func (c *check) intervention(item fhir.Item) (terminology.Intervention, bool) {
	coding, ok := interventions.only(item.ProductOrService)
	if !ok {
		return terminology.Intervention{}, false
	}
	return c.terms.Intervention(coding.Code, servedOn(item))
}

// byPayment are the claim's items of known interventions, those paid for by head apart from
// those paid for by service.
func (c *check) byPayment() (capitated, paid []fhir.Item) {
	for _, item := range c.claim.Item {
		switch row, ok := c.intervention(item); {
		case ok && row.Capitated:
			capitated = append(capitated, item)
		case ok:
			paid = append(paid, item)
		}
	}
	return capitated, paid
}

// named are the items with their codes: "1 (SHA-12-004)".
func named(items []fhir.Item) []string {
	names := make([]string, len(items))
	for i, item := range items {
		coding, _ := interventions.only(item.ProductOrService)
		names[i] = fmt.Sprintf("%s (%s)", name(item), coding.Code)
	}
	return names
}
