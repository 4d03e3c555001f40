package callbacks

import (
	"crypto/tls"
	"crypto/x509"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

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

func TestKeep(t *testing.T) {
	for name, test := range map[string]struct{ body, want string }{
		"text":               {"no such patient", "no such patient"},
		"NUL":                {"a\x00b", "a?b"},
		"not UTF-8":          {"caf\xe9 \xff\xfe", "caf? ?"},
		"cut in a character": {strings.Repeat("x", 2047) + "é", strings.Repeat("x", 2047) + "?"},
	} {
		got := keep([]byte(test.body))
		if got != test.want || !utf8.ValidString(got) {
			t.Errorf("%s: keep = %q, want %q", name, got, test.want)
		}
	}
}

// A name that led to a public address when the endpoint was set, and to a private one later.
func TestDeliver_checksTheAddressThatIsDialled(t *testing.T) {
	url := receive(t, func(http.ResponseWriter, *http.Request) { t.Error("a request came") })
	url = strings.Replace(url, "127.0.0.1", "localhost", 1)
	b := newBench(t, url)
	b.Guard.allow.Networks = []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}
	b.deliver(t)
	got := b.store.finished[0]
	if got.State != engine.DeliveryPending || !strings.Contains(got.Answer, "a loopback address") {
		t.Errorf("noted %+v, want a refusal of the loopback address", got)
	}
}

func TestDeliver_takesNoProxy(t *testing.T) {
	proxy := receive(t, func(http.ResponseWriter, *http.Request) { t.Error("the proxy was asked") })
	t.Setenv("HTTP_PROXY", proxy)
	b := newBench(t, receive(t, answering(200)))
	if transport := b.client.Transport.(*http.Transport); transport.Proxy != nil {
		t.Error("a proxy is set") // net/http never asks one for loopback, so that the request alone proves little
	}
	b.deliver(t)
}

func TestDeliver_noConnection(t *testing.T) {
	server := httptest.NewServer(nil)
	server.Close()
	b := newBench(t, server.URL+"/?token=t0ken")
	b.deliver(t)
	got := b.store.finished[0]
	if got.State != engine.DeliveryPending || got.Status != 0 || got.Answer != "no answer: connect: connection refused" {
		t.Errorf("noted %+v, want no answer and why, without the url", got)
	}
}

func TestDeliver_TLS(t *testing.T) {
	for name, test := range map[string]struct {
		version uint16
		trusted bool
		status  int
		answer  string
	}{
		"TLS 1.3":           {tls.VersionTLS13, true, 200, ""},
		"TLS 1.2":           {tls.VersionTLS12, true, 200, ""},
		"TLS 1.1":           {tls.VersionTLS11, true, 0, "protocol version not supported"},
		"unknown authority": {tls.VersionTLS13, false, 0, "certificate signed by unknown authority"},
	} {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
			server.TLS = &tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: test.version}
			server.Config.ErrorLog = log.New(io.Discard, "", 0)
			server.StartTLS()
			t.Cleanup(server.Close)
			b := newBench(t, server.URL)
			if test.trusted {
				roots := x509.NewCertPool()
				roots.AddCert(server.Certificate())
				b.client.Transport.(*http.Transport).TLSClientConfig.RootCAs = roots
			}
			b.deliver(t)
			got := b.store.finished[0]
			if got.Status != test.status || !strings.Contains(got.Answer, test.answer) {
				t.Errorf("noted %+v, want status %d and %q", got, test.status, test.answer)
			}
		})
	}
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
