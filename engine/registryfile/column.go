package registryfile

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bima-exchange/bima/fhir"
)

// column is a column of CSV.
type column[T any] struct {
	name string
	// needed: the column must be there, and no cell of it may be empty.
	needed bool
	// set takes a cell over that is not empty.
	set func(row *T, cell string) error
}

// What a column is, for the tables of columns.
const (
	needed   = true
	optional = false
)

// take takes a cell over. Of an empty one it leaves what the row had.
func (c column[T]) take(row *T, cell string) error {
	cell = strings.TrimSpace(cell)
	switch {
	case !utf8.ValidString(cell):
		return fmt.Errorf("column %s: the text is not in UTF-8; save the file as \"CSV UTF-8\"", c.name)
	case strings.ContainsFunc(cell, unicode.IsControl):
		return fmt.Errorf("column %s: %q has a control character or a line break in it", c.name, cell)
	case cell == "" && c.needed:
		return fmt.Errorf("column %s: the cell is empty", c.name)
	case cell == "":
		return nil
	}
	if err := c.set(row, cell); err != nil {
		return fmt.Errorf("column %s: %w", c.name, err)
	}
	return nil
}

func text[T any](at func(*T) *string) func(*T, string) error {
	return func(row *T, cell string) error {
		*at(row) = cell
		return nil
	}
}

func id[T any](at func(*T) *string) func(*T, string) error {
	return func(row *T, cell string) error {
		*at(row) = cell
		return soundID(cell)
	}
}

// soundID refuses what is more than one id.
func soundID(text string) error {
	if strings.ContainsAny(text, ",;|") || strings.ContainsFunc(text, unicode.IsSpace) {
		return fmt.Errorf("%q is no id: it has a blank, a comma, a semicolon or a | in it", text)
	}
	return nil
}

// ids are several ids with a sign between them.
func ids[T any](between string, at func(*T) *[]string) func(*T, string) error {
	return func(row *T, cell string) error {
		for part := range strings.SplitSeq(cell, between) {
			part = strings.TrimSpace(part)
			if part == "" {
				continue
			}
			if err := soundID(part); err != nil {
				return err
			}
			*at(row) = append(*at(row), part)
		}
		return nil
	}
}

func date[T any](at func(*T) *fhir.Date) func(*T, string) error {
	return func(row *T, cell string) (err error) {
		*at(row), err = fhir.ParseDate(cell)
		return err
	}
}

// oneOf is one of some words, in whatever case.
func oneOf[T any](at func(*T) *string, words ...string) func(*T, string) error {
	return func(row *T, cell string) error {
		for _, word := range words {
			if strings.EqualFold(cell, word) {
				*at(row) = word
				return nil
			}
		}
		return fmt.Errorf("%q is found; wanted is one of %s", cell, strings.Join(words, ", "))
	}
}

// lacking is true where the cell is no.
func lacking[T any](at func(*T) *bool) func(*T, string) error {
	return func(row *T, cell string) error {
		switch strings.ToLower(cell) {
		case "yes":
			*at(row) = false
		case "no":
			*at(row) = true
		default:
			return fmt.Errorf("%q is found; wanted is yes or no", cell)
		}
		return nil
	}
}
