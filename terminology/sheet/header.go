package sheet

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/terminology"
)

// titleRows is how many rows may stand above the header: titles and dates of the list.
const titleRows = 30

// header is the row of a file that names the columns.
type header struct {
	number int
	// width is how many cells the row has.
	width   int
	columns []terminology.Column
	// at is where each column stands in the row.
	at     []int
	unread []string
}

// findHeader finds the first row that names what must be there.
func findHeader(lines []line, options Options) (*header, error) {
	for column := range options.Headers {
		if !slices.Contains(terminology.TariffColumns, column) {
			return nil, fmt.Errorf("there is no column %q to map; wanted is one of %s", column, strings.Join(terminology.TariffColumns, ", "))
		}
	}
	var best *header
	var found []string
	for _, line := range lines[:min(len(lines), titleRows)] {
		h := readHeader(line, options.Headers)
		if h.has("code") && h.has("name") && h.hasAll(options.Headers) {
			return h, nil
		}
		if best == nil || len(h.columns) > len(best.columns) {
			best, found = h, line.cells
		}
	}
	if best == nil {
		return nil, fmt.Errorf("the file has no rows")
	}
	return nil, best.lacks(found, options.Headers)
}

// lacks says which columns were found in the row that is most like a header, and which are wanted.
func (h *header) lacks(found []string, headers map[string]string) error {
	var wanted []string
	lacking := ""
	for _, column := range slices.Sorted(maps.Keys(headers)) {
		if !h.has(column) {
			lacking = column
			wanted = append(wanted, fmt.Sprintf("%q for the %s", headers[column], column))
		}
	}
	for _, column := range []string{"code", "name"} {
		if _, mapped := headers[column]; !mapped && !h.has(column) {
			lacking = cmp.Or(lacking, column)
			wanted = append(wanted, fmt.Sprintf("one for the %s (such as %q)", column, spellings[column][1]))
		}
	}
	return fmt.Errorf("no row names the columns that are needed. Row %d has the columns %q; wanted beside them is %s. "+
		"Say with --map which column it is: --map %s=\"its header\"", h.number, shorten(found), strings.Join(wanted, " and "), lacking)
}

// shorten keeps a message readable, whatever stands in the row.
func shorten(cells []string) []string {
	short := make([]string, 0, 20)
	for _, cell := range cells[:min(len(cells), 20)] {
		if runes := []rune(cell); len(runes) > 40 {
			cell = string(runes[:40]) + "…"
		}
		short = append(short, cell)
	}
	return short
}

// readHeader reads a row as a header. What the options say of a column counts before what its
// headers mean. Two headers that say the same equally well are both taken, so that the table refuses
// them: which of two prices counts cannot be guessed. Of notes the first counts.
func readHeader(line line, headers map[string]string) *header {
	h := &header{number: line.number, width: len(line.cells)}
	chosen := make(map[string][]int)
	rank := make(map[string]int)
	for at, cell := range line.cells {
		m, ok := columnOf(cell)
		for column, header := range headers {
			if strings.EqualFold(strings.TrimSpace(cell), strings.TrimSpace(header)) {
				m, ok = meaning{column, -1}, true
			}
		}
		if _, mapped := headers[m.column]; !ok || mapped && m.rank >= 0 {
			continue
		}
		switch {
		case chosen[m.column] == nil || m.rank < rank[m.column]:
			chosen[m.column], rank[m.column] = []int{at}, m.rank
		case m.rank == rank[m.column] && m.column != "note":
			chosen[m.column] = append(chosen[m.column], at)
		}
	}
	for at, cell := range line.cells {
		read := false
		for column, where := range chosen {
			if slices.Contains(where, at) {
				h.columns = append(h.columns, terminology.Column{Name: column, Header: strings.TrimSpace(cell)})
				h.at = append(h.at, at)
				read = true
			}
		}
		if !read && strings.TrimSpace(cell) != "" {
			h.unread = append(h.unread, strings.TrimSpace(cell))
		}
	}
	return h
}

func (h *header) has(column string) bool {
	return slices.ContainsFunc(h.columns, func(c terminology.Column) bool { return c.Name == column })
}

func (h *header) hasAll(headers map[string]string) bool {
	for column := range headers {
		if !h.has(column) {
			return false
		}
	}
	return true
}
