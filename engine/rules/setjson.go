package rules

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/fhir"
)

// eachMember reads an object and hands over its members in their order. Unlike encoding/json it refuses
// a name that comes twice, null, and anything after the object: a setting that is passed over in silence
// pays wrongly.
func eachMember(body []byte, take func(name string, value json.RawMessage) error) error {
	decoder := json.NewDecoder(bytes.NewReader(body))
	if token, err := decoder.Token(); err != nil || token != json.Delim('{') {
		return fmt.Errorf("%s is no JSON object", quoted(body))
	}
	var seen []string
	for decoder.More() {
		token, err := decoder.Token()
		if err != nil {
			return unreadable(err)
		}
		name, _ := token.(string) // the decoder takes nothing else for a name
		var value json.RawMessage
		switch err := decoder.Decode(&value); {
		case err != nil:
			return unreadable(err)
		case slices.Contains(seen, name):
			return fmt.Errorf("the member %q is there twice", name)
		case string(value) == "null":
			return fmt.Errorf("the member %q is null; leave it out", name)
		}
		seen = append(seen, name)
		if err := take(name, value); err != nil {
			return err
		}
	}
	if _, err := decoder.Token(); err != nil {
		return unreadable(err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return errors.New("there is something after the JSON object")
	}
	return nil
}

func unreadable(err error) error { return fmt.Errorf("no JSON that can be read: %w", err) }

// elementsOf are those of a list.
func elementsOf(value json.RawMessage) ([]json.RawMessage, error) {
	var elements []json.RawMessage
	if err := json.Unmarshal(value, &elements); err != nil {
		return nil, fmt.Errorf("%s is no list", quoted(value))
	}
	return elements, nil
}

func textOf(value json.RawMessage) (string, error) {
	var text string
	if err := json.Unmarshal(value, &text); err != nil || string(value) == "null" {
		return "", fmt.Errorf("%s is no text", quoted(value))
	}
	return text, nil
}

func booleanOf(value json.RawMessage) (bool, error) {
	switch string(value) {
	case "true":
		return true, nil
	case "false":
		return false, nil
	}
	return false, fmt.Errorf("%s is neither true nor false", quoted(value))
}

// numberOf reads a whole number within bounds.
func numberOf(value json.RawMessage, least, most int) (int, error) {
	var number int
	if err := json.Unmarshal(value, &number); err != nil || number < least || number > most {
		return 0, fmt.Errorf("%s is no whole number from %d to %d", quoted(value), least, most)
	}
	return number, nil
}

// choiceOf reads one of some words.
func choiceOf(value json.RawMessage, words ...string) (string, error) {
	text, err := textOf(value)
	if err != nil || !slices.Contains(words, text) {
		return "", fmt.Errorf("%s is not one of %s", quoted(value), strings.Join(words, ", "))
	}
	return text, nil
}

// amountForm is an amount in shillings. It bounds the exponent, too: there is none.
var amountForm = regexp.MustCompile(`^"?([0-9]{1,12}(\.[0-9]{1,2})?)"?$`)

// moneyOf reads an amount in shillings, as a number or a text, exactly.
func moneyOf(value json.RawMessage) (fhir.Money, error) {
	parts := amountForm.FindSubmatch(value)
	if parts == nil {
		return fhir.Money{}, fmt.Errorf(`%s is no amount in shillings, such as 500000 or "1250.50"`, quoted(value))
	}
	amount, err := fhir.ParseDecimal(string(parts[1]))
	if err != nil {
		return fhir.Money{}, err
	}
	cents, _ := amount.Cents() // the form has two decimals at most
	return fhir.Cents(cents), nil
}

// quoted is what was found, cut to a length that a sentence can hold.
func quoted(value []byte) string {
	const most = 60
	text := strings.ToValidUTF8(string(bytes.TrimSpace(value)), "�")
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most]) + "…"
	}
	if text == "" {
		return "what is empty"
	}
	return text
}
