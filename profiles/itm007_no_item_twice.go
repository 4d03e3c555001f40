package profiles

import (
	"time"

	"github.com/bima-exchange/bima/fhir"
)

var noItemTwice = Rule{
	Entry: Entry{
		ID:     "ITM-007",
		Title:  "No two items of a claim have the same intervention with the same start and the same end, to the second.",
		Cites:  "Claims Submission Guide, validation rule 6",
		Mend:   "If the service was given once, leave out the item that is there twice; if it was given more often, write when each began and ended.",
		Strict: fhir.Warning, Lenient: fhir.Warning,
	},
	CheckClaim: func(c *check) {
		type service struct{ code, start, end string }
		same := map[service][]fhir.Item{}
		var order []service
		for _, item := range c.claim.Item {
			code := InterventionCode(item.ProductOrService)
			if _, _, ok := item.Serviced.Days(); !ok || code == "" {
				continue
			}
			s := service{code, second(item.Serviced.Start.Value), second(item.Serviced.End.Value)}
			if same[s] == nil {
				order = append(order, s)
			}
			same[s] = append(same[s], item)
		}
		for _, s := range order {
			if items := same[s]; len(items) > 1 {
				c.find(items[1].Path, "business-rule", "%s have the same intervention, %s, and the same period, from %s to %s, as if one service were entered more than once; if so, leave in one of them",
					theItems(items), s.code, s.start, s.end)
			}
		}
	},
}

// second is the time in Nairobi to the second, or the plain date where no time is given.
func second(t fhir.DateTime) string {
	if !timed(t) {
		return t.Text
	}
	return t.Time.In(fhir.Nairobi).Format("2006-01-02 15:04:05")
}

// timed reports whether a moment has a time, and is no plain date.
func timed(t fhir.DateTime) bool { return len(t.Text) > len(time.DateOnly) }
