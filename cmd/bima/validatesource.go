package main

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// source is a body as an editor shows it. Lines and columns count from 1, and a column is a
// character, whatever bytes it takes.
type source struct {
	body []byte
	// starts are the bytes at which the lines begin.
	starts []int
}

func newSource(body []byte) source {
	s := source{body: body, starts: []int{0}}
	for i, b := range body {
		if b == '\n' {
			s.starts = append(s.starts, i+1)
		}
	}
	return s
}

// place is where a value stands: in one line, from a column to the one behind it.
type place struct{ line, column, behind int }

// place is that of the value at a byte of the body. An array or object is where it opens, since a
// finding about all of it would else be marked in every line.
func (s source) place(offset int) place {
	at := s.index(offset)
	line := s.line(at)
	from, to := s.span(at, offset)
	column := 1 + utf8.RuneCount(line[:from])
	return place{at + 1, column, column + utf8.RuneCount(line[from:to])}
}

// index is the index of the line that has a byte of the body.
func (s source) index(offset int) int {
	i, begins := slices.BinarySearch(s.starts, offset)
	if begins {
		return i
	}
	return i - 1
}

// line is a line without what ends it.
func (s source) line(index int) []byte {
	end := len(s.body)
	if index+1 < len(s.starts) {
		end = s.starts[index+1]
	}
	return bytes.TrimRight(s.body[s.starts[index]:end], "\r\n")
}

// span is where in its line the value at a byte of the body begins and ends: a string, number or
// word as a whole, else one character. Of what is no JSON, it is the character.
func (s source) span(index, offset int) (from, to int) {
	line := s.line(index)
	from = min(offset-s.starts[index], len(line))
	decoder := json.NewDecoder(bytes.NewReader(s.body[offset:]))
	decoder.UseNumber()
	if _, err := decoder.Token(); err == nil {
		return from, min(from+int(decoder.InputOffset()), len(line))
	}
	_, size := utf8.DecodeRune(line[from:])
	return from, from + size
}

// printable is text without what would move a terminal or show text elsewhere than it stands: a
// body is written by others.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' || unicode.IsPrint(r) {
			return r
		}
		return '\uFFFD'
	}, text)
}
