package main

import (
	"bytes"
	"fmt"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
)

// TestPayment: what the paying system says is taken once, and said again is answered alike. The facility
// reads what was paid.
func TestPayment(t *testing.T) {
	onEachStore(t, func(t *testing.T, db string) {
		s := newStaff(t, startDev(t, t.TempDir(), db, "--open-registry").URL)
		finance := s.by[engine.FinanceOfficer]
		id := s.bringTo(engine.UseClaim, engine.Approved)
		twice := func(on engine.Action, body string, want engine.State) {
			t.Helper()
			seen := s.version(id)
			first := s.act(finance, id, on, seen, body)
			if stood := standOf(t, first); first.Status != http.StatusOK || stood.State != want {
				t.Fatalf("%s: %d %s", on, first.Status, first.Body)
			}
			// The paying system does not know whether it was heard, and says it as it did before.
			again := s.act(finance, id, on, seen, body)
			if !bytes.Equal(first.Body, again.Body) || again.Status != http.StatusOK || again.Header.Get("ETag") != first.Header.Get("ETag") {
				t.Errorf("%s again: %d %s", on, again.Status, again.Body)
			}
		}
		twice(engine.SendToPayment, `{"reference":"PAY-1"}`, engine.SentForPayment)
		if got := s.act(finance, id, engine.SendToPayment, s.version(id), `{"reference":"PAY-2"}`); got.Status != http.StatusConflict {
			t.Errorf("another reference: %d %s", got.Status, got.Body)
		}
		twice(engine.DeclinePayment, `{"reference":"PAY-1","reason":"bank-details-wrong"}`, engine.PaymentDeclined)
		twice(engine.SendToPayment, `{"reference":"PAY-2"}`, engine.SentForPayment)
		if got := s.act(finance, id, engine.CompletePayment, s.version(id), `{"reference":"PAY-2","date":"2026-11-21","amount":10000.01}`); got.Status != http.StatusUnprocessableEntity {
			t.Errorf("more than the benefit: %d %s", got.Status, got.Body)
		}
		twice(engine.CompletePayment, `{"reference":"PAY-2","date":"2026-11-21","amount":"9999.90"}`, engine.PaymentCompleted)

		set, _ := s.by[engine.Provider].status("claim_id="+id, nil)
		paid := set.responses(t)[0].Payment
		if paid == nil || paid.Adjustment == nil || paid.Identifier == nil {
			t.Fatalf("the payment is %+v", paid)
		}
		told := fmt.Sprint(paid.Type.Coding[0].Code, " ", paid.Amount, " ", *paid.Adjustment, " ", paid.Date, " ", paid.Identifier.Value)
		if diff := cmp.Diff("complete KES 9999.90 KES 0.10 2026-11-21 PAY-2", told); diff != "" {
			t.Errorf("the payment (-want +told):\n%s", diff)
		}
		if events := s.file(id).Events; len(events) != 7 {
			t.Errorf("%d events: %+v", len(events), events)
		}
		s.paysNothing()
	})
}

// paysNothing: a claim without a benefit ends at approved.
func (s *staff) paysNothing() {
	s.t.Helper()
	id := s.submit(stranger("outpatient-phc"), engine.Approved)
	if got := s.act(s.by[engine.FinanceOfficer], id, engine.SendToPayment, s.version(id), ""); got.Status != http.StatusConflict {
		s.t.Errorf("a claim without a benefit is sent for payment: %d %s", got.Status, got.Body)
	}
}
