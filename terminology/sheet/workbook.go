package sheet

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// maxUnpacked bounds what a workbook may hold when it is unpacked.
const maxUnpacked = 128 << 20

// readWorkbook reads a sheet of a workbook.
func readWorkbook(body []byte, options Options) (*Sheet, error) {
	book, err := excelize.OpenReader(bytes.NewReader(body), excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked})
	if err != nil {
		return nil, fmt.Errorf("the file is no workbook (.xlsx) that can be read: %w", err)
	}
	defer book.Close()
	name, err := sheetName(book, options.Sheet)
	if err != nil {
		return nil, err
	}
	lines, err := sheetLines(book, name)
	if err != nil {
		return nil, fmt.Errorf("sheet %q: %w", name, err)
	}
	header, err := findHeader(lines, options)
	if err != nil {
		return nil, fmt.Errorf("sheet %q of %q: %w", name, book.GetSheetList(), err)
	}
	lines = slices.DeleteFunc(lines, func(l line) bool { return l.number <= header.number })
	props, err := book.GetWorkbookProps()
	if err != nil {
		return nil, err
	}
	header.readSerials(lines, props.Date1904 != nil && *props.Date1904)
	if err := spread(book, name, lines); err != nil {
		return nil, err
	}
	if err := header.refuseUncomputed(book, name, lines); err != nil {
		return nil, err
	}
	read, err := header.below(lines)
	if read != nil {
		read.Name = name
	}
	return read, err
}

// sheetName chooses the sheet.
func sheetName(book *excelize.File, wanted string) (string, error) {
	all := book.GetSheetList()
	if wanted != "" {
		if !slices.Contains(all, wanted) {
			return "", fmt.Errorf("the workbook has no sheet %q; it has %q", wanted, all)
		}
		return wanted, nil
	}
	for _, name := range all {
		if visible, err := book.GetSheetVisible(name); err == nil && visible {
			return name, nil
		}
	}
	return "", fmt.Errorf("the workbook has no sheet that can be seen; it has %q", all)
}

// sheetLines are the rows of a sheet that have any text.
func sheetLines(book *excelize.File, name string) ([]line, error) {
	rows, err := book.Rows(name)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var lines []line
	for number := 1; rows.Next(); number++ {
		cells, err := rows.Columns()
		if err != nil {
			return nil, fmt.Errorf("row %d: %w", number, err)
		}
		for len(cells) > 0 && strings.TrimSpace(cells[len(cells)-1]) == "" {
			cells = cells[:len(cells)-1]
		}
		if len(cells) == 0 {
			continue
		}
		if len(cells) > MaxColumns {
			return nil, fmt.Errorf("row %d has %d cells; a list of tariffs has %d at most", number, len(cells), MaxColumns)
		}
		if len(lines) >= MaxRows+titleRows {
			return nil, fmt.Errorf("there are more than %d rows, which no list of tariffs has", MaxRows)
		}
		for i := range cells {
			cells[i] = shown(cells[i])
		}
		lines = append(lines, line{number, cells})
	}
	return lines, rows.Error()
}

// computed is a number with what arithmetic left of it, or in scientific form.
var computed = regexp.MustCompile(`^-?\d+(\.\d{9,}|(\.\d+)?E[+-]?\d{1,2})$`)

// shown is a number with the fifteen digits that Excel itself shows: a workbook keeps 3360.5, where
// it was computed, as 3360.4999999999995.
func shown(cell string) string {
	if !computed.MatchString(cell) {
		return cell
	}
	number, err := strconv.ParseFloat(cell, 64)
	if err != nil {
		return cell
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(number, 'g', 15, 64), 64)
	if err != nil {
		return cell
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

// serial is a day as a workbook keeps it: the number of days since one long ago.
var serial = regexp.MustCompile(`^\d{5}(\.\d+)?$`)

// readSerials writes the days of the columns that have days as dates.
func (h *header) readSerials(lines []line, since1904 bool) {
	for i, column := range h.columns {
		if column.Name != "from" && column.Name != "to" {
			continue
		}
		for _, line := range lines {
			if h.at[i] >= len(line.cells) || !serial.MatchString(line.cells[h.at[i]]) {
				continue
			}
			days, err := strconv.ParseFloat(line.cells[h.at[i]], 64)
			if err != nil {
				continue
			}
			if day, err := excelize.ExcelDateToTime(days, since1904); err == nil {
				line.cells[h.at[i]] = day.Format(time.DateOnly)
			}
		}
	}
}
