package tabulation

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

const (
	cellEnd = "\t"
	rowEnd  = "\r\n"
)

// columns are those up to 2025-01, and at the positions below. From 2026-01 on newColumns follow.
var (
	columns = []string{
		"Foundation URI", "Linearization URI", "Code", "BlockId", "Title", "ClassKind", "DepthInKind", "IsResidual",
		"ChapterNo", "BrowserLink", "isLeaf", "Primary tabulation",
		"Grouping1", "Grouping2", "Grouping3", "Grouping4", "Grouping5",
	}
	newColumns = []string{"CodingNote", "Parent"}
)

const (
	foundationURI = iota
	linearizationURI
	code
	blockID
	title
	classKind
	depthInKind
	isResidual
	chapterNo
	browserLink
	isLeaf
	codingNote = 17
	parent     = 18
)

// layout is what the header of a file tells.
type layout struct {
	// cells is how many a row has: one less than the header, whose last is the stamp.
	cells int
	stamp string
}

// hasParent reports whether the rows name what they belong to.
func (l layout) hasParent() bool { return l.cells > len(columns) }

// readHeader reads the first row of a text and returns the others. Rows end in CR LF.
func readHeader(text []byte) (layout, string, error) {
	header, rows, ok := strings.Cut(strings.TrimPrefix(string(text), "\ufeff"), rowEnd)
	if !ok {
		return layout{}, "", errors.New("line 1: no row ends in CR LF, as all of WHO's do: the file is cut off, or another program has written it anew")
	}
	names, err := splitCells(header)
	if err != nil {
		return layout{}, "", fmt.Errorf("line 1: %w", err)
	}
	stamp, ok := strings.CutPrefix(names[len(names)-1], "Version:")
	if !ok {
		return layout{}, "", errors.New("line 1: the header does not end in WHO's Version: stamp, so the file is no Simple Tabulation as WHO publishes it")
	}
	names = names[:len(names)-1]
	if !slices.Equal(names, columns) && !slices.Equal(names, slices.Concat(columns, newColumns)) {
		return layout{}, "", fmt.Errorf("line 1: the columns are %q, and WHO's are %q, from 2026-01 on followed by %q", names, columns, newColumns)
	}
	return layout{cells: len(names), stamp: stamp}, rows, nil
}

// splitCells cuts a row into its cells. WHO puts the title and the link into quotes, in which a quote
// stands as two, and no other cell: a coding note may begin with a quoted word.
func splitCells(row string) ([]string, error) {
	cells := make([]string, 0, len(columns)+len(newColumns)+1)
	for {
		cell, rest, more := "", "", false
		if at := len(cells); (at == title || at == browserLink) && strings.HasPrefix(row, `"`) {
			end := closingQuote(row)
			if end < 0 {
				return nil, fmt.Errorf("the row breaks off within its cell %d, whose closing quote is missing", len(cells)+1)
			}
			cell = strings.ReplaceAll(row[1:end], `""`, `"`)
			rest, more = strings.CutPrefix(row[end+1:], cellEnd)
			if !more && rest != "" {
				return nil, fmt.Errorf("text follows the closing quote of cell %d", len(cells)+1)
			}
		} else {
			cell, rest, more = strings.Cut(row, cellEnd)
		}
		cells = append(cells, cell)
		if !more {
			return cells, nil
		}
		row = rest
	}
}

// closingQuote is where the quote that ends the first cell stands; -1: nowhere.
func closingQuote(row string) int {
	for i := 1; i < len(row); i++ {
		if row[i] != '"' {
			continue
		}
		if i+1 == len(row) || row[i+1] != '"' {
			return i
		}
		i++
	}
	return -1
}
