package main

import (
	"testing"
	"time"
)

func TestCallbackSettings_check(t *testing.T) {
	for name, test := range map[string]struct {
		settings callbackSettings
		fine     bool
	}{
		"the defaults":         {callbackSettings{}, true},
		"all set":              {callbackSettings{UnderWay: 1, Each: 1, Rate: 0.5, Retries: []time.Duration{time.Second}}, true},
		"places below zero":    {callbackSettings{UnderWay: -1}, false},
		"each below zero":      {callbackSettings{Each: -1}, false},
		"a rate below zero":    {callbackSettings{Rate: -1}, false},
		"a wait of nothing":    {callbackSettings{Retries: []time.Duration{time.Second, 0}}, false},
		"a wait of too little": {callbackSettings{Retries: []time.Duration{999 * time.Millisecond}}, false},
	} {
		if err := test.settings.check(); (err == nil) != test.fine {
			t.Errorf("%s: %v", name, err)
		}
	}
}
