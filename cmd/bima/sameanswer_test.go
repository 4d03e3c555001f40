package main

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/testdata"
)

// askTheStore are the rules that ask what only a running exchange has: the registry and the claims.
var askTheStore = []string{"CLM-012", "CLM-016", "CLM-017"}

// TestSameAnswer: intake, $validate and bima validate give one answer about every bundle of the rules,
// under both handlings; bima validate all of it but what the store would have to be asked.
func TestSameAnswer(t *testing.T) {
	in := newIntake(t)
	sendBack(t, in)
	now := func() time.Time { return receipt }
	files, err := filepath.Glob(filepath.Join(fixtures, "rules", "*", "*-*.json"))
	if err != nil || len(files) < 100 {
		t.Fatalf("%d bundles are there: %v", len(files), err)
	}
	for _, handling := range []engine.Handling{engine.Strict, engine.Lenient} {
		here := checkHere(in.node.terms.Current(), nil, in.node.config.FHIRPrefixes, handling, now)
		for _, file := range files {
			name := strings.TrimPrefix(file, fixtures) + ", " + string(handling)
			body := readFixture(t, file)
			validated := in.check(t, body, handling)
			if diff := cmp.Diff(validated, in.submitted(t, body, handling, validated)); diff != "" {
				t.Errorf("%s (-$validate +intake):\n%s", name, diff)
			}
			local, err := here(t.Context(), body)
			if err != nil {
				t.Fatal(err)
			}
			stored := func(issue fhir.Issue) bool { return slices.Contains(askTheStore, issue.Rule) }
			if slices.ContainsFunc(validated, func(issue fhir.Issue) bool { return issue.Rule == "CLM-012" }) {
				continue // it is told alone
			}
			if diff := cmp.Diff(slices.DeleteFunc(slices.Clone(validated), stored), local.issues); diff != "" {
				t.Errorf("%s (-$validate +bima validate):\n%s", name, diff)
			}
		}
	}
}

// submitted is what intake finds in a bundle. One in which $validate finds no error has to be accepted,
// under new ids, since an id that is known is answered without a check.
func (in *intake) submitted(t *testing.T, body []byte, handling engine.Handling, validated []fhir.Issue) []fhir.Issue {
	t.Helper()
	accepted := !fhir.HasErrors(validated)
	if accepted {
		body = testdata.Fresh(body, uuid.NewString)
	}
	_, err := in.node.engine.Submit(t.Context(), in.caller, engine.Submission{Body: body, Handling: handling})
	if failure, ok := errors.AsType[*engine.Error](err); ok && len(failure.Issues) > 0 {
		return failure.Issues
	}
	if err != nil || !accepted {
		t.Errorf("intake accepts: %t, and $validate finds errors: %t (%v)", err == nil, !accepted, err)
	}
	return validated
}
