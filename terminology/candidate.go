package terminology

import (
	"fmt"
	"slices"
)

// Candidate is the set as it would be had a file of tariffs been in force from the first day of each of
// its rows on, days that have gone by included. It is for trying a file out beside what is in force, and
// for nothing that pays: what is in force changes by Compare alone. Facts of which the file says nothing
// are kept. It returns an error where the file would make a catalogue that cannot be.
func (s *Set) Candidate(reading *TariffReading) (*Set, error) {
	rows := make(map[string][]Intervention)
	for _, code := range s.catalogue.Codes() {
		rows[code] = slices.Clone(s.catalogue.Rows(code))
	}
	var silent Difference
	wanted := slices.Clone(reading.Rows)
	slices.SortStableFunc(wanted, func(a, b TariffRow) int { return compareDays(a.From, b.From) })
	for _, row := range wanted {
		row = silent.keepSilent(row, s.catalogue.Rows(row.Code), reading.Silent)
		rows[row.Code] = append(before(rows[row.Code], row.Intervention), row.Intervention)
	}
	if len(silent.Refused) > 0 {
		return nil, fmt.Errorf("row %d, %s: %s", silent.Refused[0].Row, silent.Refused[0].Code, silent.Refused[0].Text)
	}
	var all []Intervention
	for _, code := range rows {
		all = append(all, code...)
	}
	catalogue, err := NewCatalogue(s.catalogue.System, all)
	if err != nil {
		return nil, err
	}
	parts := s.Parts()
	parts.Catalogue = catalogue
	return NewSet(parts)
}

// before are the rows of a code as they are before another begins.
func before(rows []Intervention, next Intervention) []Intervention {
	var kept []Intervention
	for _, row := range rows {
		if compareDays(row.From, next.From) >= 0 {
			continue // it would begin with the next or after it
		}
		if row.To.IsZero() || !row.To.Before(next.From) {
			row.To = next.From.AddDays(-1)
		}
		kept = append(kept, row)
	}
	return kept
}
