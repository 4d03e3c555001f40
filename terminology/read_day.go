package terminology

import (
	"time"

	"github.com/bima-exchange/bima/fhir"
)

// dayForms are the ways in which dates are written. Kenya writes the day before the month.
var dayForms = []string{
	time.DateOnly, "2/1/2006", "2-1-2006", "2.1.2006", "2 January 2006", "2 Jan 2006", "2-Jan-2006", "2006-01-02 15:04:05", "2006-01-02T15:04:05",
}

// parseDay reads a date in any of the forms.
func parseDay(text string) (fhir.Date, bool) {
	for _, form := range dayForms {
		if t, err := time.Parse(form, text); err == nil && t.Year() >= 1900 && t.Year() < 3000 {
			return fhir.Date{Year: t.Year(), Month: t.Month(), Day: t.Day()}, true
		}
	}
	return fhir.Date{}, false
}
