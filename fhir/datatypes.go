package fhir

import (
	"encoding/json"
	"fmt"
)

// The types in this file are R4 datatypes as the exchange writes them. What it reads keeps its
// path and is found in element.go.

// CodingJSON is a Coding to be written.
type CodingJSON struct {
	System  string `json:"system,omitempty"`
	Version string `json:"version,omitempty"`
	Code    string `json:"code,omitempty"`
	Display string `json:"display,omitempty"`
}

// ConceptJSON is a CodeableConcept to be written.
type ConceptJSON struct {
	Coding []CodingJSON `json:"coding,omitempty"`
	Text   string       `json:"text,omitempty"`
}

// IdentifierJSON is an Identifier to be written.
type IdentifierJSON struct {
	Use    string `json:"use,omitempty"`
	System string `json:"system,omitempty"`
	Value  string `json:"value"`
}

// ReferenceJSON is a Reference to be written.
type ReferenceJSON struct {
	Reference  string          `json:"reference,omitempty"`
	Type       string          `json:"type,omitempty"`
	Identifier *IdentifierJSON `json:"identifier,omitempty"`
}

// ExtensionJSON is an Extension with a CodeableConcept to be written.
type ExtensionJSON struct {
	URL     string      `json:"url"`
	Concept ConceptJSON `json:"valueCodeableConcept"`
}

// PeriodJSON is a Period to be written.
type PeriodJSON struct {
	Start string `json:"start,omitempty"`
	End   string `json:"end,omitempty"`
}

// Concept is a concept with one coding.
func Concept(system, code, display string) ConceptJSON {
	return ConceptJSON{Coding: []CodingJSON{{System: system, Code: code, Display: display}}}
}

// JSON is the concept as it may be written again, without what the exchange does not read.
func (c CodeableConcept) JSON() ConceptJSON {
	concept := ConceptJSON{Text: c.Text}
	for _, coding := range c.Coding {
		concept.Coding = append(concept.Coding, CodingJSON{
			System: coding.System, Version: coding.Version, Code: coding.Code, Display: coding.Display,
		})
	}
	return concept
}

type moneyJSON struct {
	Value    json.Number `json:"value"`
	Currency string      `json:"currency"`
}

// MarshalJSON writes the amount as a FHIR Money.
func (m Money) MarshalJSON() ([]byte, error) {
	return json.Marshal(moneyJSON{json.Number(m.Decimal()), m.Currency})
}

// UnmarshalJSON reads a FHIR Money of at most two decimals.
func (m *Money) UnmarshalJSON(body []byte) error {
	var read moneyJSON
	if err := json.Unmarshal(body, &read); err != nil {
		return err
	}
	value, err := ParseDecimal(read.Value.String())
	if err != nil {
		return err
	}
	cents, ok := value.Cents()
	if !ok {
		return fmt.Errorf("%s is no amount in cents", read.Value)
	}
	*m = Money{cents, read.Currency}
	return nil
}
