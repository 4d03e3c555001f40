package terminology

import (
	"maps"
	"slices"
	"strings"
)

// complete gives what a later row of the same code says and this one does not. What it says
// otherwise does not count: the first row does.
func (r *rowReader) complete(later *rowReader) {
	if len(later.Levels) > 0 {
		later.settle(later.Levels)
	} else if len(r.Levels) > 0 {
		later.settle(r.Levels)
	}
	later.report.Outcome = RowRepeated
	if r.isOfOtherLevels(later) {
		r.addLevels(later)
	}
	later.report.remark("", RemarkAside, "row %d has the code already, and counts", r.report.Row)
	if r.amount == 0 && len(r.Tariffs) == 0 && later.amount > 0 {
		r.amount, r.amountColumn, r.yearly = later.amount, later.amountColumn, later.yearly
		r.filled(later, "tariff", plainAmount(later.amount))
	}
	for _, fact := range facts {
		has, says := fact.text(&r.Intervention), fact.text(&later.Intervention)
		switch {
		case says == "" || strings.EqualFold(says, has):
		case fact.name == "unit" && r.fixedUnit() && later.Unit != mechanismUnits[r.Mechanism], fact.name == "capitated" && r.Mechanism != Capitation:
			later.remark(fact.name, RemarkDiffers, "%s does not count, since row %d is paid by %s", says, r.report.Row, r.Mechanism)
		case has != "" || fact.name == "tariff" && r.amount > 0:
			if has == "" {
				has = plainAmount(r.amount)
			}
			later.remark(fact.name, RemarkDiffers, "%s does not count, since row %d has %s", says, r.report.Row, has)
		default:
			fact.take(&r.Intervention, &later.Intervention)
			r.filled(later, fact.name, says)
			if fact.name == "tariff" {
				r.amountColumn, r.yearly = later.amountColumn, later.yearly
			}
		}
	}
}

// fixedUnit reports whether the mechanism leaves no choice of the unit.
func (r *rowReader) fixedUnit() bool { return r.Mechanism == PerDiem || r.Mechanism == Capitation }

// filled says in the later row that one before has something from it.
func (r *rowReader) filled(later *rowReader, column, says string) {
	later.remark(column, RemarkFilled, "row %d has %s from here", r.report.Row, says)
}

// isOfOtherLevels reports whether two rows of a code differ in nothing but levels and amounts, and are
// for levels apart: some lists have a row for each level.
func (r *rowReader) isOfOtherLevels(later *rowReader) bool {
	differs := func(f fact) bool {
		has, says := f.text(&r.Intervention), f.text(&later.Intervention)
		return f.name != "levels" && f.name != "tariff" && has != "" && says != "" && !strings.EqualFold(has, says)
	}
	common := func(level string) bool {
		return slices.ContainsFunc(later.Levels, func(other string) bool { return wholeLevel(other) == wholeLevel(level) })
	}
	return len(r.Levels) > 0 && len(later.Levels) > 0 && !slices.ContainsFunc(r.Levels, common) &&
		(r.amount > 0 || len(r.Tariffs) > 0) && len(later.Tariffs) > 0 && !slices.ContainsFunc(facts, differs)
}

// addLevels takes over the levels of a later row, which has been settled, with their amounts.
func (r *rowReader) addLevels(later *rowReader) {
	r.settle(r.Levels)
	r.filled(later, "tariff", later.tariffText())
	r.Levels = append(r.Levels, later.Levels...)
	maps.Copy(r.Tariffs, later.Tariffs)
	later.Levels, later.Tariffs = nil, nil
}
