package tabulation

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/bima-exchange/bima/terminology"
)

// list is what has been read of a tabulation.
type list struct {
	layout   layout
	concepts []terminology.Concept
	// rows are those of the concepts.
	rows []*row
	// above are the positions of the last row and of what it belongs to, the chapter first.
	above []int
	// lines are those on which a code or URI stands.
	lines  map[string]int
	report Report
}

// row is one row of a tabulation.
type row struct {
	line  int
	cells []string
	// title is without the dashes, depth their number.
	title string
	depth int
	// parent is the row that it belongs to, nil for a chapter.
	parent *row
	// residual is other or unspecified, empty for all other rows.
	residual string
	// parts is how many rows belong right to it.
	parts int
}

// The kinds of rows.
const (
	chapter  = "chapter"
	block    = "block"
	category = "category"
)

func newList(layout layout) *list {
	return &list{layout: layout, lines: make(map[string]int), report: Report{Stamp: layout.stamp}}
}

// name is what a row is called in an error.
func (r *row) name() string {
	return cmp.Or(r.cells[code], r.cells[blockID], fmt.Sprintf("%q", r.title))
}

// addRow checks a row against those above it and takes it over.
func (l *list) addRow(line int, text string) error {
	if !utf8.ValidString(text) {
		return errors.New("it is not UTF-8, in which WHO writes")
	}
	cells, err := splitCells(text)
	if err != nil {
		return err
	}
	if len(cells) != l.layout.cells {
		return fmt.Errorf("the row has %d cells, and %d are wanted: it is cut off or was changed", len(cells), l.layout.cells)
	}
	r := &row{line: line, cells: cells, title: cells[title]}
	for strings.HasPrefix(r.title, "- ") {
		r.title = r.title[2:]
		r.depth++
	}
	if r.depth > len(l.above) {
		return fmt.Errorf("%s stands %d levels deep, and what it belongs to is missing above it", r.name(), r.depth)
	}
	l.above = l.above[:r.depth]
	position := -1
	if r.depth > 0 {
		position = l.above[r.depth-1]
		r.parent = l.rows[position]
	}
	for _, check := range checks {
		if err := check(r); err != nil {
			return err
		}
	}
	if err := l.checkOnce(r); err != nil {
		return err
	}
	if l.layout.hasParent() {
		if err := checkParent(r); err != nil {
			return err
		}
	}
	l.take(r, position)
	return nil
}

// checkOnce refuses a code or URI that stood in a row before.
func (l *list) checkOnce(r *row) error {
	for _, key := range []string{r.cells[code], r.cells[linearizationURI]} {
		if line, twice := l.lines[key]; twice {
			return fmt.Errorf("%s is there twice, first in line %d", key, line)
		}
		if key != "" {
			l.lines[key] = r.line
		}
	}
	return nil
}

// take makes a concept of a row that has passed all checks; above is the position of its parent.
func (l *list) take(r *row, above int) {
	concept := terminology.Concept{
		Code: r.cells[code], URI: r.cells[linearizationURI], Display: r.title, Parent: above,
		Abstract: r.cells[classKind] != category, Divided: r.cells[isLeaf] == "False",
		Properties: []terminology.Property{
			{Code: terminology.ClassKind, Value: r.cells[classKind]},
			{Code: terminology.ChapterNo, Value: r.cells[chapterNo]},
		},
	}
	more := []terminology.Property{
		{Code: terminology.FoundationURI, Value: r.cells[foundationURI]},
		{Code: terminology.BlockID, Value: r.cells[blockID]},
		{Code: terminology.Residual, Value: r.residual},
	}
	if l.layout.hasParent() {
		more = append(more, terminology.Property{Code: terminology.CodingNote, Value: r.cells[codingNote]})
	}
	for _, property := range more {
		if property.Value != "" {
			concept.Properties = append(concept.Properties, property)
		}
	}
	if r.parent != nil {
		r.parent.parts++
	}
	l.above = append(l.above, len(l.rows))
	l.rows = append(l.rows, r)
	l.concepts = append(l.concepts, concept)
	l.count(r)
}
