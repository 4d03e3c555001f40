package icdapi

import (
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

func TestPace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begun := time.Now()
		pace := newPace(10)
		for range 21 {
			if err := pace.wait(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if took := time.Since(begun); took != 2*time.Second {
			t.Errorf("21 requests at 10 a second took %v", took)
		}
		time.Sleep(time.Hour)
		begun = time.Now()
		_ = pace.wait(t.Context())
		_ = pace.wait(t.Context())
		if took := time.Since(begun); took != 100*time.Millisecond {
			t.Errorf("what was not asked in an hour was made up for: two took %v", took)
		}
	})
}

func TestRetryAfter(t *testing.T) {
	for says, want := range map[string]time.Duration{"": 0, "2": 2 * time.Second, "-1": 0, "soon": 0, "86400": longestPause} {
		if got := retryAfter(&http.Response{Header: http.Header{"Retry-After": {says}}}); got != want {
			t.Errorf("Retry-After %q is %v, want %v", says, got, want)
		}
	}
}
