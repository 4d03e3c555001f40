package terminology

import (
	"cmp"
	"maps"
	"slices"

	"github.com/bima-exchange/bima/fhir"
)

// InterventionsURL is the canonical of the payer's interventions.
const InterventionsURL = "https://fhir.sha.go.ke/fhir" + InterventionsPath

// TariffPlan is a file that is to be in force.
type TariffPlan struct {
	Rows []TariffRow
	// Silent are the facts of which the file says nothing, by the names of their columns: a code that is
	// in force keeps them.
	Silent []string
	// From is the first day of rows that did not give one, Today the day on which the plan is made.
	From, Today fhir.Date
	// EndMissing: a code that the file has not is in force until the day before From.
	EndMissing bool
	// Content is what the catalogue is after the change; empty: what it was, and complete where there
	// was none.
	Content Content
}

// Difference is what a file changes of the catalogue.
type Difference struct {
	// Change is nothing to be done where Empty.
	Change TariffChange
	// Added are rows for days on which their code has none.
	Added []Intervention
	// Changed are rows for days on which their code has another.
	Changed []Changed
	// Ended are rows that end with no other after them.
	Ended []Ending
	// Unchanged is how many codes of the file are in force as the file has them.
	Unchanged int
	// Missing are the codes in force on From that the file has not, and that stay.
	Missing []string
	// Refused are the rows that would change a day that has come; then nothing may be changed.
	Refused []Remark
	// Before is the content of the catalogue before the change, empty where there is none.
	Before Content
}

// Changed is a row that follows another of its code.
type Changed struct {
	Row    Intervention
	Fields []FieldChange
}

// FieldChange is a fact that is another than before, as a text; empty: none.
type FieldChange struct{ Name, Old, New string }

// Empty reports whether there is nothing to change.
func (d *Difference) Empty() bool {
	return len(d.Change.Added) == 0 && len(d.Change.Ended) == 0 && d.Before == d.Change.System.Content
}

// Compare makes the change that puts a file in force. For each code the file says all from the first
// day of its rows on, but for the facts of which it has no column; what is in force before that day
// stays as it is. A day that has come is never
// changed, and a row that is to come is never removed: a file that asks for either is refused.
func Compare(kept Kept, plan TariffPlan) *Difference {
	d := &Difference{Change: TariffChange{Revision: kept.Revision}}
	catalogue := kept.Catalogue
	if catalogue == nil {
		catalogue = &Catalogue{System: System{
			URL: InterventionsURL, Name: "SHA interventions", Title: "Interventions of Kenya's Social Health Authority", CaseSensitive: true,
		}}
	}
	d.Before = catalogue.Content
	wanted := make(map[string][]TariffRow)
	for _, row := range plan.Rows {
		wanted[row.Code] = append(wanted[row.Code], row)
	}
	for _, code := range slices.Sorted(maps.Keys(wanted)) {
		rows := wanted[code]
		slices.SortFunc(rows, func(a, b TariffRow) int { return compareDays(a.From, b.From) })
		have := catalogue.Rows(code)
		for i := range rows {
			rows[i] = d.keepSilent(rows[i], have, plan.Silent)
		}
		d.compareCode(have, rows, plan.Today)
	}
	for _, code := range catalogue.Codes() {
		if _, there := wanted[code]; !there {
			d.miss(code, catalogue.Rows(code), plan)
		}
	}
	d.Change.System = catalogue.System
	d.Change.System.Content = cmp.Or(plan.Content, d.Before, Complete)
	if !d.Empty() {
		d.Change.System.Version = plan.Today.String()
	}
	return d
}

// miss tells of a code that the file has not, or ends it.
func (d *Difference) miss(code string, rows []Intervention, plan TariffPlan) {
	for _, row := range rows {
		if !row.To.IsZero() && row.To.Before(plan.From) {
			continue
		}
		switch {
		case !plan.EndMissing:
			if !slices.Contains(d.Missing, code) {
				d.Missing = append(d.Missing, code)
			}
		case !plan.From.After(plan.Today):
			d.refuse(Remark{Code: code}, "the file has it not, and it cannot end before %s, since that day has come; begin after today (--from)", plan.From)
		case !row.From.IsZero() && !row.From.Before(plan.From):
			d.refuse(Remark{Code: code}, "the file has it not, but the record has a row that begins on %s, and a row is never removed; begin after that day (--from)", row.From)
		default:
			d.end(row, plan.From.AddDays(-1))
			d.Ended = append(d.Ended, d.Change.Ended[len(d.Change.Ended)-1])
		}
	}
}

// fieldChanges are the facts in which two rows differ, each level's amount for itself.
func fieldChanges(old, new *Intervention) []FieldChange {
	var changes []FieldChange
	for _, fact := range facts {
		before, after := fact.text(old), fact.text(new)
		switch {
		case before == after:
		case fact.name == "tariff":
			changes = append(changes, tariffChanges(old, new)...)
		default:
			changes = append(changes, FieldChange{fact.name, before, after})
		}
	}
	return changes
}

func tariffChanges(old, new *Intervention) []FieldChange {
	var changes []FieldChange
	for _, level := range wholeLevels {
		before, after := old.amountText(level), new.amountText(level)
		if before != after {
			changes = append(changes, FieldChange{"tariff at level " + level, before, after})
		}
	}
	return changes
}

// amountText is the amount at a level, empty where it is not known.
func (i *Intervention) amountText(level string) string {
	if amount, known := i.Tariffs[level]; known {
		return wholeAmount(amount.Cents)
	}
	return ""
}
