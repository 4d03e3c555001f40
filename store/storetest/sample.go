package storetest

import (
	"crypto/sha256"
	"fmt"
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store"
)

// The facilities of the samples.
const (
	fid   = "FID-01-116951-6"
	other = "FID-47-115307-8"
)

// start is the instant at which every test begins.
var start = time.Date(2026, 3, 14, 9, 26, 53, 589793000, time.UTC)

// newClaim is a claim of one facility as it is accepted at an instant.
func newClaim(id, facility, mediator string, at time.Time) engine.NewClaim {
	quantity, err := fhir.ParseDecimal("2.50")
	if err != nil {
		panic(err)
	}
	body := fmt.Appendf(nil, `{"resourceType":"ClaimResponse","id":%q}`, id)
	event := engine.Event{
		ClaimID: id, Number: 1, At: at, Actor: "demo", On: engine.Accept, To: engine.Queued,
		Detail: []byte(`{}`), Digest: digest(body),
	}.Chain(nil)
	return engine.NewClaim{
		Claim: engine.Claim{
			ID: id, Number: "C-" + mediator + "-" + id, Facility: facility, Mediator: mediator, Use: engine.UseClaim,
			Member: "CR1", Practitioner: "PUID-1", Diagnosis: []string{"1A40.Z", "5A11"},
			Items: []engine.Item{
				{Sequence: 1, Code: "SHA-16-001", Start: day(1), End: day(3), Quantity: quantity, Net: fhir.Cents(1050)},
				{Sequence: 2, Code: "SHA-01-005", Start: day(2), End: day(2), Net: fhir.Shillings(7), Diagnosis: []string{"5A11"}},
			},
			Digest: digest([]byte(id)), AcceptedAt: at, ReceivedAt: at, State: engine.Queued,
			Version: 1, ResponseVersion: 1, Head: event.Hash,
		},
		JSON:     fmt.Appendf(nil, `{"resourceType":"Claim","id":%q}`, id),
		Aliases:  []engine.Alias{{Kind: engine.ByClaimID, Value: id}, {Kind: engine.ByMediator, Value: mediator}},
		Response: engine.Response{ClaimID: id, Version: 1, State: engine.Queued, At: at, Body: body},
		Event:    event,
	}
}

// newAcceptance is a bundle of a facility with claims.
func newAcceptance(facility, mediator string, at time.Time, ids ...string) engine.Acceptance {
	a := engine.Acceptance{
		Mediator: mediator, Facility: facility, Client: "demo", At: at,
		Body: []byte("body of " + mediator), Ack: []byte("ack of " + mediator), Outcome: []byte("outcome of " + mediator),
	}
	for _, id := range ids {
		a.Claims = append(a.Claims, newClaim(id, facility, mediator, at))
	}
	return a
}

// accept accepts claims of fid in a bundle of their own.
func accept(t *testing.T, s *store.Store, ids ...string) {
	t.Helper()
	must(t, s.Accept(t.Context(), newAcceptance(fid, "bundle-of-"+ids[0], start, ids...)))
}

// step is a move of a claim to a state that makes a new ClaimResponse.
func step(claim engine.Claim, to engine.State, at time.Time) engine.Move {
	version := claim.ResponseVersion + 1
	body := fmt.Appendf(nil, `{"resourceType":"ClaimResponse","id":%q,"meta":{"versionId":"%d"}}`, claim.ID, version)
	return engine.Move{
		ClaimID: claim.ID, Version: claim.Version, State: to,
		Response: &engine.Response{ClaimID: claim.ID, Version: version, State: to, At: at, Body: body},
		Event: engine.Event{
			ClaimID: claim.ID, Number: claim.Version + 1, At: at, Actor: "engine", On: engine.EngineRefuse,
			From: claim.State, To: to, Digest: digest(body),
		}.Chain(claim.Head),
	}
}

// move moves a claim to a state and returns the delivery that it caused.
func move(t *testing.T, s *store.Store, id string, to engine.State, at time.Time) string {
	t.Helper()
	claim, err := s.FindClaim(t.Context(), id)
	must(t, err)
	step := step(claim, to, at)
	facility, err := s.Move(t.Context(), step)
	must(t, err)
	if facility == "" {
		return ""
	}
	return engine.DeliveryID(*step.Response)
}

// setEndpoint gives fid an enabled endpoint.
func setEndpoint(t *testing.T, s *store.Store) {
	t.Helper()
	saveEndpoint(t, s, engine.Endpoint{Facility: fid, URL: "https://hmis.example/callback", Enabled: true, SetAt: start})
}

// day is a day of March 2026.
func day(n int) fhir.Date { return fhir.Date{Year: 2026, Month: time.March, Day: n} }

func digest(body []byte) []byte {
	sum := sha256.Sum256(body)
	return sum[:]
}
