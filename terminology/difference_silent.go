package terminology

import (
	"slices"

	"github.com/bima-exchange/bima/fhir"
)

// saidBy are the columns any of which says a fact, where that is not the column of its name alone.
var saidBy = map[string][]string{
	"scheme":    {"code"},
	"unit":      {"unit", "mechanism"},
	"capitated": {"capitated", "mechanism"},
	"tariff":    {"tariff", "tariff_1", "tariff_2", "tariff_3", "tariff_4", "tariff_5", "tariff_6"},
	"sex":       {"sex", "limit"},
	"min_age":   {"min_age", "age", "limit"},
	"max_age":   {"max_age", "age", "limit"},
}

// silent are the facts of which the table has no column: it says nothing of them for any code.
func (t *Table) silent() []string {
	var names []string
	for _, fact := range facts {
		columns := saidBy[fact.name]
		if columns == nil {
			columns = []string{fact.name}
		}
		if !slices.ContainsFunc(columns, func(column string) bool { _, there := t.index[column]; return there }) {
			names = append(names, fact.name)
		}
	}
	return names
}

// keepSilent gives a row of a file the facts of which the file says nothing, from the row of the
// record that is in force when it begins, or was last. A list of prices changes prices.
func (d *Difference) keepSilent(row TariffRow, have []Intervention, silent []string) TariffRow {
	old := lastBefore(have, row.From)
	if old == nil || len(silent) == 0 {
		return row
	}
	for _, fact := range facts {
		if slices.Contains(silent, fact.name) {
			fact.take(&row.Intervention, old)
		}
	}
	if slices.Contains(silent, "levels") && !slices.Contains(silent, "tariff") {
		row.Tariffs = row.atLevels()
	}
	switch {
	case !row.unitFits():
		d.refuse(Remark{Row: row.Number, Code: row.Code}, "it goes by the %s, and the record has %s, which does not; give the mechanism, too", row.Unit, row.Mechanism)
	case row.Capitated && len(row.Tariffs) > 0:
		d.refuse(Remark{Row: row.Number, Code: row.Code}, "it has the amount %s, and the code is capitated, so that a claim of it is worth nothing; give the mechanism, too", row.tariffText())
	}
	return row
}

// lastBefore is the last row that begins on the day or before it; nil: there is none.
func lastBefore(rows []Intervention, day fhir.Date) *Intervention {
	for i := len(rows) - 1; i >= 0; i-- {
		if !rows[i].From.After(day) {
			return &rows[i]
		}
	}
	return nil
}

// atLevels are the amounts at levels that may deliver the intervention.
func (i *Intervention) atLevels() map[string]fhir.Money {
	amounts := make(map[string]fhir.Money)
	for level, amount := range i.Tariffs {
		if i.AllowsLevel(level) {
			amounts[level] = amount
		}
	}
	return amounts
}

// unitFits reports whether what is paid by the mechanism goes by the unit. What goes by the head and
// is not capitated could be priced by nobody.
func (i *Intervention) unitFits() bool {
	return (i.Mechanism != PerDiem || i.Unit == Day) && i.Capitated == (i.Unit == Capita)
}
