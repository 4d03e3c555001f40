package rules

import (
	"fmt"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// ageIsAllowed counts completed years on the item's first day. Where the registry has no birth date,
// nothing speaks against the service.
var ageIsAllowed = engine.Rule{
	ID:       "BEN-002",
	Title:    "The intervention is for a patient of the member's age on the day of service.",
	Cites:    "SHA benefits and tariffs: age",
	Outcomes: []engine.Outcome{engine.Deny},
	Check: eachItem(func(c engine.Case, item engine.Item, _ engine.ItemDecision) []engine.Finding {
		row, _ := c.Intervention(item)
		if c.Member == nil || c.Member.BirthDate.IsZero() || row.MinAge == nil && row.MaxAge == nil {
			return nil
		}
		age := years(c.Member.BirthDate, item.Start)
		if (row.MinAge == nil || age >= *row.MinAge) && (row.MaxAge == nil || age <= *row.MaxAge) {
			return nil
		}
		ages := ageRange(row.MinAge, row.MaxAge)
		return denied(engine.AgeNotAllowed,
			fmt.Sprintf("%s is for patients %s; the member was of %s on %s.", item.Code, ages, several(age, "year"), item.Start),
			fmt.Sprintf("%s is for patients %s, which by the member registry this one was not on %s.", item.Code, ages, item.Start))
	}),
}

// years are the completed years from a birth date to a day.
func years(birth, on fhir.Date) int {
	age := on.Year - birth.Year
	if on.Month < birth.Month || on.Month == birth.Month && on.Day < birth.Day {
		age--
	}
	return age
}

// ageRange is which ages are allowed, in words.
func ageRange(least, most *int) string {
	switch {
	case least == nil:
		return fmt.Sprintf("of at most %s", several(*most, "year"))
	case most == nil:
		return fmt.Sprintf("of at least %s", several(*least, "year"))
	}
	return fmt.Sprintf("from %d to %s of age", *least, several(*most, "year"))
}
