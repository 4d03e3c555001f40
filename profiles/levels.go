package profiles

import (
	"bufio"
	"bytes"
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/fhir"
)

// Levels are the levels that an operator has set, by the id of the rule. They hold under either
// handling. Nothing else switches rules.
type Levels map[string]fhir.Level

//go:embed compat.rules
var compat []byte

// Compat are the levels under which the payer seems to work, since its own samples break four of
// the guide's rules.
func Compat() Levels {
	levels, err := ReadLevels("compat", bytes.NewReader(compat))
	if err != nil {
		panic(err) // the file is part of the program
	}
	return levels
}

// ReadLevels reads a level file: a rule and its level on each line, "CLM-005 warning"; # begins a
// comment. The first line that is not right is an error that names the file and the line.
func ReadLevels(name string, file io.Reader) (Levels, error) {
	levels, lines := Levels{}, bufio.NewScanner(file)
	for number := 1; lines.Scan(); number++ {
		text, _, _ := strings.Cut(lines.Text(), "#")
		words := strings.Fields(text)
		if len(words) == 0 {
			continue
		}
		if err := levels.set(words); err != nil {
			return nil, fmt.Errorf("%s, line %d: %w", name, number, err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return levels, nil
}

var levelWords = map[string]fhir.Level{"error": fhir.Error, "warning": fhir.Warning, "information": fhir.Information}

// set takes the words of one line.
func (l Levels) set(words []string) error {
	if len(words) != 2 {
		return fmt.Errorf("%q is not a rule and its level, as in %q", strings.Join(words, " "), "CLM-005 warning")
	}
	id := words[0]
	level, ok := levelWords[words[1]]
	if !ok {
		return fmt.Errorf("%q is no level; error, warning or information is wanted", words[1])
	}
	i := slices.IndexFunc(Catalogue(), func(entry Entry) bool { return entry.ID == id })
	switch {
	case i < 0:
		return fmt.Errorf("%q is no rule of intake; bima rules lists them", id)
	case Catalogue()[i].Fixed:
		return fmt.Errorf("the level of %s is fixed: what it finds cannot be taken in", id)
	}
	if _, twice := l[id]; twice {
		return fmt.Errorf("%s is set twice", id)
	}
	l[id] = level
	return nil
}

// Of is the level of a rule that is in force under a handling; the empty handling is Lenient.
func (l Levels) Of(entry Entry, handling Handling) fhir.Level {
	if level, ok := l[entry.ID]; ok {
		return level
	}
	if handling == Strict {
		return entry.Strict
	}
	return entry.Lenient
}

// grade sets the levels of the findings of reading. The slice given is not changed.
func (l Levels) grade(issues []fhir.Issue, handling Handling) []fhir.Issue {
	graded := slices.Clone(issues)
	for i, issue := range graded {
		if issue.Graded {
			at := slices.IndexFunc(Catalogue(), func(entry Entry) bool { return entry.ID == issue.Rule })
			graded[i].Level = l.Of(Catalogue()[at], handling)
		}
	}
	return graded
}
