package server

import (
	"net/http"
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
)

func TestReadPreferences(t *testing.T) {
	for _, test := range []struct {
		header   []string
		handling engine.Handling
		applied  bool
		outcome  bool
		wait     time.Duration
	}{
		{nil, engine.Lenient, false, false, 0},
		{[]string{"handling=strict"}, engine.Strict, true, false, 0},
		{[]string{"Handling = STRICT"}, engine.Strict, true, false, 0},
		{[]string{`handling="lenient"`}, engine.Lenient, true, false, 0},
		{[]string{"handling=harsh"}, engine.Lenient, false, false, 0},
		{[]string{"handling"}, engine.Lenient, false, false, 0},
		{[]string{"handling=strict, handling=lenient"}, engine.Strict, true, false, 0},
		{[]string{"return=OperationOutcome; handling=strict", "wait=5"}, engine.Strict, true, true, 5 * time.Second},
		{[]string{"return=minimal, wait=31"}, engine.Lenient, false, false, 30 * time.Second},
		{[]string{"wait=99999999999999999999"}, engine.Lenient, false, false, 0},
		{[]string{"wait=1.5,,;=;"}, engine.Lenient, false, false, 0},
	} {
		preferences := readPreferences(http.Header{"Prefer": test.header})
		handling, applied := preferences.handling()
		if handling != test.handling || applied != test.applied || preferences.outcome() != test.outcome || preferences.wait() != test.wait {
			t.Errorf("%q: handling %s %t, outcome %t, wait %s", test.header, handling, applied, preferences.outcome(), preferences.wait())
		}
	}
}
