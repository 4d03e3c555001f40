package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/terminology"
)

// tellIntervention tells about an intervention as it is in force, or about a chapter.
func (l codeLookup) tellIntervention(list *terminology.CodeSystem, position int) bool {
	concept := list.At(position)
	rows := l.set.Catalogue().Rows(concept.Code)
	row, ok := l.intervention(concept.Code)
	if len(rows) > 0 && !ok {
		l.out.linef("%s  is known, and not in force on %s", l.out.bad(concept.Code), l.on)
		l.tellRows(rows)
		return false
	}
	name := concept.Display
	if ok {
		name = row.Name
	}
	l.out.linef("%s  %s", l.out.good(concept.Code), name)
	l.tellList(list)
	for _, above := range path(list, position) {
		l.line("path", "%s", above)
	}
	for _, child := range list.Children(position) {
		l.line("child", "%s  %s", list.At(child).Code, list.At(child).Display)
	}
	if ok {
		l.tellRow(row)
		l.tellRows(rows)
	}
	for _, other := range concept.Designations {
		l.line(other.Use, "%s", other.Value)
	}
	return true
}

// tellRow tells how an intervention is paid and for whom. What the payer does not say is not told,
// but that a tariff is not known, which means something.
func (l codeLookup) tellRow(row terminology.Intervention) {
	say := func(heading string, values ...string) {
		values = slices.DeleteFunc(values, func(value string) bool { return value == "" })
		if len(values) > 0 {
			l.line(heading, "%s", strings.Join(values, ", "))
		}
	}
	by := ""
	if row.Unit != "" {
		by = "by the " + string(row.Unit)
	}
	say("fund", row.Fund)
	say("paid", string(row.Mechanism), by)
	switch {
	case row.Capitated:
		say("tariff", "none: it is paid for by head and year")
	case len(row.Tariffs) == 0:
		say("tariff", l.out.doubt("not known"))
	}
	for _, level := range slices.Sorted(maps.Keys(row.Tariffs)) {
		say("tariff", fmt.Sprintf("level %s  %s", level, row.Tariffs[level]))
	}
	say("copayment", row.Copay.String())
	say("levels", row.Levels...)
	say("access", row.AccessPoint)
	say("preauth", strings.Join(row.Preauth, " or "))
	for _, limit := range row.Limits {
		say("limit", limit.String())
	}
	say("sex", row.Sex)
	say("age", ages(row))
	say("diagnoses", row.Diagnoses...)
	say("documents", row.Documents...)
	say("combination", row.Combination)
}

// ages is the range of ages that an intervention is for.
func ages(row terminology.Intervention) string {
	switch {
	case row.MinAge != nil && row.MaxAge != nil:
		return fmt.Sprintf("%d to %d years", *row.MinAge, *row.MaxAge)
	case row.MinAge != nil:
		return fmt.Sprintf("from %d years", *row.MinAge)
	case row.MaxAge != nil:
		return fmt.Sprintf("up to %d years", *row.MaxAge)
	}
	return ""
}

// tellRows tells when each row of a code is in force.
func (l codeLookup) tellRows(rows []terminology.Intervention) {
	for _, row := range rows {
		from, to := "ever", "further notice"
		if !row.From.IsZero() {
			from = row.From.String()
		}
		if !row.To.IsZero() {
			to = row.To.String()
		}
		l.line("in force", "from %s until %s", from, to)
	}
}
