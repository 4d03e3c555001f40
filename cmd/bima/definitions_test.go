package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/profiles"
)

// conceptsOf are the concepts of a CodeSystem that is served, their displays by their codes.
func conceptsOf(t *testing.T, id string) map[string]string {
	t.Helper()
	all, err := definitions(defaultBase)
	if err != nil {
		t.Fatal(err)
	}
	for _, definition := range all {
		if definition.Type != "CodeSystem" || definition.ID != id {
			continue
		}
		var system struct{ Concept []profiles.Concept }
		if err := json.Unmarshal(definition.Body, &system); err != nil {
			t.Fatal(err)
		}
		concepts := map[string]string{}
		for _, concept := range system.Concept {
			concepts[concept.Code] = concept.Display
		}
		return concepts
	}
	t.Fatalf("no CodeSystem %s is served", id)
	return nil
}

func TestDefinitions_haveEveryStateReasonAndRule(t *testing.T) {
	states, reasons, rules := map[string]string{}, map[string]string{}, map[string]string{}
	for _, state := range engine.States {
		states[string(state)] = state.Display()
	}
	for _, reason := range engine.Reasons() {
		reasons[string(reason)] = reason.Display()
	}
	for _, entry := range profiles.Catalogue() {
		rules[entry.ID] = entry.Title
	}
	for id, want := range map[string]map[string]string{
		"claim-state": states, "bima-adjudication-reason": reasons, "bima-issue": rules,
	} {
		if diff := cmp.Diff(want, conceptsOf(t, id)); diff != "" {
			t.Errorf("%s (-code +CodeSystem):\n%s", id, diff)
		}
	}
	expiry := conceptsOf(t, "claim-expiry")
	for _, code := range []string{"expiry-date", "expired"} {
		if expiry[code] == "" {
			t.Errorf("claim-expiry has no %s", code)
		}
	}
}

// Every code of ours in a ClaimResponse, in each state, is one of a CodeSystem that is served, with
// that display.
func TestDefinitions_haveEveryCodeOfAResponse(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "..", "engine", "testdata", "response-*.json"))
	if err != nil || len(files) < len(engine.States) {
		t.Fatalf("%d ClaimResponses were found, and there are %d states (%v)", len(files), len(engine.States), err)
	}
	seen := map[string]bool{}
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var response any
		if err := json.Unmarshal(body, &response); err != nil {
			t.Fatal(err)
		}
		eachCoding(response, func(system, code, display string) {
			id, ours := strings.CutPrefix(system, defaultBase+"/CodeSystem/")
			if !ours {
				return
			}
			seen[id] = true
			if want, ok := conceptsOf(t, id)[code]; !ok || want != display {
				t.Errorf("%s: %s has %q as %q, want %q", filepath.Base(file), id, code, want, display)
			}
		})
	}
	for _, id := range []string{"claim-state", "bima-adjudication", "bima-adjudication-reason"} {
		if !seen[id] {
			t.Errorf("no ClaimResponse has a code of %s: the test looks in the wrong place", id)
		}
	}
}

// eachCoding calls do for every Coding with a code below a JSON value.
func eachCoding(value any, do func(system, code, display string)) {
	switch value := value.(type) {
	case []any:
		for _, member := range value {
			eachCoding(member, do)
		}
	case map[string]any:
		system, _ := value["system"].(string)
		display, _ := value["display"].(string)
		if code, ok := value["code"].(string); ok {
			do(system, code, display)
		}
		for _, member := range value {
			eachCoding(member, do)
		}
	}
}
