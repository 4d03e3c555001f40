// Package registryfile reads rows of the registry from files: CSV, and FHIR resources one a line
// (NDJSON). It says of each row where it stands, and why where it cannot be used. What becomes of the
// rows is the caller's.
package registryfile

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// Row is one row of a file.
type Row[T any] struct {
	// Line is the number of the line on which it begins, the first being 1.
	Line  int
	Value T
	// Err says for people why the row cannot be used; nil where it can.
	Err error
}

// Reader gives the rows of a file in their order.
type Reader[T any] struct {
	days func(*T) *engine.Validity
	next func() (Row[T], error)
}

// Next is the next row. At the end the error is io.EOF; with any other error the file cannot be read
// any further.
func (r *Reader[T]) Next() (Row[T], error) {
	row, err := r.next()
	if err == nil && row.Err == nil {
		row.Err = r.days(&row.Value).Check()
	}
	return row, err
}

// Kind is one of the lists of the registry, as files have it.
type Kind[T any] struct {
	// plural is what its rows are called.
	plural string
	days   func(*T) *engine.Validity
	ofFHIR func(*fhir.Resource, engine.Validity) (T, error)
	// columns are those of CSV, where a cell with several values has the given sign between them.
	columns func(between string) []column[T]
}

// Open reads a file: NDJSON where the first sign that is not blank is a {, else CSV. Rows that give
// no first day hold from the first one. The error says for people what is wrong with the file as a
// whole.
func (k *Kind[T]) Open(file io.Reader, first fhir.Date) (*Reader[T], error) {
	in := bufio.NewReaderSize(file, maxHeader)
	begins, skipped, err := lead(in)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("the file cannot be read: %w", err)
	}
	holds := engine.Validity{From: first}
	reader := &Reader[T]{days: k.days}
	switch {
	case begins == '{' || err != nil: // a file without anything has no rows
		reader.next = k.resources(in, skipped, holds)
		return reader, nil
	case begins == '[':
		return nil, errors.New("the file is a JSON array; wanted is NDJSON, one FHIR resource a line, or CSV")
	}
	reader.next, err = k.table(in, skipped, holds)
	return reader, err
}

// lead goes to the first sign that is not blank, and says how many lines were passed.
func lead(in *bufio.Reader) (begins byte, lines int, err error) {
	if mark, _ := in.Peek(len(byteOrderMark)); bytes.Equal(mark, byteOrderMark) {
		if _, err := in.Discard(len(byteOrderMark)); err != nil {
			return 0, 0, err
		}
	}
	for {
		sign, err := in.ReadByte()
		switch {
		case err != nil:
			return 0, lines, err
		case sign == '\n':
			lines++
		case sign != ' ' && sign != '\t' && sign != '\r':
			return sign, lines, in.UnreadByte()
		}
	}
}

// byteOrderMark is what some programs begin a file in UTF-8 with.
var byteOrderMark = []byte("\xEF\xBB\xBF")
