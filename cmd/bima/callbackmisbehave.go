package main

import (
	"context"
	"io"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// wrap has a receiver misbehave, and says of each request what was done to it.
func (m misbehaviour) wrap(next http.Handler, say func(format string, args ...any)) http.Handler {
	if m.none() {
		return next
	}
	sentBack := newOnce()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if m.random() >= m.rate {
			next.ServeHTTP(w, r)
			return
		}
		on := func(format string, args ...any) {
			say("on purpose  %s  "+format, append([]any{r.Header.Get("webhook-id")}, args...)...)
		}
		late := &lateWriter{ResponseWriter: w, wait: func() { m.wait(r.Context(), on) }}
		switch {
		case m.fail != 0:
			readAway(r)
			m.answerFailure(late)
			on("answered %d", m.fail)
		case m.drop:
			readAway(r)
			late.once.Do(late.wait)
			on("closed the connection without an answer")
			panic(http.ErrAbortHandler) // the server's way to close without a word
		case m.twice:
			next.ServeHTTP(&twiceWriter{late, func() bool {
				first := sentBack.first(r.Header.Get("webhook-id"))
				if first {
					on("answered 500 although it is done, so that it comes again")
				}
				return first
			}}, r)
		default:
			next.ServeHTTP(late, r)
		}
	})
}

func (m misbehaviour) answerFailure(w http.ResponseWriter) {
	if m.retryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int(m.retryAfter/time.Second)))
	}
	http.Error(w, "this receiver fails on purpose", m.fail)
}

// readAway reads a body that nobody looks at: only then does the server notice that the exchange hangs up.
func readAway(r *http.Request) { io.Copy(io.Discard, io.LimitReader(r.Body, 16<<20)) }

// wait holds an answer back, or until the exchange waits no longer.
func (m misbehaviour) wait(ctx context.Context, on func(format string, args ...any)) {
	if m.slow == 0 {
		return
	}
	timer := time.NewTimer(m.slow)
	defer timer.Stop()
	begun := time.Now()
	select {
	case <-timer.C:
		on("waited %s before the answer", m.slow)
	case <-ctx.Done():
		on("waited with the answer until the exchange hung up, after %s", time.Since(begun).Round(time.Second))
	}
}

// lateWriter waits before the first byte of the answer.
type lateWriter struct {
	http.ResponseWriter
	once sync.Once
	wait func()
}

func (w *lateWriter) WriteHeader(status int) {
	w.once.Do(w.wait)
	w.ResponseWriter.WriteHeader(status)
}

// twiceWriter makes a 500 of the first 204.
type twiceWriter struct {
	http.ResponseWriter
	first func() bool
}

func (w *twiceWriter) WriteHeader(status int) {
	if status == http.StatusNoContent && w.first() {
		http.Error(w.ResponseWriter, "this receiver asks for everything twice", http.StatusInternalServerError)
		return
	}
	w.ResponseWriter.WriteHeader(status)
}

// once knows what was here before, for as long as somebody tries things out.
type once struct {
	mu   sync.Mutex
	seen map[string]bool
}

func newOnce() *once { return &once{seen: make(map[string]bool)} }

// first reports whether an id comes for the first time.
func (o *once) first(id string) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	before := o.seen[id]
	o.seen[id] = true
	return !before
}
