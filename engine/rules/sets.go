package rules

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

//go:embed default.json
var defaultSets []byte

// DefaultSets are the settings that come with the program, with the payer's published list of
// combinations. They must not be changed.
func DefaultSets() engine.RuleSets { return defaults() }

var defaults = sync.OnceValue(func() engine.RuleSets {
	base := func(fhir.Date) engine.Settings { return engine.DefaultSettings() }
	sets, err := readSets("default", bytes.NewReader(defaultSets), base)
	if err != nil {
		panic(err) // the file is part of the program
	}
	return sets
})

// mostSetsBytes is how large a file of rule sets may be.
const mostSetsBytes = 1 << 20

// ReadSets reads a file of rule sets, {"sets": [{"from": "2026-01-01", …}]}, the members of which
// docs/adjudication.md lists. A set has what it does not say from the default set that is in force on its
// first day: objects member by member, combinations by their primary intervention, other lists as a
// whole. Before the first set of the file the default sets hold. An error names the set and the member.
func ReadSets(name string, r io.Reader) (engine.RuleSets, error) {
	sets, err := readSets(name, r, DefaultSets().On)
	if err != nil {
		return nil, err
	}
	var all engine.RuleSets
	for _, settings := range DefaultSets() {
		if settings.From.Before(sets[0].From) {
			all = append(all, settings)
		}
	}
	return append(all, sets...), nil
}

func readSets(name string, r io.Reader, base func(fhir.Date) engine.Settings) (engine.RuleSets, error) {
	name = strings.TrimSuffix(filepath.Base(name), ".json")
	body, err := io.ReadAll(io.LimitReader(r, mostSetsBytes+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("read the rule sets %s: %w", name, err)
	case len(body) > mostSetsBytes:
		return nil, fmt.Errorf("the rule sets %s are larger than %d bytes", name, mostSetsBytes)
	}
	var sets engine.RuleSets
	err = eachMember(body, func(member string, value json.RawMessage) error {
		if member != "sets" {
			return fmt.Errorf(`unknown member %q; a file of rule sets has "sets" alone`, member)
		}
		elements, err := elementsOf(value)
		for i, element := range elements {
			settings, err := readSet(element, base)
			if err != nil {
				return fmt.Errorf("set %d%s: %w", i+1, begins(element), err)
			}
			settings.Name = name + " of " + settings.From.String()
			sets = append(sets, settings)
		}
		return err
	})
	if err == nil {
		err = inOrderOfDays(sets)
	}
	if err != nil {
		return nil, fmt.Errorf("the rule sets %s: %w", name, err)
	}
	return sets, nil
}

// inOrderOfDays sorts sets by their first day, of which no two may have the same.
func inOrderOfDays(sets engine.RuleSets) error {
	if len(sets) == 0 {
		return fmt.Errorf(`there is no set; wanted is {"sets": [{"from": "2026-01-01", …}]}`)
	}
	slices.SortFunc(sets, func(a, b engine.Settings) int { return compare(a.From, b.From) })
	for i, settings := range sets[1:] {
		if settings.From == sets[i].From {
			return fmt.Errorf("two sets begin on %s", settings.From)
		}
	}
	return nil
}
