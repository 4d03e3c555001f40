package registryfile

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/engine"
)

// table reads CSV (RFC 4180). The first line names the columns. Lines without any text are passed.
func (k *Kind[T]) table(in *bufio.Reader, skipped int, holds engine.Validity) (func() (Row[T], error), error) {
	separator, err := k.separator(in)
	if err != nil {
		return nil, err
	}
	lines := csv.NewReader(in)
	lines.Comma = separator
	lines.FieldsPerRecord = -1
	lines.ReuseRecord = true
	names, err := lines.Read()
	if err != nil {
		return nil, fmt.Errorf("line %d, which names the columns, cannot be read: %w", skipped+1, err)
	}
	columns, err := k.header(names, separator)
	if err != nil {
		return nil, fmt.Errorf("line %d: %w", skipped+1, err)
	}
	return func() (Row[T], error) {
		for {
			cells, err := lines.Read()
			if wrong, ok := errors.AsType[*csv.ParseError](err); ok {
				return Row[T]{Line: skipped + wrong.StartLine, Err: misquoted(wrong)}, nil
			}
			if errors.Is(err, io.EOF) {
				return Row[T]{}, io.EOF
			}
			if err != nil {
				return Row[T]{}, fmt.Errorf("the file cannot be read any further: %w", err)
			}
			if blank(cells) {
				continue
			}
			number, _ := lines.FieldPos(0)
			row := Row[T]{Line: skipped + number}
			*k.days(&row.Value) = holds
			row.Err = fill(&row.Value, columns, cells, separator)
			return row, nil
		}
	}, nil
}

// fill takes the cells of a row over.
func fill[T any](row *T, columns []column[T], cells []string, separator rune) error {
	if len(cells) != len(columns) {
		return fmt.Errorf("it has %d cells, and there are %d columns; a text that has a %q in it needs quotes around it",
			len(cells), len(columns), separator)
	}
	for i, column := range columns {
		if err := column.take(row, cells[i]); err != nil {
			return err
		}
	}
	return nil
}

// misquoted says which lines were not read. A quote that is never closed takes all that follows it.
func misquoted(wrong *csv.ParseError) error {
	if wrong.Line > wrong.StartLine {
		return fmt.Errorf("the quotes do not match, so all from here to line %d was passed over: %w", wrong.Line, wrong.Err)
	}
	return fmt.Errorf("the quotes do not match: %w", wrong.Err)
}

// blank reports whether no cell has any text.
func blank(cells []string) bool {
	return !slices.ContainsFunc(cells, func(cell string) bool { return strings.TrimSpace(cell) != "" })
}
