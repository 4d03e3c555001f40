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

// A receiver that never answers is tried over three days; each attempt takes no time.
func TestNextAttempt_overThreeDays(t *testing.T) {
	const s, m, h = time.Second, time.Minute, time.Hour
	for name, test := range map[string]struct {
		jitter func(time.Duration) time.Duration
		want   []time.Duration // between the attempts
	}{
		"no jitter": {exactly, []time.Duration{5 * s, 30 * s, 2 * m, 10 * m, 30 * m, h, 2 * h, 4 * h, 8 * h, 8 * h, 8 * h, 8 * h, 8 * h, 8 * h, 8 * h, 8 * h}},
		"earliest": {earliest, []time.Duration{4500 * time.Millisecond, 27 * s, 108 * s, 9 * m, 27 * m, 54 * m, 108 * m, 216 * m,
			432 * m, 432 * m, 432 * m, 432 * m, 432 * m, 432 * m, 432 * m, 432 * m, 432 * m}},
		"latest": {latest, []time.Duration{5500 * time.Millisecond, 33 * s, 132 * s, 11 * m, 33 * m, 66 * m, 132 * m, 264 * m,
			528 * m, 528 * m, 528 * m, 528 * m, 528 * m, 528 * m, 528 * m}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []time.Duration
			now := day
			for attempts := 1; ; attempts++ {
				at, alive := nextAttempt(attempts, day, now, 0, test.jitter)
				if !alive {
					break
				}
				got = append(got, at.Sub(now))
				now = at
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("waits (-want +got):\n%s", diff)
			}
			if spent := now.Sub(day); spent > 72*h || spent < 62*h {
				t.Errorf("the last attempt came %s after the creation, want the last one within 72 h", spent)
			}
		})
	}
}

func TestNextAttempt(t *testing.T) {
	for name, test := range map[string]struct {
		attempts   int
		age        time.Duration
		retryAfter time.Duration
		want       time.Duration
		alive      bool
	}{
		"asked for less":          {9, time.Hour, time.Minute, time.Minute, true},
		"asked for more":          {1, 0, time.Hour, time.Hour, true},
		"asked for too much":      {1, 0, 7 * time.Hour, 6 * time.Hour, true},
		"to the last moment":      {1, 72*time.Hour - 5*time.Second, 0, 5 * time.Second, true},
		"past the lifetime":       {1, 72*time.Hour - 4*time.Second, 0, 5 * time.Second, false},
		"asked past the lifetime": {1, 71 * time.Hour, 2 * time.Hour, 2 * time.Hour, false},
		"sent again by hand":      {20, 100 * time.Hour, 0, 8 * time.Hour, false},
	} {
		now := day.Add(test.age)
		at, alive := nextAttempt(test.attempts, day, now, test.retryAfter, exactly)
		if at.Sub(now) != test.want || alive != test.alive {
			t.Errorf("%s: in %s, alive %v; want in %s, %v", name, at.Sub(now), alive, test.want, test.alive)
		}
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
		if at, _ := nextAttempt(1, day, day, wait, exactly); at.Before(day.Add(5*time.Second)) || at.After(day.Add(6*time.Hour)) {
			t.Errorf("%q leads to an attempt at %s", text, at)
		}
	})
}
