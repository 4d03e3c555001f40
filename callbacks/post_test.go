package callbacks

import (
	"crypto/tls"
	"crypto/x509"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/bima-exchange/bima/engine"
)

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
