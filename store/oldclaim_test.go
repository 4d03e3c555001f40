package store_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store"
)

// The claims of TestMigrate_claims as schema 6 has them: a was approved after it was queued, b is queued
// and has no items.
var (
	oldAt    = time.Date(2026, 3, 14, 9, 26, 53, 589793000, time.UTC)
	oldItems = []engine.Item{
		{Sequence: 1, Code: "SHA-16-001", Start: oldDay(10), End: oldDay(12), Quantity: fhir.Whole(3), Net: fhir.Shillings(10), Diagnosis: []string{"5A11"}},
		{Sequence: 2, Code: "SHA-01-005", Start: oldDay(9), End: oldDay(9), Quantity: fhir.Whole(1), Net: fhir.Shillings(7)},
	}
	oldClaims = []engine.Claim{
		{
			ID: "a", Number: "A-1", Facility: "FID-1-1", Mediator: "m", Use: engine.UseClaim, Member: "CR1", Practitioner: "PUID-1",
			Diagnosis: []string{"1A40.Z"}, Items: oldItems, Digest: []byte{1}, AcceptedAt: oldAt, ReceivedAt: oldAt, State: engine.Approved, Version: 2, ResponseVersion: 2,
		},
		{
			ID: "b", Number: "B-1", Facility: "FID-1-1", Mediator: "m", Use: engine.UsePreauthorization, Digest: []byte{2},
			AcceptedAt: oldAt, ReceivedAt: oldAt, State: engine.Queued, Version: 1, ResponseVersion: 1,
		},
	}
)

func oldDay(n int) fhir.Date { return fhir.Date{Year: 2026, Month: time.March, Day: n} }

// oldStore writes rows in the columns of schema 6.
type oldStore struct {
	t *testing.T
	s *store.Store
}

func (o oldStore) exec(statement string, args ...any) {
	o.t.Helper()
	if _, err := o.s.DB().ExecContext(o.t.Context(), statement, args...); err != nil {
		o.t.Fatalf("%s: %v", statement, err)
	}
}

// write writes oldClaims with all that belongs to them, and returns them as they are to be read.
func (o oldStore) write() (claims []engine.Claim) {
	o.exec(`INSERT INTO bundle (facility, mediator, client, accepted_at, body, ack, outcome)
		VALUES ('FID-1-1', 'm', 'c', $1, $2, $2, $2)`, oldText(oldAt), []byte("{}"))
	for _, claim := range oldClaims {
		events := oldEvents(&claim)
		o.writeClaim(claim)
		for _, event := range events {
			o.writeEvent(event)
		}
		claims = append(claims, claim)
	}
	o.exec(`INSERT INTO usage (claim_id, sequence, member, code, start_on, end_on, quantity, amount, currency)
		VALUES ('a', 1, 'CR1', 'SHA-16-001', '2026-03-10', '2026-03-12', '3', 900, 'KES')`)
	return claims
}

// oldEvents are the events that brought a claim to where it is. They end with its head, and the second
// with what was decided.
func oldEvents(claim *engine.Claim) (events []engine.Event) {
	claim.Items = slices.Clone(claim.Items)
	for n := 1; n <= claim.Version; n++ {
		detail := engine.Detail{JSON: sum("{}"), Body: sum("{}")}
		if n == 2 {
			detail = engine.Detail{}
			claim.Items[0].Eligible, claim.Items[0].Benefit = new(fhir.Shillings(9)), new(fhir.Shillings(9))
		}
		detail.Items = engine.SumItems(claim.Items)
		event := eventOf(claim.ID, n, oldAt, []byte("response"), detail)
		if n == 2 {
			event.To = engine.Approved
		}
		event = event.Chain(claim.Head)
		events, claim.Head = append(events, event), event.Hash
	}
	return events
}

func (o oldStore) writeClaim(claim engine.Claim) {
	o.exec(`INSERT INTO claim (id, number, facility, bundle_facility, mediator, use, member, practitioner, diagnosis, digest, json,
		  accepted_at, state, before, version, response_version, head, woken_at)
		VALUES ($1, $2, 'FID-1-1', 'FID-1-1', 'm', $3, $4, $5, $6, $7, $8, $9, $10, '', $11, $12, $13, $9)`,
		claim.ID, claim.Number, string(claim.Use), claim.Member, claim.Practitioner, oldList(claim.Diagnosis), claim.Digest, []byte("{}"),
		oldText(oldAt), string(claim.State), claim.Version, claim.ResponseVersion, claim.Head)
	for _, item := range claim.Items {
		var decided *int64
		if item.Benefit != nil {
			decided = &item.Benefit.Cents
		}
		o.exec(`INSERT INTO claim_item (claim_id, sequence, code, start_on, end_on, quantity, net, currency, diagnosis, eligible, benefit)
			VALUES ($1, $2, $3, $4, $5, $6, $7, 'KES', $8, $9, $9)`,
			claim.ID, item.Sequence, item.Code, item.Start.String(), item.End.String(), item.Quantity.String(), item.Net.Cents,
			oldList(item.Diagnosis), decided)
	}
}

// writeEvent writes an event and the response that came of it.
func (o oldStore) writeEvent(event engine.Event) {
	o.exec(`INSERT INTO response (claim_id, version, state, at, body) VALUES ($1, $2, $3, $4, $5)`,
		event.ClaimID, event.Number, string(event.To), oldText(oldAt), []byte("response"))
	o.exec(`INSERT INTO event (claim_id, number, at, actor, action, origin, state, detail, digest, prev, hash)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		event.ClaimID, event.Number, oldText(event.At), event.Actor, string(event.On), string(event.From), string(event.To), event.Detail,
		event.Digest, append([]byte{}, event.Prev...), event.Hash)
}

// oldText is an instant as a column has it, oldList a list of codes.
func oldText(at time.Time) string { return at.Format("2006-01-02 15:04:05.000000") }

func oldList(codes []string) string {
	if len(codes) == 0 {
		return "[]"
	}
	return `["` + strings.Join(codes, `","`) + `"]`
}
