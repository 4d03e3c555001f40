package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// The columns of PostgreSQL's CSV log that are read.
const (
	columnMessage     = 13
	columnDetail      = 14
	columnApplication = 22
)

// recorded is a statement as the server logged it, with its parameters as SQL literals.
type recorded struct {
	text       string
	parameters map[string]string
}

var parameter = regexp.MustCompile(`(\$\d+) = ('(?:[^']|'')*'|NULL)`)

// readStatements reads the statements that the exchange executed from a CSV log.
func readStatements(log io.Reader) ([]recorded, error) {
	lines := csv.NewReader(log)
	lines.FieldsPerRecord = -1 // releases of PostgreSQL differ in the last ones
	var statements []recorded
	for {
		fields, err := lines.Read()
		if err == io.EOF {
			return statements, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read the server's log: %w", err)
		}
		if len(fields) <= columnApplication || fields[columnApplication] != "bima" {
			continue
		}
		how, text, ok := strings.Cut(fields[columnMessage], ": ")
		if !ok || how != "statement" && !strings.HasPrefix(how, "execute ") {
			continue
		}
		statement := recorded{text: text, parameters: map[string]string{}}
		for _, match := range parameter.FindAllStringSubmatch(fields[columnDetail], -1) {
			statement.parameters[match[1]] = match[2]
		}
		statements = append(statements, statement)
	}
}

// lastAcceptance are the statements of the last accepted bundle: what follows the commit before
// the last one. The bundles must have been sent one after the other, with nothing else going on.
func lastAcceptance(statements []recorded) ([]recorded, error) {
	first, last, inserts := 0, -1, 0
	for i, statement := range statements {
		if strings.EqualFold(statement.text, "commit") {
			first, last = last+1, i
		}
	}
	if last < 0 {
		return nil, fmt.Errorf("no commit was logged")
	}
	for _, statement := range statements[first : last+1] {
		if strings.HasPrefix(statement.text, "INSERT INTO ") {
			inserts++
		}
	}
	if inserts < 5 {
		return nil, fmt.Errorf("the last transaction in the log has %d INSERTs: it is no acceptance", inserts)
	}
	return statements[first : last+1], nil
}

// script is a pgbench script with the variables that it wants.
type script struct {
	text      string
	variables map[string]string
}

// longest is how long a parameter may be to stand in the script as a literal; a longer one is sent
// with each execution, as the exchange does.
const longest = 200

var (
	place = regexp.MustCompile(`\$\d+`)
	uuids = regexp.MustCompile(`^'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'$`)
	claim = regexp.MustCompile(`^'CLM/\d{4}/\d+'$`) // a claim's number
)

// newScript makes a script of the statements in which every key is another at each execution.
func newScript(statements []recorded) script {
	s := script{variables: map[string]string{}}
	text := new(strings.Builder)
	text.WriteString("\\set n random(1, 1000000000000)\n")
	keys := map[string]string{}
	for _, statement := range statements {
		text.WriteString(place.ReplaceAllStringFunc(statement.text, func(place string) string {
			return s.value(statement.parameters[place], keys)
		}) + ";\n")
	}
	s.text = text.String()
	return s
}

// value is what stands in the script for a parameter.
func (s *script) value(literal string, keys map[string]string) string {
	switch {
	case literal == "" || literal == "NULL":
		return "NULL"
	case uuids.MatchString(literal), claim.MatchString(literal):
		key, ok := keys[literal]
		if !ok {
			// As long as the original, and told from the other keys by its first letter.
			key = fmt.Sprintf("lpad(:n, %d, '%c')", len(literal)-2, 'a'+len(keys))
			keys[literal] = key
		}
		return key
	case len(literal) > longest, strings.Contains(literal, ":"):
		// A colon would be read as the beginning of a variable.
		name := fmt.Sprintf("v%d", len(s.variables))
		s.variables[name] = strings.ReplaceAll(literal[1:len(literal)-1], "''", "'")
		return ":" + name
	}
	return literal
}
