package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// separators are the signs that stand between cells.
var separators = []rune{',', ';', '\t'}

// readText reads a file of text. Its sign between cells is the one with which most headers are
// found.
func readText(body []byte, options Options) (*Sheet, error) {
	body = bytes.TrimPrefix(body, []byte("\xEF\xBB\xBF"))
	if !utf8.Valid(body) {
		return nil, fmt.Errorf("the text is not in UTF-8 (first in line %d); save it as \"CSV UTF-8\", or as .xlsx", lineOfFault(body))
	}
	best, separator, err := findSeparator(body, options)
	if err != nil {
		return nil, err
	}
	lines, err := readLines(body, separator, MaxRows+titleRows)
	if err != nil {
		return nil, err
	}
	lines = slices.DeleteFunc(lines, func(l line) bool { return l.number <= best.number })
	if len(lines) > MaxRows {
		return nil, fmt.Errorf("the file has more than %d rows, which no list of tariffs has", MaxRows)
	}
	for _, line := range lines {
		if len(line.cells) != best.width {
			return nil, fmt.Errorf("row %d has %d cells, and the header in row %d has %d; a text that has a %q in it needs quotes around it",
				line.number, len(line.cells), best.number, best.width, separator)
		}
	}
	return best.below(lines)
}

// findSeparator finds the sign with which the header has the most columns. Where there is no header,
// the error is about the sign with which there are the most cells.
func findSeparator(body []byte, options Options) (best *header, separator rune, wrong error) {
	widest := -1
	for _, sign := range separators {
		head, err := readLines(body, sign, titleRows)
		width := 0
		for _, line := range head {
			width = max(width, len(line.cells))
		}
		if len(head) > 0 {
			var h *header
			if h, err = findHeader(head, options); err == nil && (best == nil || len(h.columns) > len(best.columns)) {
				best, separator = h, sign
			}
		} else if err == nil {
			err = errors.New("the file has no rows")
		}
		if err != nil && width > widest {
			widest, wrong = width, err
		}
	}
	if best != nil {
		return best, separator, nil
	}
	return nil, 0, wrong
}

// lineOfFault is the first line that is not UTF-8.
func lineOfFault(body []byte) int {
	number := 1
	for line := range bytes.Lines(body) {
		if !utf8.Valid(line) {
			break
		}
		number++
	}
	return number
}

// readLines reads at most so many lines that have any text, and one more where there are more. With
// an error it returns those before it, and the one that is too wide.
func readLines(body []byte, separator rune, atMost int) ([]line, error) {
	reader := csv.NewReader(bytes.NewReader(body))
	reader.Comma = separator
	reader.FieldsPerRecord = -1
	var lines []line
	for len(lines) <= atMost {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return lines, nil
		}
		if wrong, ok := errors.AsType[*csv.ParseError](err); ok {
			return lines, fmt.Errorf("row %d: the quotes do not match: %w", wrong.StartLine, wrong.Err)
		}
		if err != nil {
			return lines, err
		}
		if blank(cells) {
			continue
		}
		number, _ := reader.FieldPos(0)
		lines = append(lines, line{number, cells})
		if len(cells) > MaxColumns {
			return lines, fmt.Errorf("row %d has %d cells; a list of tariffs has %d at most", number, len(cells), MaxColumns)
		}
	}
	return lines, nil
}

// blank reports whether no cell has any text.
func blank(cells []string) bool {
	return !slices.ContainsFunc(cells, func(cell string) bool { return strings.TrimSpace(cell) != "" })
}
