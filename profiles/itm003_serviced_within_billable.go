package profiles

import "github.com/bima-exchange/bima/fhir"

var servicedWithinBillable = Rule{
	Entry: Entry{
		ID:     "ITM-003",
		Title:  "The servicedPeriod of every item lies in the claim's billablePeriod; dates only, as days in Nairobi.",
		Cites:  "Claims Submission Guide, validation rule 3",
		Mend:   "",
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
				hint = ". The billablePeriod seems to be taken from the dates in UTC (there the service is from " +
					firstUTC.String() + " to " + lastUTC.String() + "): write it in the days of Nairobi, UTC+3"
			}
			c.find(item.Serviced.Path, "business-rule",
				"item %s is serviced from %s to %s, and the billablePeriod is from %s to %s (days in Nairobi); it has to hold every day of service%s",
				name(item), first, last, start, end, hint)
		}
	},
}
