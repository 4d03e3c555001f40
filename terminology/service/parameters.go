package service

import (
	"bytes"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/bima-exchange/bima/fhir"
)

// Parameter is one input of an operation, of a query or of a Parameters resource.
type Parameter struct {
	Name string
	// Text is the value of a primitive as it is written in JSON, without quotes.
	Text string
	// Codings are the one of a Coding, or those of a CodeableConcept.
	Codings []Coding
	// Resource is the JSON of a resource.
	Resource []byte
}

// Coding is a code with what was said of it.
type Coding struct{ System, Version, Code, Display string }

// Parameters are the inputs of an operation in their order.
type Parameters []Parameter

// ReadQuery reads the query of a url, without its question mark. A parameter without a value is none.
func ReadQuery(query string) (Parameters, error) {
	var in Parameters
	for pair := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(pair, "=")
		if value == "" {
			continue
		}
		name, err := url.QueryUnescape(name)
		if err == nil {
			value, err = url.QueryUnescape(value)
		}
		if err != nil {
			return nil, invalid(name, "the query cannot be read: write %%25 for %% and %%26 for &")
		}
		switch name {
		case "coding", "codeableConcept", "codingA", "codingB", "valueSet", "codeSystem":
			return nil, invalid(name, "%s is no text; send it by POST, in Parameters", name)
		}
		in = append(in, Parameter{Name: name, Text: value})
	}
	return in, nil
}

// find is the first parameter of a name; nil: there is none.
func (in Parameters) find(name string) *Parameter {
	for i := range in {
		if in[i].Name == name {
			return &in[i]
		}
	}
	return nil
}

// text is the value of the first parameter of one of the names, empty where there is none.
func (in Parameters) text(names ...string) string {
	for _, name := range names {
		if parameter := in.find(name); parameter != nil {
			return parameter.Text
		}
	}
	return ""
}

// all are the values of a parameter that may be repeated.
func (in Parameters) all(name string) []string {
	var values []string
	for i := range in {
		if in[i].Name == name {
			values = append(values, in[i].Text)
		}
	}
	return values
}

func (in Parameters) flag(name string) (bool, error) {
	switch value := in.text(name); value {
	case "", "false":
		return false, nil
	case "true":
		return true, nil
	default:
		return false, invalid(name, "%s is %q; true or false is wanted", name, shortened(value))
	}
}

// number is a whole number from 0 on, or what is meant without one.
func (in Parameters) number(name string, otherwise int) (int, error) {
	value := in.text(name)
	if value == "" {
		return otherwise, nil
	}
	n, err := strconv.ParseInt(value, 10, 32)
	if err != nil || n < 0 {
		return 0, invalid(name, "%s is %q; a whole number from 0 on is wanted", name, shortened(value))
	}
	return int(n), nil
}

// day is the day of the parameter date or, without one, today. Of an instant it is that in Nairobi.
func (in Parameters) day(today fhir.Date) (fhir.Date, error) {
	value := in.text("date")
	if value == "" {
		return today, nil
	}
	if day, err := fhir.ParseDate(value); err == nil {
		return day, nil
	}
	if instant, err := time.Parse(time.RFC3339, value); err == nil {
		return fhir.DateOf(instant), nil
	}
	return fhir.Date{}, invalid("date", "date is %q; a day such as 2025-06-30 is wanted", shortened(value))
}

// shortened is a value as it can be repeated in a sentence.
func shortened(value string) string {
	const most = 100
	if len(value) <= most {
		return value
	}
	return string(bytes.ToValidUTF8([]byte(value[:most]), nil)) + "…"
}
