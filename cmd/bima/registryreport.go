package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/bima-exchange/bima/engine"
)

// registryReport tells what became of the rows of an import, and counts them.
type registryReport struct {
	out  *terminal
	kind string
	// asJSON: for programs. all: of rows that need no word, too.
	asJSON, all bool
	told        toldRegistry
	// err is why a line could not be printed.
	err error
}

// toldRegistry is an import as a whole, for programs.
type toldRegistry struct {
	Kind        string `json:"kind"`
	Imported    int    `json:"imported"`
	AsTheyWere  int    `json:"as_they_were"`
	NotImported int    `json:"not_imported"`
	// Cut are rows that end before a later one, Ended those that end the one before them.
	Cut   int `json:"cut"`
	Ended int `json:"ended"`
	// Complete is false where the import broke off.
	Complete bool `json:"complete"`
}

// toldRegistryRow is one row, for programs.
type toldRegistryRow struct {
	Line int `json:"line"`
	// Outcome is "imported", "as it was" or "not imported".
	Outcome string `json:"outcome"`
	Text    string `json:"text,omitempty"`
	// CutTo is the last day of the row, where it ends before a later one. EndedFrom is the first day of
	// the row that it ended.
	CutTo     string `json:"cut_to,omitempty"`
	EndedFrom string `json:"ended_from,omitempty"`
}

// The outcomes of a row.
const (
	rowImported    = "imported"
	rowAsItWas     = "as it was"
	rowNotImported = "not imported"
)

// refused tells of a row that was not imported.
func (r *registryReport) refused(line int, why error) {
	r.told.NotImported++
	r.tell(toldRegistryRow{Line: line, Outcome: rowNotImported, Text: why.Error()}, true)
}

// saved tells of a row that the store took. A row that is not there as it was given is told of in
// any case.
func (r *registryReport) saved(line int, saved engine.Saved) {
	if !saved.Changed {
		r.told.AsTheyWere++
		r.tell(toldRegistryRow{Line: line, Outcome: rowAsItWas}, r.all)
		return
	}
	r.told.Imported++
	row := toldRegistryRow{Line: line, Outcome: rowImported, CutTo: saved.Cut.String(), EndedFrom: saved.Ended.String()}
	if !saved.Cut.IsZero() {
		r.told.Cut++
		row.Text = fmt.Sprintf("it ends on %s, since another row begins on %s", saved.Cut, saved.Cut.AddDays(1))
	}
	if !saved.Ended.IsZero() {
		r.told.Ended++
	}
	r.tell(row, r.all || r.asJSON || row.Text != "")
}

// tell prints one row where it is to be printed.
func (r *registryReport) tell(row toldRegistryRow, wanted bool) {
	switch {
	case !wanted:
		return
	case r.asJSON:
		r.err = cmp.Or(r.err, r.out.json(row))
		return
	}
	words := []string{fmt.Sprintf("line %d", row.Line), row.Outcome}
	if row.Outcome == rowNotImported {
		words[1] = r.out.bad(row.Outcome)
	}
	if row.Text != "" {
		words = append(words, row.Text)
	}
	if row.EndedFrom != "" {
		words = append(words, "it ends the row from "+row.EndedFrom)
	}
	r.out.linef("%s", strings.Join(words, "  "))
}

// end tells of all rows together. It returns errNo where one was not imported.
func (r *registryReport) end(complete bool) error {
	r.told.Kind, r.told.Complete = r.kind, complete
	if r.asJSON {
		r.err = cmp.Or(r.err, r.out.json(r.told))
	} else {
		r.out.linef("%s: %d imported, %d as they were, %d not imported", r.kind, r.told.Imported, r.told.AsTheyWere, r.told.NotImported)
		if r.told.Cut+r.told.Ended > 0 {
			r.out.linef("rows that ended the one before them: %d; rows that end before a later one: %d", r.told.Ended, r.told.Cut)
		}
	}
	switch {
	case r.err != nil:
		return r.err
	case complete && r.told.NotImported > 0:
		return errNo
	}
	return nil
}
