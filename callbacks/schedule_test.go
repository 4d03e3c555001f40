package callbacks

import (
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var day = time.Date(2026, 11, 21, 6, 0, 0, 0, time.UTC)

func exactly(wait time.Duration) time.Duration  { return wait }
func earliest(wait time.Duration) time.Duration { return wait - wait/10 }
func latest(wait time.Duration) time.Duration   { return wait + wait/10 }

func TestWait(t *testing.T) {
	for name, test := range map[string]struct {
		failedBefore int
		retryAfter   time.Duration
		want         time.Duration
		asked        bool
	}{
		"first":              {0, 0, 5 * time.Second, false},
		"second":             {1, 0, 30 * time.Second, false},
		"last":               {8, 0, 8 * time.Hour, false},
		"it goes on":         {1000, 0, 8 * time.Hour, false},
		"asked for less":     {8, time.Minute, time.Minute, true},
		"asked for more":     {0, time.Hour, time.Hour, true},
		"asked for too much": {0, 7 * time.Hour, 6 * time.Hour, true},
	} {
		wait, asked := (&Deliverer{Config: Config{Waits: waits, Jitter: exactly}}).wait(test.failedBefore, test.retryAfter)
		if wait != test.want || asked != test.asked {
			t.Errorf("%s: %s, asked %t; want %s, %t", name, wait, asked, test.want, test.asked)
		}
	}
}

// The longest and the shortest wait are a tenth away from the schedule.
func TestWait_jitter(t *testing.T) {
	d := New(Config{Guard: newGuard(t, nil), Clock: &clock{day}})
	for range 1000 {
		if wait, _ := d.wait(2, 0); wait < 108*time.Second || wait > 132*time.Second {
			t.Fatalf("waited %s, want 2 minutes and at most a tenth more or less", wait)
		}
	}
}

// An endpoint that is down is asked less and less often, in half the time for which it has been down.
func TestRest(t *testing.T) {
	var got []time.Duration
	for failing := time.Duration(0); len(got) < 16; failing += got[len(got)-1] {
		got = append(got, rest(failing).Truncate(time.Second))
	}
	const s = time.Second
	want := []time.Duration{5 * s, 5 * s, 5 * s, 7 * s, 11 * s, 16 * s, 24 * s, 36 * s, 54 * s, 81 * s, 122 * s, 183 * s, 274 * s, 300 * s, 300 * s, 300 * s}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rests (-want +got):\n%s", diff)
	}
}

func TestRetryAfter(t *testing.T) {
	for name, test := range map[string]struct {
		status int
		text   string
		want   time.Duration
	}{
		"seconds":              {429, "120", 2 * time.Minute},
		"seconds, unavailable": {503, " 120 ", 2 * time.Minute},
		"another status":       {500, "120", 0},
		"a success":            {200, "120", 0},
		"nothing asked":        {429, "", 0},
		"zero":                 {429, "0", 5 * time.Second},
		"negative":             {429, "-1", 0},
		"no number":            {429, "soon", 0},
		"fraction":             {429, "1.5", 0},
		"very many seconds":    {429, "18446744073709551615", 6 * time.Hour},
		"a date":               {503, "Sat, 21 Nov 2026 06:10:00 GMT", 10 * time.Minute},
		"an old form of date":  {503, "Saturday, 21-Nov-26 06:10:00 GMT", 10 * time.Minute},
		"a date gone by":       {503, "Fri, 20 Nov 2026 06:10:00 GMT", 5 * time.Second},
	} {
		got := retryAfter(test.status, http.Header{"Retry-After": {test.text}}, day)
		if got != test.want {
			t.Errorf("%s: retryAfter(%d, %q) = %s, want %s", name, test.status, test.text, got, test.want)
		}
	}
}

func FuzzRetryAfter(f *testing.F) {
	f.Add("120")
	f.Add("Sat, 21 Nov 2026 06:10:00 GMT")
	f.Add("Fri, 31 Dec 9999 23:59:59 GMT")
	f.Fuzz(func(t *testing.T, text string) {
		wait := retryAfter(429, http.Header{"Retry-After": {text}}, day)
		d := &Deliverer{Config: Config{Waits: waits, Jitter: exactly}}
		if wait, _ = d.wait(0, wait); wait < 5*time.Second || wait > 6*time.Hour {
			t.Errorf("%q leads to a wait of %s", text, wait)
		}
	})
}
