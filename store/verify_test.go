package store_test

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store"
	"github.com/bima-exchange/bima/store/storetest"
)

// TestVerify_findsTampering tampers in transactions that are rolled back after the check.
func TestVerify_findsTampering(t *testing.T) {
	t.Parallel()
	for database, open := range databases {
		t.Run(database, func(t *testing.T) {
			t.Parallel()
			s := open(t)
			writeLedger(t, s)
			for _, test := range tampering {
				t.Run(test.name, func(t *testing.T) {
					report := verifyAfter(t, s, func(exec func(string, ...any)) {
						for _, statement := range test.do {
							exec(statement)
						}
					})
					if !strings.Contains(strings.Join(report.Faults, "\n"), test.want) {
						t.Errorf("faults = %q, want one with %q", report.Faults, test.want)
					}
				})
			}
		})
	}
}

// TestVerify_findsRewrittenChain: who changes an event and makes all hashes of its chain anew is
// found by the seal alone.
func TestVerify_findsRewrittenChain(t *testing.T) {
	t.Parallel()
	for database, open := range databases {
		t.Run(database, func(t *testing.T) {
			t.Parallel()
			s := open(t)
			writeLedger(t, s)
			events, err := s.ListEvents(t.Context(), "a")
			if err != nil {
				t.Fatal(err)
			}
			report := verifyAfter(t, s, func(exec func(string, ...any)) {
				var last []byte
				for _, event := range events {
					event.Actor = "nobody"
					event = event.Chain(last)
					last = event.Hash
					// A first event has an empty prev, which is no NULL.
					exec(`UPDATE event SET actor = $1, prev = $2, hash = $3 WHERE claim_id = 'a' AND number = $4`,
						event.Actor, append([]byte{}, event.Prev...), event.Hash, event.Number)
				}
				exec(`UPDATE claim SET head = $1 WHERE id = 'a'`, last)
			})
			want := []string{
				"Seal 1 does not match its events and audit rows: one of them, or the seal, was changed.",
				"Seal 2 does not match its events and audit rows: one of them, or the seal, was changed.",
			}
			if diff := cmp.Diff(want, report.Faults); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
		})
	}
}

var databases = map[string]func(testing.TB) *store.Store{"sqlite": storetest.SQLite, "postgresql": storetest.Postgres}

// verifyAfter is the report on a ledger after somebody changed it; the change is rolled back.
func verifyAfter(t *testing.T, s *store.Store, change func(exec func(string, ...any))) engine.AuditReport {
	t.Helper()
	tx, err := s.DB().BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	change(func(statement string, args ...any) {
		result, err := tx.ExecContext(t.Context(), statement, args...)
		if err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
		if count, err := result.RowsAffected(); err != nil || count == 0 {
			t.Fatalf("%s: changed %d rows, %v", statement, count, err)
		}
	})
	report, err := store.VerifyIn(t.Context(), tx)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// writeLedger writes claim a of three events, claim b of two, an audit row, and two seals: over the
// acceptances and the audit row, and over the moves (two of a, one of b) and another audit row.
func writeLedger(t *testing.T, s *store.Store) {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	at := time.Date(2026, 3, 14, 9, 26, 53, 589793000, time.UTC)
	items := []engine.Item{{
		Sequence: 1, Code: "SHA-16-001", Quantity: fhir.Whole(1), Net: fhir.Shillings(10), Scheme: "SHA", At: at.Truncate(time.Minute),
		Benefit: new(fhir.Shillings(9)),
	}}
	stated := engine.Stated{Sex: "female", BirthDate: fhir.Date{Year: 1990, Month: time.May, Day: 1}, Level: "4", Documents: []string{"LAB"}}
	for _, id := range []string{"a", "b"} {
		response := engine.Response{ClaimID: id, Version: 1, State: engine.Queued, At: at, Body: []byte(id + "1")}
		must(s.Accept(t.Context(), engine.Acceptance{
			Mediator: "m" + id, Facility: "f", At: at, Body: []byte("bundle of " + id),
			Claims: []engine.NewClaim{{
				Claim: engine.Claim{
					ID: id, Number: id, Facility: "f", Use: engine.UseClaim, State: engine.Queued, AcceptedAt: at, ReceivedAt: at, Digest: []byte{1},
					Items: items, Stated: stated,
				},
				JSON:     []byte("claim " + id),
				Response: response,
				Event: eventOf(id, 1, at, response.Body, engine.Detail{
					JSON: sum("claim " + id), Body: sum("bundle of " + id), Items: engine.SumItems(items), Stated: engine.SumStated(stated),
				}).Chain(nil),
			}},
		}))
	}
	must(s.Record(t.Context(), engine.AuditRow{ID: "audit-1", At: at, Actor: "demo"}))
	_, err := s.Seal(t.Context(), at)
	must(err)
	for _, step := range []struct {
		id      string
		version int
	}{{"a", 2}, {"a", 3}, {"b", 2}} {
		claim, err := s.FindClaim(t.Context(), step.id)
		must(err)
		body := fmt.Appendf(nil, "%s%d", step.id, step.version)
		documents, event := []engine.Document(nil), eventOf(step.id, step.version, at, body, engine.Detail{Items: engine.SumItems(items)})
		if step.id == "b" {
			documents, event = addedDocument(event, items)
		}
		_, err = s.Move(t.Context(), engine.Move{
			ClaimID: step.id, Version: claim.Version, State: engine.InReview, Documents: documents,
			Response: &engine.Response{ClaimID: step.id, Version: step.version, State: engine.InReview, At: at, Body: body},
			Event:    event.Chain(claim.Head),
		})
		must(err)
	}
	must(s.Record(t.Context(), engine.AuditRow{ID: "audit-2", At: at, Actor: "demo"}))
	_, err = s.Seal(t.Context(), at)
	must(err)
	report, err := s.Verify(t.Context())
	must(err)
	want := engine.AuditReport{Claims: 2, Events: 5, AuditRows: 2, Seals: 2}
	if diff := cmp.Diff(want, report); diff != "" {
		t.Fatalf("report before anything is changed (-want +got):\n%s", diff)
	}
}

// addedDocument is a document, and an event that adds it.
func addedDocument(event engine.Event, items []engine.Item) ([]engine.Document, engine.Event) {
	document := engine.Document{ClaimID: event.ClaimID, ID: "doc", At: event.At, Type: "LAB", Title: "Result", ContentType: "text/plain", Body: []byte("positive")}
	event.On = engine.AddDocuments
	event.Detail = engine.Detail{
		Items: engine.SumItems(items), Documents: []engine.DocumentSum{{ID: document.ID, Sum: engine.SumDocument(document)}},
	}.Encode()
	return []engine.Document{document}, event
}

func eventOf(id string, number int, at time.Time, body []byte, detail engine.Detail) engine.Event {
	to := engine.InReview
	if number == 1 {
		to = engine.Queued
	}
	return engine.Event{ClaimID: id, Number: number, At: at, Actor: "engine", To: to, Detail: detail.Encode(), Digest: sum(string(body))}
}

func sum(text string) []byte {
	digest := sha256.Sum256([]byte(text))
	return digest[:]
}
