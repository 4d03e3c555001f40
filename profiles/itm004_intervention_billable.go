package profiles

import (
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

var interventionBillable = Rule{
	Entry: Entry{
		ID:     "ITM-004",
		Title:  "The productOrService of every item is one intervention that the payer knows, that can be billed and that is in force on the day of service.",
		Cites:  "Claims Submission Guide, checklist 12",
		Mend:   "Take the code from the payer's catalogue of interventions, written as it is there: SHA-07-005, in capitals, with zeros and hyphens.",
		Strict: fhir.Error, Lenient: fhir.Error,
	},
	CheckClaim: func(c *check) {
		for _, item := range c.claim.Item {
			coding, ok := c.chosen(interventions, item.ProductOrService)
			if !ok {
				continue
			}
			path, code, on := coding.Path+".code", coding.Code, servedOn(item)
			_, inForce := c.terms.Intervention(code, on)
			near, misspelt := c.terms.SuggestIntervention(code)
			switch {
			case inForce:
			case c.terms.KnownIntervention(code):
				c.find(path, "business-rule", "the intervention %s is not in force on %s, the day of service (%s); wanted is one that is", code, on, c.inForceWhen(code, on))
			case misspelt:
				c.find(path, "code-invalid", "%q is no intervention code; is %s meant?", code, near)
			case unbillable.MatchString(code):
				c.find(path, "code-invalid", "%s is a chapter, a sub-benefit or a sub-item of the payer's catalogue and cannot be billed; wanted is the code of an intervention, such as SHA-07-005", code)
			case !terminology.InterventionForm(code):
				c.find(path, "code-invalid", "%q has not the form of an intervention code; wanted is SHA-NN-NNN or PMF-NN-NNN", code)
			case c.terms.Interventions() == terminology.Complete:
				c.find(path, "code-invalid", "%s is not in the payer's catalogue of interventions; wanted is a code that is", code)
			}
		}
	},
}

// inForceWhen says until when a code was in force before a day, and from when on it is after it.
func (c *check) inForceWhen(code string, on fhir.Date) string {
	before, after := "", ""
	for _, row := range c.terms.Catalogue().Rows(code) {
		switch {
		case row.From.After(on) && after == "":
			after = "from " + row.From.String() + " on"
		case !row.To.IsZero() && row.To.Before(on):
			before = "until " + row.To.String()
		}
	}
	switch {
	case before == "":
		return "it is " + after
	case after == "":
		return "it was " + before
	}
	return "it was " + before + ", and is again " + after
}
