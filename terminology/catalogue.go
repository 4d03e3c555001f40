package terminology

import (
	"fmt"
	"maps"
	"slices"

	"github.com/bima-exchange/bima/fhir"
)

// Catalogue is the payer's interventions: for each code the rows by which it was and is paid. It
// never changes.
type Catalogue struct {
	System
	// rows holds those of each code, the earliest first; no two share a day.
	rows map[string][]Intervention
	// concepts are the codes below their chapters.
	concepts *CodeSystem
}

// NewCatalogue makes a catalogue of rows in any order and counts its codes. It returns an error
// where two rows of a code are in force on one day, one ends before it begins, or a code is that of a
// chapter.
func NewCatalogue(system System, rows []Intervention) (*Catalogue, error) {
	c := &Catalogue{System: system, rows: make(map[string][]Intervention)}
	for _, row := range rows {
		if !row.From.IsZero() && !row.To.IsZero() && row.To.Before(row.From) {
			return nil, fmt.Errorf("%s ends on %s, before it begins on %s", row.Code, row.To, row.From)
		}
		if slices.ContainsFunc(c.rows[row.Code], row.overlaps) {
			return nil, fmt.Errorf("%s has two rows that are in force on one day", row.Code)
		}
		c.rows[row.Code] = append(c.rows[row.Code], row)
	}
	for _, rows := range c.rows {
		slices.SortFunc(rows, func(a, b Intervention) int { return compareDays(a.From, b.From) })
	}
	c.Concepts = len(c.rows)
	var err error
	if c.concepts, err = c.codeSystem(); err != nil {
		return nil, err
	}
	return c, nil
}

// compareDays orders days; zero, which is open, is before all.
func compareDays(a, b fhir.Date) int {
	switch {
	case a == b:
		return 0
	case a.IsZero() || !b.IsZero() && a.Before(b):
		return -1
	}
	return 1
}

// Codes are all codes in order.
func (c *Catalogue) Codes() []string { return slices.Sorted(maps.Keys(c.rows)) }

// Rows are the rows of a code, the earliest first.
func (c *Catalogue) Rows(code string) []Intervention { return c.rows[code] }

// Find is the row of a code that is in force on the day of service, or on the zero Date the latest.
func (c *Catalogue) Find(code string, on fhir.Date) (Intervention, bool) {
	rows := c.rows[code]
	for i := len(rows) - 1; i >= 0; i-- {
		if on.IsZero() || rows[i].inForce(on) {
			return rows[i], true
		}
	}
	return Intervention{}, false
}
