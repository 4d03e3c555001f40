package rules

import (
	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// service is the days of service of an item, and those of them that are counted or paid.
type service struct {
	start, end fhir.Date
	days       engine.Days
}

// endsInto reports whether the first of two services ends on the day on which the second begins, and
// that day is all that they share: it belongs to the second (rules.md CMB-002).
func (s service) endsInto(next service) bool {
	if s.end != next.start || s.start == next.start && s.end == next.end {
		return false
	}
	shared := s.days.Meet(next.days)
	return shared == engine.Days{First: s.end, Last: s.end}
}
