package engine

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/fhir/fhirtest"
	"github.com/bima-exchange/bima/testdata"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// acceptedAt is a fixed time of acceptance.
var acceptedAt = time.Date(2026, 11, 21, 7, 30, 15, 250_000_000, time.UTC)

// dialysis is the engine and the dialysis claim as it would have been accepted.
func dialysis(t *testing.T) (*Engine, *fhir.Bundle, Claim) {
	t.Helper()
	bundle, issues := fhir.Decode(testdata.Bundle("dialysis-claim"))
	if fhir.HasErrors(issues) {
		t.Fatal(issues)
	}
	submitted := bundle.Claims()[0]
	claim := Claim{
		ID: submitted.ID.Value, Number: "CLM/2026/000123", Facility: "FID-12191-1",
		Mediator: "86768e20-9148-4d9a-a5c2-346e67a69338", Use: UseClaim, Items: claimItems(bundle, submitted),
		AcceptedAt: acceptedAt, State: Queued, Version: 1, ResponseVersion: 1,
	}
	return New(Config{Base: "https://fhir.sha.go.ke/fhir"}), bundle, claim
}

// TestResponseInEveryState holds the ClaimResponse of each state against its golden file, against
// R4, and against the cardinalities of the eClaims profile.
func TestResponseInEveryState(t *testing.T) {
	engine, bundle, claim := dialysis(t)
	first := engine.firstResponse(bundle, bundle.Claims()[0], claim).Encode()
	decision := Decide(Case{Claim: claim}, []Rule{
		says("TRF-001", Finding{Outcome: Cut, Reason: AboveTariff, Item: 1, Ceiling: new(fhir.Cents(1000050)), Facility: "SHA-16-001 is paid at most KES 10000.50."}),
		says("SUR-001", Finding{Outcome: Watch, Reason: "volume", Payer: "more sessions than possible", Facility: "must never be told"}),
		says("PHC-001", Finding{Outcome: Note, Reason: CapitatedService, Facility: "A note on the whole claim."}),
	})
	for _, state := range States {
		t.Run(string(state), func(t *testing.T) {
			response, err := engine.nextResponse(Response{ClaimID: claim.ID, Version: 1, Body: first}, acceptedAt.Add(time.Second), standpoint{state: state, decision: decision})
			if err != nil {
				t.Fatal(err)
			}
			fhirtest.CheckClaimResponse(t, response.Body)
			if bytes.Contains(response.Body, []byte("must never be told")) || bytes.Contains(response.Body, []byte("SUR-001")) {
				t.Error("a surveillance finding is told to the facility")
			}
			golden(t, "response-"+string(state)+".json", response.Body)
		})
	}
}

func TestFirstResponse(t *testing.T) {
	engine, bundle, claim := dialysis(t)
	body := engine.firstResponse(bundle, bundle.Claims()[0], claim).Encode()
	fhirtest.CheckClaimResponse(t, body)
	golden(t, "response-first.json", body)
}

// golden compares with a file, in which the JSON is indented for people.
func golden(t *testing.T, name string, body []byte) {
	t.Helper()
	var indented bytes.Buffer
	if err := json.Indent(&indented, body, "", "  "); err != nil {
		t.Fatal(err)
	}
	indented.WriteByte('\n')
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, indented.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(indented.String(), "\n")); diff != "" {
		t.Errorf("%s (-want +got; go test -update rewrites it):\n%s", name, diff)
	}
}
