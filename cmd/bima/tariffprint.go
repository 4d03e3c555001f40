package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/bima-exchange/bima/terminology"
)

// show prints what became of the rows of a list and what it changes, and writes the report where one
// is wanted.
func (f *tariffFile) show(out *terminal, options *tariffOptions, imported bool) error {
	if options.report != "" {
		if err := f.writeReport(options.report); err != nil {
			return err
		}
	}
	if options.asJSON {
		return out.json(f.told(imported))
	}
	f.printRows(out)
	f.printRemarks(out, options.verbose)
	if refused := f.refused(); len(refused) > 0 {
		out.linef("%s", out.bad(counted(len(refused), "fault")+": nothing of the file can be imported"))
		for _, remark := range refused {
			out.linef("  %s", remark)
		}
		return nil
	}
	f.printDifference(out, options.verbose)
	return nil
}

// counted is a number of things.
func counted(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return strconv.Itoa(n) + " " + what
}

// printRows prints how many rows became what.
func (f *tariffFile) printRows(out *terminal) {
	outcomes := make(map[terminology.Outcome]int)
	for _, row := range f.reading.Report {
		outcomes[row.Outcome]++
	}
	var parts []string
	for _, outcome := range terminology.Outcomes {
		if outcomes[outcome] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", outcomes[outcome], outcome))
		}
	}
	name := f.name
	if f.sheet.Name != "" {
		name += ", sheet " + strconv.Quote(f.sheet.Name)
	}
	out.linef("%s: %s below the header in row %d: %s", name, counted(len(f.reading.Report), "row"), f.sheet.Header, strings.Join(parts, ", "))
	if len(f.sheet.Unread) > 0 {
		out.linef("  not read: the columns %q", f.sheet.Unread)
	}
}

// remarkGroup are the remarks that say the same of several rows.
type remarkGroup struct {
	terminology.Remark
	rows []string
}

// printRemarks prints what is said of the rows, but what is refused: what is said of several only
// once.
func (f *tariffFile) printRemarks(out *terminal, each bool) {
	groups := make(map[terminology.RemarkKind][]*remarkGroup)
	same := make(map[terminology.Remark]*remarkGroup)
	for _, row := range f.reading.Report {
		for _, remark := range row.Remarks {
			key := terminology.Remark{Column: remark.Column, Kind: remark.Kind, Text: remark.Text}
			if each {
				key.Row = remark.Row
			}
			g, ok := same[key]
			if !ok {
				g = &remarkGroup{Remark: remark}
				same[key] = g
				groups[remark.Kind] = append(groups[remark.Kind], g)
			}
			g.rows = append(g.rows, strconv.Itoa(remark.Row))
		}
	}
	for _, kind := range terminology.RemarkKinds {
		if len(groups[kind]) == 0 || kind == terminology.RemarkRefused {
			continue
		}
		out.linef("%s", out.bold(string(kind)))
		for _, g := range groups[kind] {
			out.linef("  %s", g)
		}
	}
}

// String is what is said and of which rows.
func (g *remarkGroup) String() string {
	const shown = 3
	rows := "row " + g.rows[0]
	if len(g.rows) > 1 {
		rows = "rows " + strings.Join(g.rows[:min(len(g.rows), shown)], ", ")
	}
	if len(g.rows) > shown {
		rows += fmt.Sprintf(" and %d more", len(g.rows)-shown)
	}
	if g.Column != "" {
		rows += ", column " + g.Column
	}
	return rows + ": " + g.Text
}
