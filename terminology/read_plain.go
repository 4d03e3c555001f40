package terminology

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/fhir"
)

// readInterventions reads a list of our own: its columns are named as they are kept, each row says
// all in the words that are kept, and no code is there twice for a day. The first remark is an error.
func readInterventions(file io.Reader) ([]Intervention, error) {
	table, err := readPlainTable(file)
	if err != nil {
		return nil, err
	}
	reading := ReadTariffs(table, fhir.Date{})
	for _, report := range reading.Report {
		if len(report.Remarks) > 0 {
			remark := report.Remarks[0]
			remark.Code = report.Code
			return nil, errors.New(strings.Replace(remark.String(), "row", "line", 1))
		}
	}
	rows := make([]Intervention, len(reading.Rows))
	for n, row := range reading.Rows {
		rows[n] = row.Intervention
	}
	return rows, nil
}

// readPlainTable reads the rows below the header. Their numbers are those of lines.
func readPlainTable(file io.Reader) (*Table, error) {
	reader := csv.NewReader(file)
	reader.Comment = '#'
	header, err := reader.Read()
	if err != nil {
		return nil, fmt.Errorf("header: %w", err)
	}
	columns := make([]Column, len(header))
	for i, name := range header {
		if !slices.Contains(TariffColumns, name) {
			return nil, fmt.Errorf("the columns are %q, wanted are some of %q", header, TariffColumns)
		}
		columns[i] = Column{name, name}
	}
	var rows []Row
	for {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return NewTable(columns, rows)
		}
		if err != nil {
			return nil, err
		}
		line, _ := reader.FieldPos(0)
		rows = append(rows, Row{line, cells})
	}
}
