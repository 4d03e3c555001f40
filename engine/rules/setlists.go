package rules

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"

	"github.com/bima-exchange/bima/engine"
)

// prefixForm is the beginning of an intervention code: "SHA", "SHA-07", "SHA-16-001".
var prefixForm = regexp.MustCompile(`^(SHA|PMF)(-[0-9]{0,2}|-[0-9]{2}-[0-9]{0,3})?$`)

func prefixOf(value json.RawMessage) (string, error) {
	text, err := textOf(value)
	if err != nil {
		return "", err
	}
	return text, checkPrefix(text)
}

func checkPrefix(text string) error {
	if !prefixForm.MatchString(text) {
		return fmt.Errorf("%q is no beginning of an intervention code, such as SHA-07 or SHA-16-001", text)
	}
	return nil
}

// readCombinations reads rows of the list of combinations: each stands in the place of the one with the
// same primary intervention.
func readCombinations(settings *engine.Settings, value json.RawMessage) error {
	rows, err := elementsOf(value)
	for i, row := range rows {
		combination, err := readCombination(row)
		if err != nil {
			return fmt.Errorf("row %d: %w", i+1, err)
		}
		settings.Combinations = slices.DeleteFunc(settings.Combinations, func(one engine.Combination) bool { return one.Primary == combination.Primary })
		settings.Combinations = append(settings.Combinations, combination)
	}
	return err
}

func readCombination(row json.RawMessage) (combination engine.Combination, err error) {
	with := false
	err = eachMember(row, func(member string, value json.RawMessage) (err error) {
		switch member {
		case "primary":
			combination.Primary, err = prefixOf(value)
		case "alone":
			combination.Alone, err = booleanOf(value)
		case "with":
			with = true
			combination.With, err = prefixesOf(value)
		default:
			err = errors.New("unknown member; known are alone, primary, with")
		}
		if err != nil {
			return fmt.Errorf("%s: %w", member, err)
		}
		return nil
	})
	switch {
	case err != nil:
	case combination.Primary == "":
		err = errors.New(`there is no "primary"`)
	case combination.Alone == with:
		err = fmt.Errorf(`%s wants either "alone": true or "with"`, combination.Primary)
	}
	return combination, err
}

func prefixesOf(value json.RawMessage) ([]string, error) {
	elements, err := elementsOf(value)
	var prefixes []string
	for _, element := range elements {
		prefix, err := prefixOf(element)
		if err != nil {
			return nil, err
		}
		prefixes = append(prefixes, prefix)
	}
	return prefixes, err
}

func readSurveillance(settings *engine.Settings, value json.RawMessage) error {
	thresholds := &settings.Surveillance
	return eachMember(value, func(member string, value json.RawMessage) (err error) {
		switch member {
		case "sessions_per_day":
			err = eachMember(value, func(prefix string, value json.RawMessage) (err error) {
				if prefix != "" {
					err = checkPrefix(prefix)
				}
				if err == nil {
					thresholds.SessionsPerDay[prefix], err = numberOf(value, 1, 1000)
				}
				return err
			})
		case "claims_per_day":
			thresholds.ClaimsPerDay, err = numberOf(value, 1, 1000)
		case "weights":
			err = eachMember(value, func(reason string, value json.RawMessage) (err error) {
				if engine.Reason(reason).Display() == "" {
					return fmt.Errorf("there is no reason %q", reason)
				}
				thresholds.Weights[engine.Reason(reason)], err = numberOf(value, 0, 1000)
				return err
			})
		default:
			err = errors.New("unknown member; known are claims_per_day, sessions_per_day, weights")
		}
		if err != nil {
			return fmt.Errorf("%s: %w", member, err)
		}
		return nil
	})
}

// readStraight reads which preauthorizations the engine approves by itself.
func readStraight(settings *engine.Settings, value json.RawMessage) error {
	rows, err := elementsOf(value)
	settings.Straight = nil
	for i, row := range rows {
		var policy engine.Straight
		err := eachMember(row, func(member string, value json.RawMessage) (err error) {
			switch member {
			case "code":
				policy.Code, err = prefixOf(value)
			case "up_to":
				policy.UpTo, err = moneyOf(value)
			default:
				err = fmt.Errorf("unknown member %q; known are code, up_to", member)
			}
			return err
		})
		if err == nil && (policy.Code == "" || policy.UpTo.Cents == 0) {
			err = errors.New(`wanted are "code" and "up_to", an amount above zero`)
		}
		if err != nil {
			return fmt.Errorf("row %d: %w", i+1, err)
		}
		settings.Straight = append(settings.Straight, policy)
	}
	return err
}
