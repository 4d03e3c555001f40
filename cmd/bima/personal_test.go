package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// personal are the words of some bundles that must be in no log: names, identifiers and dates of
// birth of people, and diagnoses.
func personal(t *testing.T, bodies [][]byte) []string {
	t.Helper()
	var words []string
	add := func(word string) {
		if len(word) > 3 && !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	for _, body := range bodies {
		var bundle struct {
			Entry []struct{ Resource map[string]any }
		}
		if err := json.Unmarshal(body, &bundle); err != nil {
			t.Fatal(err)
		}
		for _, entry := range bundle.Entry {
			switch entry.Resource["resourceType"] {
			case "Patient", "Practitioner":
				for _, member := range []string{"id", "name", "identifier", "birthDate", "telecom", "address"} {
					eachString(entry.Resource[member], add)
				}
			case "Claim":
				eachString(entry.Resource["diagnosis"], add)
			}
		}
	}
	if len(words) < 20 {
		t.Fatalf("only %d words to search for: %v", len(words), words)
	}
	return words
}

// general are words of these elements that say nothing about a person.
var general = []string{"official", "usual", "phone", "home", "mobile", "work", "principal", "clinical", "Principal Diagnosis"}

// eachString calls add for each string below a JSON value that is no url and no general word.
func eachString(value any, add func(string)) {
	switch value := value.(type) {
	case string:
		if !strings.Contains(value, "://") && !slices.Contains(general, value) {
			add(value)
		}
	case []any:
		for _, element := range value {
			eachString(element, add)
		}
	case map[string]any:
		for _, element := range value {
			eachString(element, add)
		}
	}
}
