package server

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/bima-exchange/bima/engine"
)

// maxWait is the longest that a poll may wait.
const maxWait = 30 * time.Second

// preferences are what the Prefer headers of a request ask for (RFC 7240), by name in lower case.
// Where one is given twice the first counts. Those that are not known here are ignored, as the RFC
// demands.
type preferences map[string]string

func readPreferences(header http.Header) preferences {
	preferences := preferences{}
	for _, line := range header.Values("Prefer") {
		// FHIR clients part preferences by ";" as well as by ",".
		for _, text := range strings.FieldsFunc(line, func(r rune) bool { return r == ',' || r == ';' }) {
			name, value, _ := strings.Cut(text, "=")
			name = strings.ToLower(strings.TrimSpace(name))
			if _, given := preferences[name]; !given {
				preferences[name] = strings.Trim(strings.TrimSpace(value), `"`)
			}
		}
	}
	return preferences
}

// handling is how the sender asks to be read; applied is false where it does not say.
func (p preferences) handling() (handling engine.Handling, applied bool) {
	handling = engine.Handling(strings.ToLower(p["handling"]))
	if handling != engine.Strict && handling != engine.Lenient {
		return engine.Lenient, false
	}
	return handling, true
}

// outcome: the sender wants the OperationOutcome of the first check.
func (p preferences) outcome() bool { return strings.EqualFold(p["return"], "OperationOutcome") }

// wait is how long the caller would wait, at most maxWait; 0 where it does not say.
func (p preferences) wait() time.Duration {
	seconds, err := strconv.ParseUint(p["wait"], 10, 31)
	if err != nil {
		return 0
	}
	return min(time.Duration(seconds)*time.Second, maxWait)
}
