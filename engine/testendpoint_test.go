package engine

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// answering is a Tester that has one answer.
type answering func() int

func (a answering) Test(_ context.Context, endpoint Endpoint) Attempt {
	return Attempt{DeliveryID: "test.id", Status: a()}
}

func TestTestEndpoint(t *testing.T) {
	resting := Health{RestsUntil: sendingAt.Add(time.Minute)}
	for name, test := range map[string]struct {
		endpoint Endpoint
		status   int
		asked    []string
		woken    int
	}{
		"taken":                {Endpoint{Enabled: true}, 204, nil, 0},
		"taken while it rests": {Endpoint{Enabled: true, Health: resting}, 204, []string{"rouse"}, 1},
		"refused":              {Endpoint{Enabled: true, Health: resting}, 500, nil, 0},
		"no answer":            {Endpoint{Enabled: true, Health: resting}, 0, nil, 0},
		"disabled":             {Endpoint{Health: resting}, 204, nil, 0},
	} {
		t.Run(name, func(t *testing.T) {
			engine, store, woken, ledger := sendingTo(&test.endpoint)
			engine.Tester = answering(func() int { return test.status })
			attempt, err := engine.TestEndpoint(t.Context(), owner, "FID-1")
			if err != nil || attempt.Status != test.status {
				t.Errorf("%+v, %v", attempt, err)
			}
			if diff := cmp.Diff(test.asked, store.asked); diff != "" || len(*woken) != test.woken {
				t.Errorf("woke %v; the store was asked (-want +got):\n%s", *woken, diff)
			}
			if len(ledger.rows) != 1 {
				t.Errorf("audited %v", ledger.rows)
			}
		})
	}
}

func TestTestEndpoint_refused(t *testing.T) {
	engine, store, _, ledger := sendingTo(&Endpoint{Enabled: true})
	sent := 0
	engine.Tester = answering(func() int { sent++; return 204 })
	if _, err := engine.TestEndpoint(t.Context(), stranger, "FID-1"); KindOf(err) != NotFound {
		t.Errorf("another facility's: %v", err)
	}
	store.endpoint = nil
	if _, err := engine.TestEndpoint(t.Context(), owner, "FID-1"); KindOf(err) != NotFound {
		t.Errorf("no endpoint: %v", err)
	}
	if sent != 0 || len(ledger.rows) != 0 {
		t.Errorf("%d were sent, audited %v", sent, ledger.rows)
	}
}

// One endpoint is tested once at a time; another's is not held up.
func TestTestEndpoint_busy(t *testing.T) {
	engine, _, _, _ := sendingTo(&Endpoint{Enabled: true})
	admin := Caller{Client: "admin", Role: Admin}
	var during, beside error
	engine.Tester = answering(func() int {
		engine.Tester = answering(func() int { return 204 })
		_, during = engine.TestEndpoint(t.Context(), admin, "FID-1")
		_, beside = engine.TestEndpoint(t.Context(), admin, "FID-2")
		return 204
	})
	_, first := engine.TestEndpoint(t.Context(), owner, "FID-1")
	_, after := engine.TestEndpoint(t.Context(), admin, "FID-1")
	if KindOf(during) != Busy || during == nil || first != nil || beside != nil || after != nil {
		t.Errorf("during %v, first %v, beside %v, after %v", during, first, beside, after)
	}
}
