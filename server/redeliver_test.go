package server

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
)

// withEndpoint is an exchange where testFID has an endpoint, which the test may change.
func withEndpoint(t *testing.T, change func(*engine.Endpoint)) *exchange {
	t.Helper()
	x := newExchange(t)
	endpoint := engine.Endpoint{Facility: testFID, URL: "https://h.test/cb", Username: "u", Password: []byte("sealed"), Enabled: true}
	if change != nil {
		change(&endpoint)
	}
	x.deliveries.endpoints[testFID] = endpoint
	return x
}

func TestReadEndpoint_health(t *testing.T) {
	rests := testNow.Add(time.Minute)
	failing := engine.Health{Failures: 6, FailingSince: testNow.Add(-time.Hour), Failure: "HTTP 503 Service Unavailable", RestsUntil: rests}
	const told = `"failures":6,"failing_since":"2026-11-21T11:00:00+03:00","failure":"HTTP 503 Service Unavailable","rests_until":"2026-11-21T12:01:00+03:00"}`
	for name, test := range map[string]struct {
		change func(*engine.Endpoint)
		at     time.Time
		want   string
	}{
		"well":    {nil, testNow, `"enabled":true,"circuit":"closed"}`},
		"resting": {func(e *engine.Endpoint) { e.Health = failing }, testNow, `"enabled":true,"circuit":"open",` + told},
		"probing": {func(e *engine.Endpoint) { e.Health = failing }, rests, `"enabled":true,"circuit":"probing",` + told},
		"gone": {func(e *engine.Endpoint) { e.Enabled, e.Disabled = false, "the receiver answered 410 Gone" }, testNow,
			`"enabled":false,"disabled":"the receiver answered 410 Gone","circuit":"closed"}`},
	} {
		t.Run(name, func(t *testing.T) {
			x := withEndpoint(t, test.change)
			caller := x.bearer(t, "admin")
			x.clock.now = test.at
			got := x.send("GET", endpointPath, nil, caller)
			wantStatus(t, got, http.StatusOK)
			if diff := cmp.Diff(`{"url":"https://h.test/cb","username":"u",`+test.want, got.Body.String()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestReadDelivery(t *testing.T) {
	x := newExchange(t)
	caller := x.bearer(t, "provider")
	got := x.send("GET", endpointPath+"/deliveries/c-2.2", nil, caller)
	wantStatus(t, got, http.StatusOK)
	want := `{"id":"c-2.2","claim":"c-2","version":2,"state":"dead","created":"2026-11-21T12:00:00+03:00","attempts":[` +
		`{"number":1,"at":"2026-11-21T12:00:00+03:00","took_ms":15000,"answer":"no answer within 15s"},` +
		`{"number":2,"at":"2026-11-21T12:00:20+03:00","took_ms":12,"status":503,"answer":"closed for the night"}]}`
	if diff := cmp.Diff(want, got.Body.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	wantOutcome(t, x.send("GET", endpointPath+"/deliveries/c-9.2", nil, caller), http.StatusNotFound, "not-found")
}

func TestRedeliver(t *testing.T) {
	x := withEndpoint(t, nil)
	caller := x.bearer(t, "provider")
	got := x.send("POST", endpointPath+"/deliveries/c-2.2/redeliver", nil, caller)
	wantStatus(t, got, http.StatusAccepted)
	want := `{"id":"c-2.2","claim":"c-2","version":2,"state":"pending","attempts":17,"created":"2026-11-21T12:00:00+03:00","next":"2026-11-21T12:00:00+03:00"}`
	if diff := cmp.Diff(want, got.Body.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	wantOutcome(t, x.send("POST", endpointPath+"/deliveries/c-9.2/redeliver", nil, caller), http.StatusNotFound, "not-found")
}

func TestRecover(t *testing.T) {
	for name, test := range map[string]struct {
		body   string
		status int
		words  string
	}{
		"day":           {`{"since":"2026-11-21"}`, http.StatusAccepted, `{"recovered":1}`},
		"instant":       {`{"since":"2026-11-21T12:00:00+03:00"}`, http.StatusAccepted, `{"recovered":1}`},
		"delivered":     {`{"since":"2026-11-21","delivered":true}`, http.StatusAccepted, `{"recovered":2}`},
		"missing":       {`{}`, http.StatusBadRequest, "since is missing"},
		"in the future": {`{"since":"2026-11-22"}`, http.StatusBadRequest, "in the future"},
		"no instant":    {`{"since":"yesterday"}`, http.StatusBadRequest, "a date (2026-11-21) or an instant"},
		"without zone":  {`{"since":"2026-11-21T08:00:00"}`, http.StatusBadRequest, "with its zone"},
		"other member":  {`{"from":"2026-11-21"}`, http.StatusBadRequest, "from"},
	} {
		t.Run(name, func(t *testing.T) {
			x := withEndpoint(t, nil)
			got := x.send("POST", endpointPath+"/recover", []byte(test.body), x.bearer(t, "provider"), jsonType)
			wantStatus(t, got, test.status)
			if !strings.Contains(got.Body.String(), test.words) {
				t.Errorf("%s; wanted is %q", got.Body, test.words)
			}
		})
	}
}

// Where nothing can be sent the answer says what to do first.
func TestRedeliver_disabled(t *testing.T) {
	x := withEndpoint(t, func(e *engine.Endpoint) { e.Enabled, e.Disabled = false, "the receiver answered 410 Gone" })
	caller := x.bearer(t, "provider")
	for _, got := range []outcome{
		wantOutcome(t, x.send("POST", endpointPath+"/deliveries/c-2.2/redeliver", nil, caller), http.StatusConflict, "conflict"),
		wantOutcome(t, x.send("POST", endpointPath+"/recover", []byte(`{"since":"2026-11-21"}`), caller, jsonType), http.StatusConflict, "conflict"),
	} {
		if text := got.Issue[0].Diagnostics; !strings.Contains(text, "answered 410 Gone; set it again first") {
			t.Error(text)
		}
	}
}

func TestTestEndpoint(t *testing.T) {
	x := withEndpoint(t, func(e *engine.Endpoint) { e.Enabled = false })
	got := x.send("POST", endpointPath+"/test", nil, x.bearer(t, "provider"))
	wantStatus(t, got, http.StatusOK)
	want := `{"id":"test.5b1e6c52-0f0c-4f7e-8d6f-1d2f0c9b7a11","status":204,"took_ms":12,"answer":""}`
	if diff := cmp.Diff(want, got.Body.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Another facility gets the same answers as to an endpoint that is not there, and nothing happens.
func TestDeliveries_ofAnotherFacility(t *testing.T) {
	x, none := withEndpoint(t, nil), newExchange(t)
	for _, request := range []string{
		"GET /deliveries", "GET /deliveries/c-2.2", "POST /deliveries/c-2.2/redeliver", "POST /recover", "POST /test",
	} {
		method, path, _ := strings.Cut(request, " ")
		body := []byte(`{"since":"2026-11-21"}`)
		got := x.send(method, endpointPath+path, body, x.bearer(t, "other"), jsonType)
		wantOutcome(t, got, http.StatusNotFound, "not-found")
		unset := none.send(method, endpointPath+path, body, none.bearer(t, "other"), jsonType)
		if diff := cmp.Diff(unset.Body.String(), got.Body.String()); diff != "" {
			t.Errorf("%s tells that there is an endpoint:\n%s", request, diff)
		}
	}
	if state := x.deliveries.held[2].State; state != engine.DeliveryDead || len(x.ledger.rows) != 0 {
		t.Errorf("the callback is %s, audited %v", state, x.ledger.rows)
	}
}
