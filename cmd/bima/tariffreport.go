package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/bima-exchange/bima/terminology"
)

// writeReport writes what became of each row as CSV: a line for each remark, and one for a row
// without any. It never takes the place of the list itself.
func (f *tariffFile) writeReport(path string) (err error) {
	if is, err := os.Stat(path); err == nil {
		if list, err := os.Stat(f.name); err == nil && os.SameFile(is, list) {
			return fmt.Errorf("--report %s is the list itself; give another name", path)
		}
	}
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	writer := csv.NewWriter(file)
	lines := [][]string{{"row", "code", "outcome", "column", "kind", "text"}}
	for _, row := range f.reading.Report {
		head := []string{strconv.Itoa(row.Row), row.Code, string(row.Outcome)}
		if len(row.Remarks) == 0 {
			lines = append(lines, append(head, "", "", ""))
		}
		for _, remark := range row.Remarks {
			lines = append(lines, append(slices.Clone(head), remark.Column, string(remark.Kind), remark.Text))
		}
	}
	for _, line := range lines {
		for i, cell := range line {
			line[i] = plainCell(cell)
		}
	}
	return writer.WriteAll(lines)
}

// plainCell is a cell that a spreadsheet shows as it is: what a list holds may begin like a formula,
// and whoever opens the report would run it.
func plainCell(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}

// toldTariffs is a list and its difference for programs.
type toldTariffs struct {
	File      string                      `json:"file"`
	From      string                      `json:"from"`
	Header    int                         `json:"header_row"`
	Unread    []string                    `json:"columns_not_read,omitempty"`
	Rows      map[terminology.Outcome]int `json:"rows"`
	Remarks   []toldRemark                `json:"remarks,omitempty"`
	Refused   []toldRemark                `json:"refused,omitempty"`
	Added     []toldRow                   `json:"added,omitempty"`
	Changed   []toldRow                   `json:"changed,omitempty"`
	Ended     []toldRow                   `json:"ended,omitempty"`
	Missing   []string                    `json:"missing,omitempty"`
	Unchanged int                         `json:"unchanged"`
	Imported  bool                        `json:"imported"`
}

type toldRemark struct {
	Row    int                    `json:"row,omitempty"`
	Code   string                 `json:"code,omitempty"`
	Column string                 `json:"column,omitempty"`
	Kind   terminology.RemarkKind `json:"kind"`
	Text   string                 `json:"text"`
}

type toldRow struct {
	Code   string      `json:"code"`
	Name   string      `json:"name,omitempty"`
	From   string      `json:"from,omitempty"`
	To     string      `json:"to,omitempty"`
	Fields []toldField `json:"fields,omitempty"`
}

type toldField struct {
	Name string `json:"name"`
	Old  string `json:"old,omitempty"`
	New  string `json:"new,omitempty"`
}

// told is all that the commands say, for programs.
func (f *tariffFile) told(imported bool) toldTariffs {
	told := toldTariffs{
		File: f.name, From: f.from.String(), Header: f.sheet.Header, Unread: f.sheet.Unread,
		Rows: make(map[terminology.Outcome]int), Imported: imported,
	}
	for _, row := range f.reading.Report {
		told.Rows[row.Outcome]++
		for _, remark := range row.Remarks {
			if remark.Kind != terminology.RemarkRefused {
				told.Remarks = append(told.Remarks, toldRemark{row.Row, row.Code, remark.Column, remark.Kind, remark.Text})
			}
		}
	}
	for _, r := range f.refused() {
		told.Refused = append(told.Refused, toldRemark{r.Row, r.Code, r.Column, r.Kind, r.Text})
	}
	d := f.difference
	if d == nil {
		return told
	}
	told.Missing, told.Unchanged = d.Missing, d.Unchanged
	for _, row := range d.Added {
		told.Added = append(told.Added, tellRow(row))
	}
	for _, changed := range d.Changed {
		row := tellRow(changed.Row)
		for _, field := range changed.Fields {
			row.Fields = append(row.Fields, toldField(field))
		}
		told.Changed = append(told.Changed, row)
	}
	for _, ending := range d.Ended {
		told.Ended = append(told.Ended, toldRow{Code: ending.Code, From: ending.From.String(), To: ending.To.String()})
	}
	return told
}

func tellRow(row terminology.Intervention) toldRow {
	return toldRow{Code: row.Code, Name: row.Name, From: row.From.String(), To: row.To.String()}
}
