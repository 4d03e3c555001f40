package rules

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// setMembers are the members of a rule set, and what each of them sets.
var setMembers = map[string]func(*engine.Settings, json.RawMessage) error{
	"from":                 func(*engine.Settings, json.RawMessage) error { return nil }, // fromOf has read it
	"los":                  choice("nights", "days", func(settings *engine.Settings, days bool) { settings.CountDischargeDay = days }),
	"unknown_member":       choice("refer", "deny", func(settings *engine.Settings, deny bool) { settings.DenyUnknownMember = deny }),
	"tariff_excess":        choice("cut", "deny", func(settings *engine.Settings, deny bool) { settings.DenyExcess = deny }),
	"received_within_days": days(func(settings *engine.Settings) *int { return &settings.ReceivedWithin }),
	"policy_year":          readPolicyYear,
	"outcomes":             readOutcomes,
	"combinations":         readCombinations,
	"surveillance":         readSurveillance,
	"straight":             readStraight,
	"valid_for_days":       readValidFor,
	"second_above": func(settings *engine.Settings, value json.RawMessage) (err error) {
		settings.SecondAbove, err = moneyOf(value)
		return err
	},
	"clinical_claims": func(settings *engine.Settings, value json.RawMessage) (err error) {
		settings.ClinicalClaims, err = booleanOf(value)
		return err
	},
	"answer_within_days": days(func(settings *engine.Settings) *int { return &settings.AnswerWithin }),
	"appeal_within_days": days(func(settings *engine.Settings) *int { return &settings.AppealWithin }),
	"due_hours":          readDue,
}

// mostDaysSet is the highest number of days that can be set: ten years.
const mostDaysSet = 3653

// choice reads one of two words.
func choice(usual, other string, set func(*engine.Settings, bool)) func(*engine.Settings, json.RawMessage) error {
	return func(settings *engine.Settings, value json.RawMessage) error {
		word, err := choiceOf(value, usual, other)
		set(settings, word == other)
		return err
	}
}

// days reads a number of days.
func days(place func(*engine.Settings) *int) func(*engine.Settings, json.RawMessage) error {
	return func(settings *engine.Settings, value json.RawMessage) (err error) {
		*place(settings), err = numberOf(value, 0, mostDaysSet)
		return err
	}
}

// readPolicyYear reads the day on which a policy year begins: one that every year has.
func readPolicyYear(settings *engine.Settings, value json.RawMessage) error {
	text, err := textOf(value)
	if err != nil {
		return err
	}
	day, err := fhir.ParseDate("2025-" + text)
	if err != nil {
		return fmt.Errorf("%q is no day of every year, such as 07-01", text)
	}
	settings.PolicyYearMonth, settings.PolicyYearDay = day.Month, day.Day
	return nil
}

// reckoning are the rules whose findings are sums: another outcome would make another sum.
var reckoning = []string{"TRF-001", "TRF-002", "TRF-003", "LIM-001", "PRE-002", "CMB-002", "PHC-001"}

func readOutcomes(settings *engine.Settings, value json.RawMessage) error {
	return eachMember(value, func(id string, value json.RawMessage) error {
		switch {
		case !slices.ContainsFunc(All(), func(rule engine.Rule) bool { return rule.ID == id }):
			return fmt.Errorf("there is no rule %q; bima rules --adjudication lists them", id)
		case slices.Contains(reckoning, id):
			return fmt.Errorf("%s reckons what is paid, and cannot have another outcome", id)
		}
		outcome, err := choiceOf(value, string(engine.Off), string(engine.Note), string(engine.Refer), string(engine.Deny), string(engine.Watch))
		if err != nil {
			return fmt.Errorf("%s: %w", id, err)
		}
		settings.Outcomes[id] = engine.Outcome(outcome)
		return nil
	})
}

func readValidFor(settings *engine.Settings, value json.RawMessage) error {
	return eachMember(value, func(kind string, value json.RawMessage) (err error) {
		if !slices.Contains(preauthorizationKinds, kind) {
			return fmt.Errorf("%q is no kind of preauthorization", kind)
		}
		if settings.ValidFor[kind], err = numberOf(value, 1, mostDaysSet); err != nil {
			return fmt.Errorf("%q: %w", kind, err)
		}
		return nil
	})
}

// preauthorizationKinds are those of the payer's catalogue; "" is for every other.
var preauthorizationKinds = []string{"", "renal", "surgical", "oncology", "optical", "radiology", "manual", "before-submission"}

// readDue reads after how many hours a state is overdue; zero: it has no clock.
func readDue(settings *engine.Settings, value json.RawMessage) error {
	return eachMember(value, func(state string, value json.RawMessage) error {
		if !slices.Contains(engine.States, engine.State(state)) {
			return fmt.Errorf("there is no state %q", state)
		}
		hours, err := numberOf(value, 0, 24*mostDaysSet)
		if err != nil {
			return fmt.Errorf("%s: %w", state, err)
		}
		settings.Due[engine.State(state)] = time.Duration(hours) * time.Hour
		return nil
	})
}
