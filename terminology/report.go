package terminology

import (
	"fmt"
	"strings"
)

// Outcome is what became of a row of a file.
type Outcome string

// What can become of a row.
const (
	// RowRead: it gives an intervention.
	RowRead Outcome = "read"
	// RowRepeated: its code stands in a row before, which it completes at most.
	RowRepeated Outcome = "repeated"
	// RowLeftOut: it is not about one billable code.
	RowLeftOut Outcome = "left out"
	// RowSuperseded: it says itself that it does not hold.
	RowSuperseded Outcome = "superseded"
	// RowRefused: it is wrong, so that nothing of the file may be imported.
	RowRefused Outcome = "refused"
)

// Outcomes are all that can become of a row.
var Outcomes = []Outcome{RowRead, RowRepeated, RowLeftOut, RowSuperseded, RowRefused}

// RemarkKind says what a remark is about.
type RemarkKind string

// What a remark can be about.
const (
	// RemarkNormalised: a cell says the same as is kept, in other words.
	RemarkNormalised RemarkKind = "normalised"
	// RemarkDerived: the file does not say it, it follows from what it says.
	RemarkDerived RemarkKind = "derived"
	// RemarkFilled: a row before has it from this one.
	RemarkFilled RemarkKind = "filled"
	// RemarkDiffers: a row before says otherwise, so that this does not count.
	RemarkDiffers RemarkKind = "differs"
	// RemarkNotKept: it cannot be kept as a fact.
	RemarkNotKept RemarkKind = "not kept"
	// RemarkAside: why the row gives nothing.
	RemarkAside RemarkKind = "gives nothing"
	// RemarkRefused: it is wrong.
	RemarkRefused RemarkKind = "refused"
)

// RemarkKinds are all that a remark can be about.
var RemarkKinds = []RemarkKind{RemarkNormalised, RemarkDerived, RemarkFilled, RemarkDiffers, RemarkNotKept, RemarkAside, RemarkRefused}

// Remark is something that a person should know about a row.
type Remark struct {
	// Row is the number of the row in the file; 0: it is about no row of the file.
	Row int
	// Column is the header of the cell, empty where it is about the whole row.
	Column string
	Code   string
	Kind   RemarkKind
	Text   string
}

// String says where the remark is and what it says.
func (r Remark) String() string {
	var where strings.Builder
	if r.Row > 0 {
		fmt.Fprintf(&where, "row %d, ", r.Row)
	}
	if r.Column != "" {
		fmt.Fprintf(&where, "column %s, ", r.Column)
	}
	if r.Code != "" {
		fmt.Fprintf(&where, "%s, ", r.Code)
	}
	return strings.TrimSuffix(where.String(), ", ") + ": " + r.Text
}

// RowReport is what became of a row.
type RowReport struct {
	Row int
	// Code is as it is kept, or as the file has it where it gives none.
	Code    string
	Outcome Outcome
	Remarks []Remark
}

// remark adds a remark to the report of its row.
func (r *RowReport) remark(column string, kind RemarkKind, format string, args ...any) {
	r.Remarks = append(r.Remarks, Remark{Row: r.Row, Column: column, Kind: kind, Text: fmt.Sprintf(format, args...)})
}

// refuse adds what is wrong with a cell.
func (r *RowReport) refuse(column, format string, args ...any) {
	r.Outcome = RowRefused
	r.remark(column, RemarkRefused, format, args...)
}

// aside says why the row gives nothing.
func (r *RowReport) aside(outcome Outcome, format string, args ...any) {
	r.Outcome = outcome
	r.remark("", RemarkAside, format, args...)
}
