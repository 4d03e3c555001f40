// Package sheet reads lists of interventions as payers publish them: spreadsheets (XLSX) and text
// (CSV), with the columns under whatever names they have there. It says what stands in which column
// of which row; what that means is said in package terminology.
package sheet

import (
	"bytes"
	"fmt"
	"io"

	"github.com/bima-exchange/bima/terminology"
)

// The bounds of a file: what is larger is no list of tariffs.
const (
	MaxSize    = 32 << 20
	MaxRows    = 100_000
	MaxColumns = 200
)

// Options say how a file is to be read where that cannot be seen from it.
type Options struct {
	// Sheet is the sheet of a workbook; empty: the first that is not hidden.
	Sheet string
	// Headers are the headers of columns by their name (terminology.TariffColumns), where they are not
	// among those that are known.
	Headers map[string]string
}

// Sheet is a list as it was read.
type Sheet struct {
	Table *terminology.Table
	// Name is that of the sheet in a workbook, empty for text.
	Name string
	// Header is the number of the row in which the headers stand.
	Header int
	// Unread are the headers of the columns that are not read.
	Unread []string
}

// line is one row of a file with all of its cells.
type line struct {
	number int
	cells  []string
}

// Read reads a list. A file that is none is an error for people: it says what was found and what is
// wanted.
func Read(file io.Reader, options Options) (*Sheet, error) {
	body, err := io.ReadAll(io.LimitReader(file, MaxSize+1))
	if err != nil {
		return nil, err
	}
	switch {
	case len(body) > MaxSize:
		return nil, fmt.Errorf("the file is larger than %d MiB, which no list of tariffs is", MaxSize>>20)
	case bytes.HasPrefix(body, []byte("PK\x03\x04")):
		return readWorkbook(body, options)
	case bytes.HasPrefix(body, []byte("\xD0\xCF\x11\xE0")):
		return nil, fmt.Errorf("the file is an old Excel file (.xls), or has a password; save it as .xlsx without a password, or as CSV")
	case options.Sheet != "":
		return nil, fmt.Errorf("the file is no workbook, so it has no sheet %q", options.Sheet)
	}
	return readText(body, options)
}

// below makes a sheet of the rows below the header. Rows without any text are no rows.
func (h *header) below(lines []line) (*Sheet, error) {
	rows := make([]terminology.Row, 0, len(lines))
	for _, line := range lines {
		cells := make([]string, len(h.columns))
		for i, at := range h.at {
			if at < len(line.cells) {
				cells[i] = line.cells[at]
			}
		}
		rows = append(rows, terminology.Row{Number: line.number, Cells: cells})
	}
	table, err := terminology.NewTable(h.columns, rows)
	if err != nil {
		return nil, fmt.Errorf("row %d: %w. Say with --map which it is, such as --map tariff=\"its header\"", h.number, err)
	}
	return &Sheet{Table: table, Header: h.number, Unread: h.unread}, nil
}
