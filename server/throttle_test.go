package server

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"
)

// logIn tries to log in from an address.
func (x *exchange) logInFrom(address, id, secret string) (status int, retry time.Duration) {
	request := newLogIn(id, secret)
	request.RemoteAddr = address + ":1234"
	got := x.do(request)
	seconds, _ := strconv.Atoi(got.Header().Get("Retry-After"))
	return got.Code, time.Duration(seconds) * time.Second
}

func TestLogIn_slowed(t *testing.T) {
	x := newExchange(t)
	wantLogIn := func(address, id, secret string, want int) time.Duration {
		t.Helper()
		got, retry := x.logInFrom(address, id, secret)
		if got != want {
			t.Fatalf("status %d; wanted %d", got, want)
		}
		return retry
	}
	for range freeFailures {
		wantLogIn("192.0.2.1", "provider", "wrong", http.StatusUnauthorized)
	}
	wait := wantLogIn("192.0.2.1", "provider", testSecret, http.StatusTooManyRequests)
	if wait != firstBlock {
		t.Errorf("Retry-After is %s; wanted %s", wait, firstBlock)
	}
	// Others are not in it.
	wantLogIn("192.0.2.2", "provider", testSecret, http.StatusOK)
	wantLogIn("192.0.2.1", "other", testSecret, http.StatusOK)

	for want := 2 * firstBlock; want < maxBlock; want *= 2 {
		x.clock.advance(wait)
		wantLogIn("192.0.2.1", "provider", "wrong", http.StatusUnauthorized)
		if wait = wantLogIn("192.0.2.1", "provider", "wrong", http.StatusTooManyRequests); wait != want {
			t.Fatalf("Retry-After is %s; wanted %s", wait, want)
		}
	}
	for range 3 {
		x.clock.advance(wait)
		wantLogIn("192.0.2.1", "provider", "wrong", http.StatusUnauthorized)
		if wait = wantLogIn("192.0.2.1", "provider", "wrong", http.StatusTooManyRequests); wait != maxBlock {
			t.Fatalf("Retry-After is %s; wanted %s", wait, maxBlock)
		}
	}
	x.clock.advance(maxBlock)
	wantLogIn("192.0.2.1", "provider", testSecret, http.StatusOK)
	wantLogIn("192.0.2.1", "provider", "wrong", http.StatusUnauthorized)
	wantLogIn("192.0.2.1", "provider", testSecret, http.StatusOK)

	if len(x.ledger.rows) != 1 || x.ledger.rows[0].Action != "log-in-slowed" || x.ledger.rows[0].Target != "provider" {
		t.Errorf("the audit holds %v; wanted one row", x.ledger.rows)
	}
}

func TestLogIn_failuresOfAnHourAreNotSlowed(t *testing.T) {
	x := newExchange(t)
	for range 60 {
		if status, _ := x.logInFrom("192.0.2.1", "provider", "wrong"); status != http.StatusUnauthorized {
			t.Fatalf("status %d", status)
		}
		x.clock.advance(time.Minute / (freeFailures - 2))
	}
}

func TestLogIn_unknownClientsAreSlowedAndNotAudited(t *testing.T) {
	x := newExchange(t)
	for range freeFailures {
		x.logInFrom("192.0.2.1", "nobody", "wrong")
	}
	if status, _ := x.logInFrom("192.0.2.1", "nobody", "wrong"); status != http.StatusTooManyRequests {
		t.Errorf("status %d", status)
	}
	if len(x.ledger.rows) != 0 {
		t.Errorf("the audit holds %v", x.ledger.rows)
	}
}

func TestThrottle_memoryIsBounded(t *testing.T) {
	throttle := newThrottle(&fakeClock{testNow})
	for i := range 2 * maxAttempts {
		throttle.fail(attempt{client: fmt.Sprint(i)})
	}
	if n := len(throttle.after); n > maxAttempts {
		t.Errorf("%d are remembered; wanted at most %d", n, maxAttempts)
	}
}

func TestRate(t *testing.T) {
	x := newExchange(t, func(c *Config) { c.Rate = 2 })
	status := func(client string) (int, string) {
		got := x.send("GET", "/fhir/Organization/SHA", nil, x.bearer(t, client))
		return got.Code, got.Header().Get("Retry-After")
	}
	for i := range 4 {
		if got, _ := status("provider"); got != http.StatusOK {
			t.Fatalf("request %d: status %d", i, got)
		}
	}
	if got, retry := status("provider"); got != http.StatusTooManyRequests || retry != "1" {
		t.Errorf("status %d, Retry-After %q", got, retry)
	}
	if got, _ := status("other"); got != http.StatusOK {
		t.Errorf("another client: status %d", got)
	}
	x.clock.advance(500 * time.Millisecond)
	if got, _ := status("provider"); got != http.StatusOK {
		t.Errorf("after half a second: status %d", got)
	}
	if got, _ := status("provider"); got != http.StatusTooManyRequests {
		t.Errorf("one more: status %d", got)
	}
}

func newLogIn(id, secret string) *http.Request {
	body := fmt.Sprintf(`{"client_id":%q,"client_secret":%q}`, id, secret)
	request := httptest.NewRequest("POST", "/api/auth/token/", strings.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	return request
}
