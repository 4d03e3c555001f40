package main

import (
	"fmt"
	"strings"
)

// fewAdded is how many new rows and missing codes are named where nobody asks for all.
const fewAdded = 10

// printDifference prints what a list changes of what is in force.
func (f *tariffFile) printDifference(out *terminal, all bool) {
	d := f.difference
	if d.Before == "" {
		out.linef("The record has no tariffs yet: these replace the interventions that come with the program.")
	}
	for i, row := range d.Added {
		if !all && i == fewAdded {
			out.linef("  … and %d more (-v names all)", len(d.Added)-fewAdded)
			break
		}
		out.linef("%s %s  %s; %s", out.good("+"), row.Code, row.Name, row.Period())
	}
	for _, changed := range d.Changed {
		out.linef("%s %s  %s; %s", out.doubt("~"), changed.Row.Code, changed.Row.Name, changed.Row.Period())
		for _, field := range changed.Fields {
			out.linef("    %s: %s -> %s", field.Name, orNone(field.Old), orNone(field.New))
		}
	}
	for _, ending := range d.Ended {
		out.linef("%s %s  its last day is %s", out.bad("-"), ending.Code, ending.To)
	}
	f.printMissing(out, all)
	if silent := f.reading.Silent; d.Before != "" && len(silent) > 0 {
		out.linef("  no column of the file, and kept as it is in force: %s", strings.Join(silent, ", "))
	}
	if before, after := d.Before, d.Change.System.Content; before != after && before != "" {
		out.linef("  the list is then %s, and was %s", after, before)
	}
	if d.Empty() {
		out.linef("%s: %s in force as the file has them", out.good("No difference"), counted(d.Unchanged, "code"))
		return
	}
	out.linef("%s added, %d changed, %d ended; %s unchanged", counted(len(d.Added), "row"), len(d.Changed), len(d.Ended), counted(d.Unchanged, "code"))
}

// printMissing prints the codes that the file has not.
func (f *tariffFile) printMissing(out *terminal, all bool) {
	missing := f.difference.Missing
	if len(missing) == 0 {
		return
	}
	named, more := missing, ""
	if !all && len(missing) > fewAdded {
		named, more = missing[:fewAdded], fmt.Sprintf(" and %d more", len(missing)-fewAdded)
	}
	out.linef("  not in the file, and still in force (--end-missing ends them): %s%s", strings.Join(named, " "), more)
}

func orNone(text string) string {
	if text == "" {
		return "none"
	}
	return text
}
