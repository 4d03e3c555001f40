package rules

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// readSet reads one set over what it inherits.
func readSet(element json.RawMessage, base func(fhir.Date) engine.Settings) (engine.Settings, error) {
	from, err := fromOf(element)
	if err != nil {
		return engine.Settings{}, err
	}
	settings := apart(base(from))
	settings.From = from
	err = eachMember(element, func(member string, value json.RawMessage) error {
		read, known := setMembers[member]
		if !known {
			return fmt.Errorf("unknown member %q; known are %s", member, strings.Join(slices.Sorted(maps.Keys(setMembers)), ", "))
		}
		if err := read(&settings, value); err != nil {
			return fmt.Errorf("%s: %w", member, err)
		}
		return nil
	})
	return settings, err
}

// fromOf is the first day of a set.
func fromOf(element json.RawMessage) (from fhir.Date, err error) {
	err = eachMember(element, func(member string, value json.RawMessage) error {
		if member != "from" {
			return nil
		}
		text, err := textOf(value)
		if err == nil {
			from, err = fhir.ParseDate(text)
		}
		if err != nil {
			return fmt.Errorf("from: %w", err)
		}
		return nil
	})
	if err == nil && from.IsZero() {
		err = fmt.Errorf(`there is no "from", the first day of service for which the set holds`)
	}
	return from, err
}

// begins names a set by its first day, where it has one that can be read.
func begins(element json.RawMessage) string {
	if from, err := fromOf(element); err == nil {
		return " (from " + from.String() + ")"
	}
	return ""
}

// apart are settings whose maps and lists are not those of others.
func apart(settings engine.Settings) engine.Settings {
	settings.Outcomes = cloned(settings.Outcomes)
	settings.Combinations = slices.Clone(settings.Combinations)
	settings.Surveillance.SessionsPerDay = cloned(settings.Surveillance.SessionsPerDay)
	settings.Surveillance.Weights = cloned(settings.Surveillance.Weights)
	settings.Straight = slices.Clone(settings.Straight)
	settings.ValidFor = cloned(settings.ValidFor)
	settings.Due = cloned(settings.Due)
	return settings
}

func cloned[K comparable, V any](from map[K]V) map[K]V {
	clone := make(map[K]V, len(from))
	maps.Copy(clone, from)
	return clone
}
