package main

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// shownWidth is how many characters of a long line are shown; a value in it begins in the first half.
const shownWidth = 120

// excerpt is the lines around the value at a byte of the body, numbered, with carets under it, which
// paint colours. The line before and the one after show what it belongs to.
func (s source) excerpt(offset int, paint func(string) string) []string {
	at := s.index(offset)
	width := len(strconv.Itoa(min(at+2, len(s.starts))))
	numbered := func(index int, text string) string { return fmt.Sprintf("%*d | %s", width, index+1, text) }

	var lines []string
	if at > 0 {
		lines = append(lines, numbered(at-1, s.beginning(at-1)))
	}
	shown, carets := s.marked(at, offset)
	lines = append(lines, numbered(at, shown), fmt.Sprintf("%*s | %s", width, "", paint(carets)))
	if at+1 < len(s.starts) && s.starts[at+1] < len(s.body) {
		lines = append(lines, numbered(at+1, s.beginning(at+1)))
	}
	return lines
}

// beginning is a line as far as it is shown.
func (s source) beginning(index int) string {
	line := s.line(index)
	return piece(line, 0, forth(line, 0, shownWidth))
}

// marked is the part of a line around a value, and the carets that stand under the value.
func (s source) marked(index, offset int) (shown, carets string) {
	line := s.line(index)
	from, to := s.span(index, offset)
	low := back(line, from, shownWidth/2)
	high := forth(line, low, shownWidth)
	blank := strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, piece(line[:from], low, from))
	return piece(line, low, high), blank + strings.Repeat("^", max(1, utf8.RuneCount(line[from:min(to, high)])))
}

// piece is a part of a line as it is shown: an ellipsis is where something was cut off.
func piece(line []byte, low, high int) string {
	text := printable(string(line[low:high]))
	if low > 0 {
		text = "…" + text
	}
	if high < len(line) {
		text += "…"
	}
	return text
}

// back is the byte at which the character stands that is so many before the one at a byte.
func back(line []byte, at, characters int) int {
	for range characters {
		_, size := utf8.DecodeLastRune(line[:at])
		at -= size
	}
	return at
}

// forth is the same, onward.
func forth(line []byte, at, characters int) int {
	for range characters {
		_, size := utf8.DecodeRune(line[at:])
		at += size
	}
	return at
}
