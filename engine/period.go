package engine

import (
	"time"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// Period is the period of a limit in which a day lies. A week begins on Monday; months, quarters and
// years are counted from the beginning of the policy year on.
func (s Settings) Period(frequency terminology.Frequency, day fhir.Date) Days {
	if frequency == terminology.Weekly {
		monday := (int(day.Start().Weekday()) + 6) % 7
		return Days{day.AddDays(-monday), day.AddDays(6 - monday)}
	}
	length := 12
	switch frequency {
	case terminology.Monthly:
		length = 1
	case terminology.Quarterly:
		length = 3
	}
	year := day.Year
	if day.Before(s.begin(year, 0)) {
		year--
	}
	months := 0
	for !day.Before(s.begin(year, months+length)) {
		months += length
	}
	return Days{s.begin(year, months), s.begin(year, months+length).AddDays(-1)}
}

// begin is the day on which a month of a policy year begins: that of the setting, or the last of the
// month where it is shorter.
func (s Settings) begin(year, months int) fhir.Date {
	month := max(s.PolicyYearMonth, time.January)
	first := time.Date(year, month+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return fhir.Date{Year: first.Year(), Month: first.Month(), Day: min(max(s.PolicyYearDay, 1), last)}
}
