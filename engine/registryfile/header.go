package registryfile

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// maxHeader is how many bytes the line that names the columns may have.
const maxHeader = 1 << 16

// separator is the sign between cells: the one with which the first line has the most columns that
// are known. It leaves the line to be read.
func (k *Kind[T]) separator(in *bufio.Reader) (rune, error) {
	line, _ := in.Peek(maxHeader)
	end := bytes.IndexByte(line, '\n')
	switch {
	case end >= 0:
		line = line[:end]
	case len(line) == maxHeader:
		return 0, fmt.Errorf("the first line, which names the columns, has more than %d bytes", maxHeader)
	}
	switch {
	case bytes.HasPrefix(line, []byte("PK\x03\x04")):
		return 0, errors.New("the file is a workbook or a zip; save the list as \"CSV UTF-8\"")
	case !utf8.Valid(line):
		return 0, errors.New("the text is not in UTF-8; save the list as \"CSV UTF-8\"")
	}
	known := k.Columns()
	best, most := ',', 0
	for _, sign := range []rune{',', ';'} {
		reader := csv.NewReader(bytes.NewReader(line))
		reader.Comma = sign
		names, err := reader.Read()
		if err != nil {
			continue // the line is read again, and what is wrong with it is told
		}
		count := 0
		for _, name := range names {
			if slices.Contains(known, columnName(name)) {
				count++
			}
		}
		if count > most {
			best, most = sign, count
		}
	}
	return best, nil
}

// header are the columns that a first line names, in its order.
func (k *Kind[T]) header(names []string, separator rune) ([]column[T], error) {
	between := ";"
	if separator == ';' {
		between = "|"
	}
	known := k.columns(between)
	var columns []column[T]
	for _, name := range names {
		name = columnName(name)
		at := slices.IndexFunc(known, func(c column[T]) bool { return c.name == name })
		if at < 0 {
			return nil, fmt.Errorf("there is no column %q in a list of %s; known are %s", name, k.plural, strings.Join(k.Columns(), ", "))
		}
		if slices.ContainsFunc(columns, func(c column[T]) bool { return c.name == name }) {
			return nil, fmt.Errorf("the column %q is named twice", name)
		}
		columns = append(columns, known[at])
	}
	for _, c := range known {
		if c.needed && !slices.ContainsFunc(columns, func(there column[T]) bool { return there.name == c.name }) {
			return nil, fmt.Errorf("the column %q is missing, which a list of %s needs; known are %s", c.name, k.plural, strings.Join(k.Columns(), ", "))
		}
	}
	return columns, nil
}

// Columns are the names of the columns that CSV may have.
func (k *Kind[T]) Columns() []string {
	var names []string
	for _, column := range k.columns("") {
		names = append(names, column.name)
	}
	return names
}

// Usage names the columns that CSV may have, those that it needs with a star.
func (k *Kind[T]) Usage() string {
	var names []string
	for _, column := range k.columns("") {
		name := column.name
		if column.needed {
			name += "*"
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

// columnName is a column's name whatever the blanks around it and its case.
func columnName(text string) string { return strings.ToLower(strings.TrimSpace(text)) }
