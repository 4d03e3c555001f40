package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/profiles"
	"github.com/bima-exchange/bima/testdata"
)

// accept submits a bundle and has its claims adjudicated; it returns them as they then stand.
func (in *intake) accept(t *testing.T, name string, body []byte) []engine.Claim {
	t.Helper()
	ctx := t.Context()
	if _, err := in.node.engine.Submit(ctx, in.caller, engine.Submission{Body: body}); err != nil {
		if failure, ok := err.(*engine.Error); ok {
			t.Errorf("%s is refused: %v", name, failure.Issues)
		}
		t.Fatalf("%s: %v", name, err)
	}
	bundle, _ := fhir.Decode(body)
	var claims []engine.Claim
	for _, submitted := range bundle.Claims() {
		if err := in.node.engine.Adjudicate(ctx, submitted.ID.Value); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		claim, err := in.node.store.FindClaim(ctx, submitted.ID.Value)
		if err != nil {
			t.Fatal(err)
		}
		claims = append(claims, claim)
	}
	return claims
}

// With compat and REF-001 lowered as well the guide's samples are accepted and adjudicated as they
// were published.
func TestCompat(t *testing.T) {
	file := filepath.Join(t.TempDir(), "own.rules")
	if err := os.WriteFile(file, []byte("REF-001 warning # the sample's provider is not in its bundle\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	in := newIntake(t, "--rules", "compat", "--rules", file)
	for _, name := range []string{"guide/preauth", "guide/claim"} {
		for _, claim := range in.accept(t, name, testdata.Bundle(name)) {
			if claim.State == engine.Queued {
				t.Errorf("%s is still queued", name)
			}
			stored := in.stored(t, claim.ID)
			if err := fhir.Judge(stored); err != nil {
				t.Errorf("%s: the stored claim is not R4: %v\n%s", name, err, stored)
			}
		}
	}
}

// stored is the Claim as a status answers it.
func (in *intake) stored(t *testing.T, id string) []byte {
	t.Helper()
	page, err := in.node.store.ListStatus(t.Context(), engine.StatusQuery{Scope: in.caller.Scope, Kind: engine.ByClaimID, Value: id, Limit: 1})
	if err != nil || len(page.Rows) != 1 {
		t.Fatalf("%s: %d claims, %v", id, len(page.Rows), err)
	}
	return page.Rows[0].Claim
}

// Whatever levels an operator sets, what is then accepted can be kept, adjudicated and answered:
// every fault that may be lowered is let in, and its claim is decided.
func TestLevels_lowered(t *testing.T) {
	var lowered []string
	for _, rule := range profiles.Catalogue() {
		if !rule.Fixed {
			lowered = append(lowered, rule.ID+" warning")
		}
	}
	file := filepath.Join(t.TempDir(), "all.rules")
	if err := os.WriteFile(file, []byte(strings.Join(lowered, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	in := newIntake(t, "--rules", file)
	files, err := filepath.Glob(filepath.Join(fixtures, "rules", "*", "fail-*.json"))
	if err != nil {
		t.Fatal(err)
	}
	accepted := 0
	for _, file := range files {
		body := readFixture(t, file)
		if fhir.HasErrors(in.check(t, body, engine.Lenient)) {
			continue // of a rule that is fixed, or of a fault that cannot be repaired
		}
		accepted++
		bundle, _ := fhir.Decode(body)
		if len(bundle.Claims()) == 0 {
			t.Errorf("%s is accepted and has no claim", file)
			continue
		}
		for _, claim := range in.accept(t, file, testdata.Fresh(body, uuid.NewString)) {
			if claim.State == engine.Queued {
				t.Errorf("%s is still queued", file)
			}
			if err := fhir.Judge(in.stored(t, claim.ID)); err != nil {
				t.Errorf("%s: the stored claim is not R4: %v", file, err)
			}
		}
	}
	if accepted < len(lowered) {
		t.Errorf("%d of %d bundles are accepted; of %d rules that may be lowered each has one", accepted, len(files), len(lowered))
	}
}

// twelve faults in twelve places get twelve findings in one answer.
func TestTwelveFaults(t *testing.T) {
	in := newIntake(t)
	path := filepath.Join(fixtures, "faults", "twelve.json")
	var places []string
	for _, issue := range in.check(t, readFixture(t, path), engine.Lenient) {
		if issue.Rule != "FHR-017" {
			places = append(places, fmt.Sprintf("%s %s", issue.Rule, issue.Path))
		}
	}
	slices.Sort(places)
	if places = slices.Compact(places); len(places) != 12 {
		t.Errorf("%d findings:\n%s", len(places), strings.Join(places, "\n"))
	}
	compare(t, strings.TrimSuffix(path, ".json")+".golden", golden(in.verdicts(t, readFixture(t, path))))
}
