package testdata

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"

	"github.com/bima-exchange/bima/fhir"
)

var (
	// moment is a string that is a FHIR date or dateTime and nothing else.
	moment    = regexp.MustCompile(`"\d{4}-\d{2}-\d{2}(T[0-9:.]+(Z|[+-]\d{2}:\d{2})?)?"`)
	timestamp = regexp.MustCompile(`"timestamp"\s*:\s*"[^"]*"`)
)

// Today is the bundle moved in time by whole days, so that the latest day of its claims, which in
// the project's bundles is the last day of service, is today. Moved are the dates in Claims and
// Bundle.timestamp; clock times and zones stay, and so does every other byte. Nothing comes to lie
// after today. The body must be a Bundle.
func Today(body []byte, today fhir.Date) []byte {
	var dated [][]byte
	for _, claim := range claims(body) {
		dated = append(dated, claim)
	}
	dated = append(dated, timestamp.FindAll(body, 1)...)

	days := latest(dated).DaysUntil(today)
	for _, part := range dated {
		moved := moment.ReplaceAllFunc(part, func(quoted []byte) []byte {
			day := dayOf(quoted).AddDays(days)
			return append([]byte(`"`+day.String()), quoted[len(`"2006-01-02`):]...)
		})
		body = bytes.Replace(body, part, moved, 1)
	}
	return body
}

// claims are the Claim resources as they stand in the body.
func claims(body []byte) []json.RawMessage {
	var bundle struct {
		Entry []struct{ Resource json.RawMessage }
	}
	if err := json.Unmarshal(body, &bundle); err != nil {
		panic(fmt.Sprintf("the sample is no bundle: %v", err))
	}
	var found []json.RawMessage
	for _, entry := range bundle.Entry {
		var resource struct{ ResourceType string }
		if json.Unmarshal(entry.Resource, &resource) == nil && resource.ResourceType == "Claim" {
			found = append(found, entry.Resource)
		}
	}
	return found
}

// latest is the last day that is written in the parts.
func latest(parts [][]byte) (last fhir.Date) {
	for _, part := range parts {
		for _, quoted := range moment.FindAll(part, -1) {
			if day := dayOf(quoted); last.IsZero() || day.After(last) {
				last = day
			}
		}
	}
	return last
}

// dayOf is the day as it is written in a quoted moment.
func dayOf(quoted []byte) fhir.Date {
	day, err := fhir.ParseDate(string(quoted[1:len(`"2006-01-02`)]))
	if err != nil {
		panic(fmt.Sprintf("the sample has the date %s: %v", quoted, err))
	}
	return day
}
