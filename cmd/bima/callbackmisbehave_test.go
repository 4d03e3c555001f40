package main

import (
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestMisbehaviour_check(t *testing.T) {
	for name, test := range map[string]struct {
		given     misbehaviour
		rateGiven bool
		says      string
	}{
		"nothing":                      {misbehaviour{rate: 1}, false, ""},
		"everything that goes":         {misbehaviour{fail: 503, retryAfter: time.Minute, slow: time.Second, rate: 0.3}, true, ""},
		"all and none":                 {misbehaviour{drop: true, rate: 0}, true, ""},
		"a rate from the shell":        {misbehaviour{rate: 50}, false, ""},
		"a status that is well":        {misbehaviour{fail: 204, rate: 1}, false, "--fail 204"},
		"no status":                    {misbehaviour{fail: 1000, rate: 1}, false, "--fail 1000"},
		"rate too high":                {misbehaviour{fail: 500, rate: 1.5}, true, "--rate 1.5: a share from 0 to 1"},
		"rate too high from the shell": {misbehaviour{fail: 500, rate: 50}, false, "--rate 50"},
		"rate too low":                 {misbehaviour{drop: true, rate: -0.1}, true, "--rate -0.1"},
		"rate that is none":            {misbehaviour{twice: true, rate: math.NaN()}, true, "--rate NaN"},
		"rate of nothing":              {misbehaviour{rate: 0.3}, true, "add --fail"},
		"before now":                   {misbehaviour{slow: -time.Second, rate: 1}, false, "--slow -1s"},
		"two ways":                     {misbehaviour{fail: 500, drop: true, rate: 1}, false, "only one"},
		"two other ways":               {misbehaviour{twice: true, drop: true, rate: 1}, false, "only one"},
		"to wait after a 500":          {misbehaviour{fail: 500, retryAfter: time.Minute, rate: 1}, false, "--fail 503"},
		"to wait after nothing":        {misbehaviour{retryAfter: time.Minute, rate: 1}, false, "--fail 503"},
		"half a second":                {misbehaviour{fail: 429, retryAfter: time.Second / 2, rate: 1}, false, "--retry-after 500ms"},
		"to wait backwards":            {misbehaviour{fail: 429, retryAfter: -time.Second, rate: 1}, false, "--retry-after -1s"},
	} {
		t.Run(name, func(t *testing.T) {
			err := test.given.check(test.rateGiven)
			if test.says == "" && err != nil || test.says != "" && (err == nil || !strings.Contains(err.Error(), test.says)) {
				t.Errorf("check: %v, want %q", err, test.says)
			}
		})
	}
}

// done is what came of a request: its status (0: the connection was closed), how long it took, and whether the
// callback was taken.
type done struct {
	Status int
	After  time.Duration
	Taken  bool
}

// sendTo sends a request to a handler as the server does, which closes the connection on a panic.
func sendTo(handler http.Handler, id string, taken *int) (got done, header http.Header) {
	begun, before := time.Now(), *taken
	w := httptest.NewRecorder()
	r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader("{}"))
	r.Header.Set("webhook-id", id)
	defer func() {
		got = done{w.Code, time.Since(begun), *taken > before}
		if fault := recover(); fault != nil {
			if fault != http.ErrAbortHandler {
				panic(fault)
			}
			got.Status = 0
		}
	}()
	handler.ServeHTTP(w, r)
	return got, w.Header()
}

func TestMisbehaviour(t *testing.T) {
	well := done{Status: 204, Taken: true}
	for name, test := range map[string]struct {
		how  misbehaviour
		want []done // of a.2, a.2 and b.2, for which the random numbers are 0, 0.5 and 0.9
		says []string
	}{
		"not at all": {misbehaviour{rate: 1}, []done{well, well, well}, nil},
		"fails": {misbehaviour{fail: 503, rate: 1}, []done{{Status: 503}, {Status: 503}, {Status: 503}},
			[]string{"on purpose  a.2  answered 503", "on purpose  a.2  answered 503", "on purpose  b.2  answered 503"}},
		"fails at times":   {misbehaviour{fail: 500, rate: 0.5}, []done{{Status: 500}, well, well}, []string{"on purpose  a.2  answered 500"}},
		"fails never":      {misbehaviour{fail: 500, rate: 0}, []done{well, well, well}, nil},
		"drops":            {misbehaviour{drop: true, rate: 0.1}, []done{{}, well, well}, []string{"on purpose  a.2  closed the connection without an answer"}},
		"is slow":          {misbehaviour{slow: 20 * time.Second, rate: 0.1}, []done{{204, 20 * time.Second, true}, well, well}, []string{"on purpose  a.2  waited 20s before the answer"}},
		"is slow to fail":  {misbehaviour{slow: time.Minute, fail: 500, rate: 0.1}, []done{{500, time.Minute, false}, well, well}, []string{"on purpose  a.2  waited 1m0s before the answer", "on purpose  a.2  answered 500"}},
		"is slow to drop":  {misbehaviour{slow: time.Minute, drop: true, rate: 0.1}, []done{{0, time.Minute, false}, well, well}, []string{"on purpose  a.2  waited 1m0s before the answer", "on purpose  a.2  closed the connection without an answer"}},
		"wants them twice": {misbehaviour{twice: true, rate: 1}, []done{{500, 0, true}, well, {500, 0, true}}, []string{"on purpose  a.2  answered 500 although it is done, so that it comes again", "on purpose  b.2  answered 500 although it is done, so that it comes again"}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				numbers := []float64{0, 0.5, 0.9}
				test.how.random = func() float64 { n := numbers[0]; numbers = numbers[1:]; return n }
				var said []string
				taken := 0
				handler := test.how.wrap(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
					taken++
					w.WriteHeader(http.StatusNoContent)
				}), func(format string, args ...any) { said = append(said, fmt.Sprintf(format, args...)) })
				var got []done
				for _, id := range []string{"a.2", "a.2", "b.2"} {
					one, _ := sendTo(handler, id, &taken)
					got = append(got, one)
				}
				if diff := cmp.Diff(test.want, got); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
				if diff := cmp.Diff(test.says, said); diff != "" {
					t.Errorf("said (-want +got):\n%s", diff)
				}
			})
		})
	}
}

// What is refused is not taken, and so there is nothing to take twice; a 503 asks to wait.
func TestMisbehaviour_answers(t *testing.T) {
	zero := func() float64 { return 0 }
	silent := func(string, ...any) {}
	taken := 0
	refusing := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", http.StatusUnauthorized) })
	if got, _ := sendTo(misbehaviour{twice: true, rate: 1, random: zero}.wrap(refusing, silent), "a.2", &taken); got.Status != http.StatusUnauthorized {
		t.Errorf("what is refused is answered %d, want 401", got.Status)
	}
	waits := misbehaviour{fail: 503, retryAfter: 90 * time.Second, rate: 1, random: zero}
	if _, header := sendTo(waits.wrap(refusing, silent), "a.2", &taken); header.Get("Retry-After") != "90" {
		t.Errorf("Retry-After %q, want 90", header.Get("Retry-After"))
	}
}
