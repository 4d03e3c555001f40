package callbacks

import (
	"bufio"
	"compress/gzip"
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bima-exchange/bima/engine"
)

func TestDeliver_boundsTheAnswer(t *testing.T) {
	written := make(chan int64, 1)
	b := newBench(t, receive(t, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusOK)
		n, _ := io.Copy(w, io.LimitReader(endless{}, 64<<20))
		written <- n
	}))
	b.deliver(t)
	got := b.store.finished[0]
	if got.Status != 200 || len(got.Answer) != 2<<10 {
		t.Errorf("status %d, %d bytes kept; want 200 and 2 KiB", got.Status, len(got.Answer))
	}
	if n := <-written; n == 64<<20 {
		t.Error("the whole endless answer was read")
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

func TestDeliver_waitsFifteenSeconds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, "http://127.0.0.1/")
		b.client.Transport = roundTrip(func(r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		})
		began := time.Now()
		b.deliver(t)
		if took := time.Since(began); took != 15*time.Second {
			t.Errorf("the attempt ended after %s, want 15s", took)
		}
		got := b.store.finished[0]
		if got.State != engine.DeliveryPending || got.Answer != "no answer within 15s" {
			t.Errorf("noted %+v", got)
		}
	})
}

// A receiver that sends a little now and then is still there when the time is over.
func TestDeliver_waitsForNoDrip(t *testing.T) {
	for name, test := range map[string]struct {
		head, drip string
		want       engine.Attempt
	}{
		"body":   {"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", "x", engine.Attempt{Status: 200, Answer: strings.Repeat("x", 16)}},
		"header": {"HTTP/1.1 200 OK\r\n", "X-More: x\r\n", engine.Attempt{Answer: "no answer within 15s"}},
		"status": {"", "H", engine.Attempt{Answer: "no answer within 15s"}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var receiver sync.WaitGroup
				defer receiver.Wait()
				b := newBench(t, "http://127.0.0.1/")
				b.client.Transport.(*http.Transport).DialContext = func(context.Context, string, string) (net.Conn, error) {
					ours, theirs := net.Pipe()
					receiver.Go(func() { drip(theirs, test.head, test.drip) })
					return ours, nil
				}
				began := time.Now()
				b.deliver(t)
				if took := time.Since(began); took != 15*time.Second {
					t.Errorf("the attempt ended after %s, want 15s", took)
				}
				got := b.store.finished[0]
				if got.Status != test.want.Status || got.Answer != test.want.Answer {
					t.Errorf("noted %+v, want %+v", got, test.want)
				}
			})
		})
	}
}

// drip reads a request and answers with the head and, until nobody listens, a little more now and then.
func drip(conn net.Conn, head, more string) {
	defer conn.Close()
	request, err := http.ReadRequest(bufio.NewReader(conn))
	if err == nil {
		_, err = io.Copy(io.Discard, request.Body)
	}
	if err == nil {
		_, err = io.WriteString(conn, head)
	}
	for err == nil {
		time.Sleep(900 * time.Millisecond) // which 15 s are no multiple of
		_, err = io.WriteString(conn, more)
	}
}

func TestDeliver_boundsTheHeader(t *testing.T) {
	b := newBench(t, receive(t, func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer conn.Close()
		_, err = io.WriteString(conn, "HTTP/1.1 200 OK\r\n")
		for i := 0; err == nil; i++ {
			if i == 1<<20 {
				t.Error("a million headers were read")
				return
			}
			_, err = io.WriteString(conn, "X-More: and more\r\n")
		}
	}))
	b.deliver(t)
	got := b.store.finished[0]
	if got.State != engine.DeliveryPending || got.Status != 0 || !strings.Contains(got.Answer, "headers exceeded 65536 bytes") {
		t.Errorf("noted %+v, want no answer and why", got)
	}
}

// TestDeliver_unpacksNothing: 4 MiB that are packed into 4 KiB stay packed.
func TestDeliver_unpacksNothing(t *testing.T) {
	b := newBench(t, receive(t, func(w http.ResponseWriter, r *http.Request) {
		if asked := r.Header.Get("Accept-Encoding"); asked != "" {
			t.Errorf("the request asks for %q", asked)
		}
		w.Header().Set("Content-Encoding", "gzip")
		packed := gzip.NewWriter(w)
		io.Copy(packed, io.LimitReader(endless{}, 4<<20))
		packed.Close()
	}))
	b.deliver(t)
	got := b.store.finished[0]
	if got.Status != 200 || len(got.Answer) > maxAnswerKept || !strings.HasPrefix(got.Answer, "\x1f?") || strings.Contains(got.Answer, "xxxx") {
		t.Errorf("noted status %d with %d bytes %.8q; want the first 2 KiB as they came", got.Status, len(got.Answer), got.Answer)
	}
}
