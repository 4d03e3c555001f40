package profiles

import (
	"fmt"

	"github.com/bima-exchange/bima/fhir"
)

var servicedWithinBillable = Rule{
	Entry: Entry{
		ID:     "ITM-003",
		Title:  "The servicedPeriod of every item lies in the claim's billablePeriod; dates only, as days in Nairobi.",
		Cites:  "Claims Submission Guide, validation rule 3",
		Mend:   "Let billablePeriod begin with the first service and end with the last, in days of Nairobi; or correct the servicedPeriod that lies outside.",
		Strict: fhir.Error, Lenient: fhir.Error,
	},
	CheckClaim: func(c *check) {
		start, end, ok := c.claim.Billable.Days()
		if !ok || start.After(end) {
			return // CLM-008 speaks
		}
		for _, item := range c.claim.Item {
			first, last, ok := item.Serviced.Days()
			if !ok || first.After(last) || within(first, last, start, end) {
				continue
			}
			hint := ""
			firstUTC, lastUTC := utcDay(item.Serviced.Start.Value), utcDay(item.Serviced.End.Value)
			if within(firstUTC, lastUTC, start, end) {
				hint = fmt.Sprintf(". In days of UTC the service is from %s to %s, which would fit: until 03:00 in Nairobi it is still the day before in UTC. "+
					"Write both periods in days of Nairobi", firstUTC, lastUTC)
			}
			c.find(item.Serviced.Path, "business-rule",
				"item %s is serviced from %s to %s, and the billablePeriod is from %s to %s (days in Nairobi); it has to hold every day of service%s",
				name(item), first, last, start, end, hint)
		}
	},
}
