package profiles

import "github.com/bima-exchange/bima/fhir"

var servicedPeriodComplete = Rule{
	Entry: Entry{
		ID:     "ITM-002",
		Title:  "Every item has a servicedPeriod with a start and an end, and the start is not after the end.",
		Cites:  "Claims Submission Guide, validation rules 1 and 2",
		Mend:   "Write the first and the last day of the service as start and end of servicedPeriod, under this name; for a service of one day both are that day.",
		Strict: fhir.Error, Lenient: fhir.Error,
	},
	CheckClaim: func(c *check) {
		for _, item := range c.claim.Item {
			given := c.givenFor()[item.ServicedDate.Path]
			switch serviced := item.Serviced; {
			case serviced.State == fhir.Present:
				c.period(serviced)
			case serviced.State == fhir.Unreadable:
			case given.Meant == item.ServicedDate.Path:
				c.find(serviced.Path, "required", "the item has no servicedPeriod, and what is given as %q is no period; wanted is a servicedPeriod with start and end, for one day both the same",
					element(given.Path))
			case item.ServicedDate.Absent():
				c.find(serviced.Path, "required", "the item has no servicedPeriod; wanted is one with its start and its end")
			default:
				c.find(serviced.Path, "required", "the item has a servicedDate (%s), which is not enough; wanted is a servicedPeriod with start and end, for one day both the same",
					item.ServicedDate.Value.Text)
			}
		}
	},
}
