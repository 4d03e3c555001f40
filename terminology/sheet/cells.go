package sheet

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// spread writes a cell that is merged over several rows into each of them, as a person reads it.
func spread(book *excelize.File, name string, lines []line) error {
	merged, err := book.GetMergeCells(name)
	if err != nil {
		return fmt.Errorf("sheet %q: %w", name, err)
	}
	for _, cell := range merged {
		column, first, err := excelize.CellNameToCoordinates(cell.GetStartAxis())
		if err != nil {
			return fmt.Errorf("sheet %q: %w", name, err)
		}
		_, last, err := excelize.CellNameToCoordinates(cell.GetEndAxis())
		if err != nil {
			return fmt.Errorf("sheet %q: %w", name, err)
		}
		from, _ := slices.BinarySearchFunc(lines, first, func(l line, number int) int { return l.number - number })
		if from == len(lines) || lines[from].number != first || column > MaxColumns {
			continue
		}
		for i := from + 1; i < len(lines) && lines[i].number <= last; i++ {
			lines[i].put(column-1, lines[from].at(column-1))
		}
	}
	return nil
}

// at is a cell, empty where the line is shorter.
func (l *line) at(i int) string {
	if i < len(l.cells) {
		return l.cells[i]
	}
	return ""
}

func (l *line) put(i int, text string) {
	for len(l.cells) <= i {
		l.cells = append(l.cells, "")
	}
	l.cells[i] = text
}

// formulaRows is in how many rows formulas are looked for: to find one costs a walk over the rows.
const formulaRows = 10_000

// refuseUncomputed refuses a cell whose formula has no value beside it, as some programs write it: it
// would be read as empty, which means that there is no amount.
func (h *header) refuseUncomputed(book *excelize.File, name string, lines []line) error {
	for _, line := range lines[:min(len(lines), formulaRows)] {
		for i, at := range h.at {
			if strings.TrimSpace(line.at(at)) != "" {
				continue
			}
			cell, err := excelize.CoordinatesToCellName(at+1, line.number)
			if err != nil {
				return fmt.Errorf("sheet %q: %w", name, err)
			}
			formula, err := book.GetCellFormula(name, cell)
			if err != nil {
				return fmt.Errorf("sheet %q: %w", name, err)
			}
			if formula != "" {
				return fmt.Errorf("sheet %q, row %d, column %s: the cell has the formula =%s and no value; open the list in a spreadsheet program and save it, or write values",
					name, line.number, h.columns[i].Header, formula)
			}
		}
	}
	return nil
}
