package server

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// answered keeps what it is told.
type answered []string

func (a *answered) Answered(method, route string, status int, took time.Duration) {
	*a = append(*a, fmt.Sprintf("%s %s %d %s", method, route, status, took))
}

func TestMeter_countsRequests(t *testing.T) {
	meter := new(answered)
	x := newExchange(t, func(c *Config) { c.Meter = meter })
	x.send("GET", "/health/live", nil)
	x.send("GET", "/v1/callbacks/FID-1", nil)
	x.send("GET", "/nowhere", nil)
	x.send("SELECT", "/nowhere", nil)
	want := answered{"GET /health/live 200 0s", "GET /v1/callbacks/:fid 401 0s", "GET  404 0s", "other  404 0s"}
	if diff := cmp.Diff(want, *meter); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// intake keeps what the engine counts of bundles.
type intake struct {
	engine.Unmetered
	told []string
}

func (i *intake) Found(rule string, level fhir.Level) {
	if level == fhir.Error {
		i.told = append(i.told, rule)
	}
}

func (i *intake) Taken(outcome engine.BundleOutcome) { i.told = append(i.told, string(outcome)) }
func (i *intake) CopyDiffered()                      { i.told = append(i.told, "differs") }

// TestMeter_countsIntake: each answer to a bundle is counted once, with what the rules found.
func TestMeter_countsIntake(t *testing.T) {
	x := newExchange(t)
	meter := new(intake)
	x.Engine.Meter = meter
	sound := bundle(t, "outpatient-phc")
	other := bytes.ReplaceAll(sound, []byte(`"use": "claim"`), []byte(`"use": "preauthorization"`))
	if bytes.Equal(sound, other) {
		t.Fatal("the copy does not differ")
	}
	for _, test := range []struct {
		name, client string
		body         []byte
		want         []string
	}{
		{"first", "provider", sound, []string{"accepted"}},
		{"again", "provider", sound, []string{"repeated"}},
		{"another copy", "provider", other, []string{"differs", "repeated"}},
		{"cut off", "provider", sound[:900], []string{"FHR-001", "refused"}},
		{"not the facility's", "other", sound, []string{"CLM-012", "refused"}},
	} {
		meter.told = nil
		x.send("POST", "/v1/shr-med/bundle", test.body, x.bearer(t, test.client), "Content-Type: application/json")
		if !slices.Equal(meter.told, test.want) {
			t.Errorf("%s: counted %q, want %q", test.name, meter.told, test.want)
		}
	}
	x.Engine.Claims = failing{}
	meter.told = nil
	x.send("POST", "/v1/shr-med/bundle", sound, x.bearer(t, "provider"), "Content-Type: application/json")
	if !slices.Equal(meter.told, []string{"failed"}) {
		t.Errorf("a fault of the store: counted %q, want failed", meter.told)
	}
}

// failing is a store that is away.
type failing struct{ engine.Claims }

func (failing) Known(context.Context, []string) (map[string]engine.Known, error) { return nil, errFake }
