package service

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"
)

// writer writes JSON as it goes, without a tree of it: $validate-code is asked thousands of times a
// second.
type writer struct{ b []byte }

func newWriter(size int) *writer { return &writer{make([]byte, 0, size)} }

// part writes the comma that parts a value from the one before it.
func (w *writer) part() {
	if n := len(w.b); n > 0 {
		switch w.b[n-1] {
		case '{', '[', ':':
		default:
			w.b = append(w.b, ',')
		}
	}
}

// open begins an object or a list, close ends it.
func (w *writer) open(bracket byte) {
	w.part()
	w.b = append(w.b, bracket)
}

func (w *writer) close(bracket byte) { w.b = append(w.b, bracket) }

// name begins a member.
func (w *writer) name(name string) {
	w.part()
	w.b = append(append(append(w.b, '"'), name...), '"', ':')
}

// list begins a member that is a list.
func (w *writer) list(name string) {
	w.name(name)
	w.b = append(w.b, '[')
}

// text writes a member, and none where the value is empty: R4 has no empty strings.
func (w *writer) text(name, value string) {
	if value != "" {
		w.name(name)
		w.quote(value)
	}
}

func (w *writer) flag(name string, value bool) {
	w.name(name)
	w.b = strconv.AppendBool(w.b, value)
}

func (w *writer) number(name string, value int) {
	w.name(name)
	w.b = strconv.AppendInt(w.b, int64(value), 10)
}

// raw writes a member that is JSON already.
func (w *writer) raw(name string, value []byte) {
	w.name(name)
	w.b = append(w.b, value...)
}

// value writes a text of a list.
func (w *writer) value(value string) {
	w.part()
	w.quote(value)
}

// quote writes a text. Most need no escape.
func (w *writer) quote(value string) {
	if plain(value) {
		w.b = append(append(append(w.b, '"'), value...), '"')
		return
	}
	var quoted bytes.Buffer
	encoder := json.NewEncoder(&quoted)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(strings.Map(printable, value)) // a string can always be written
	w.b = append(w.b, bytes.TrimSuffix(quoted.Bytes(), []byte("\n"))...)
}

// plain reports whether a text stands in JSON as it is.
func plain(text string) bool {
	ascii := true
	for i := range len(text) {
		switch c := text[i]; {
		case c < ' ' || c == '"' || c == '\\':
			return false
		case c >= utf8.RuneSelf:
			ascii = false
		}
	}
	return ascii || utf8.ValidString(text)
}

// printable replaces the control characters that R4 forbids in a string.
func printable(r rune) rune {
	if r < ' ' && r != '\t' && r != '\n' && r != '\r' {
		return utf8.RuneError
	}
	return r
}
