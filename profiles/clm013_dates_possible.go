package profiles

import (
	"fmt"
	"strings"
	"time"

	"github.com/bima-exchange/bima/fhir"
)

var datesPossible = Rule{
	Entry: Entry{
		ID:     "CLM-013",
		Title:  "The dates of a claim are not before 1 October 2024, with which the Social Health Authority began, and not after the day of receipt; days in Nairobi.",
		Cites:  "Social Health Insurance Act 2023; Claims Submission Guide, validation rules 1 to 3",
		Mend:   "Correct the date. A service that is still to come is asked for with use preauthorization.",
		Strict: fhir.Warning, Lenient: fhir.Warning,
	},
	CheckClaim: func(c *check) {
		claim := c.claim
		if claim.Use.Value != "claim" {
			return
		}
		c.possible(claim.Created.Path, claim.Created)
		c.possible(claim.Billable.Path, claim.Billable.Start, claim.Billable.End)
		for _, item := range claim.Item {
			c.possible(item.Serviced.Path, item.Serviced.Start, item.Serviced.End)
		}
	},
}

// firstDay is the one with which the Social Health Authority took over.
var firstDay = fhir.Date{Year: 2024, Month: time.October, Day: 1}

// possible reports dates of an element that cannot be those of a claim.
func (c *check) possible(path string, dates ...fhir.Field[fhir.DateTime]) {
	var faults []string
	for _, date := range dates {
		name := element(date.Path)
		if date.Path != path {
			name = "the " + name + " of " + element(path)
		}
		switch day, ok := date.Value.Date(); {
		case !ok:
		case day.Before(firstDay):
			faults = append(faults, fmt.Sprintf("%s is %s, before the Social Health Authority began (%s)", name, day, firstDay))
		case day.After(c.today):
			faults = append(faults, fmt.Sprintf("%s is %s, after the day of receipt (%s)", name, day, c.today))
		}
	}
	if len(faults) > 0 {
		c.find(path, "business-rule", "%s; days are those of Nairobi", strings.Join(faults, ", and "))
	}
}
