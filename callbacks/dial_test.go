package callbacks

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
)

// named writes a URL of 127.0.0.1 with a name for its host.
func named(t *testing.T, address, name string) string {
	t.Helper()
	target, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	target.Host = name + ":" + target.Port()
	return target.String()
}

// answers has the guard's look-ups answered one after the other, and counts them.
func answers(guard *Guard, each ...string) *int {
	asked := new(int)
	guard.lookup = func(context.Context, string, string) (addresses []netip.Addr, err error) {
		for text := range strings.FieldsSeq(each[min(*asked, len(each)-1)]) {
			addresses = append(addresses, netip.MustParseAddr(text))
		}
		*asked++
		return addresses, nil
	}
	return asked
}

// TestDeliver_rebinding: a name that led to a public address when it was set, and to this machine later.
func TestDeliver_rebinding(t *testing.T) {
	b := newBench(t, named(t, receive(t, func(http.ResponseWriter, *http.Request) { t.Error("a request came") }), "rebind.example.org"))
	b.Guard.allow.Networks = nil
	asked := answers(b.Guard, "196.201.214.200", "127.0.0.1", "196.201.214.200 10.0.0.1", "::ffff:127.0.0.1")
	if err := b.Guard.Allow(t.Context(), b.store.endpoint.URL); err != nil {
		t.Fatalf("set: %v", err)
	}
	for i, want := range []string{"127.0.0.1, a loopback address", "10.0.0.1, a private address", "127.0.0.1, a loopback address"} {
		b.clock.now = b.store.delivery.NextAt
		b.deliver(t)
		got := b.store.finished[i]
		if got.State != engine.DeliveryPending || got.Answer != "not sent: the callback url leads to "+want+"; a public address is wanted (the exchange's operator can allow others)" {
			t.Errorf("attempt %d: noted %+v, want a refusal of %s", i+1, got, want)
		}
		if *asked != i+2 {
			t.Errorf("after attempt %d the DNS was asked %d times, want once for the setting and once for each attempt", i+1, *asked)
		}
	}
}

// TestDeliver_dialsWhatWasJudged: what the DNS would say to the dialer's own question does not matter.
func TestDeliver_dialsWhatWasJudged(t *testing.T) {
	for name, test := range map[string]struct{ first, then string }{
		"one address":                   {"127.0.0.1", "10.0.0.1"},
		"IPv4 as IPv6":                  {"::ffff:127.0.0.1", "10.0.0.1"},
		"the first address is deaf":     {"::1 127.0.0.1", "10.0.0.1"},
		"the host is an address itself": {"", ""},
	} {
		t.Run(name, func(t *testing.T) {
			var host string
			address := receive(t, func(_ http.ResponseWriter, r *http.Request) { host = r.Host })
			if test.first != "" {
				address = named(t, address, "hmis.example.org")
			}
			b := newBench(t, address)
			b.Guard.allow.Networks = append(b.Guard.allow.Networks, netip.MustParsePrefix("::1/128"))
			asked := answers(b.Guard, test.first, test.then)
			b.deliver(t)
			if got := b.store.finished[0]; got.State != engine.DeliveryDone || !strings.HasSuffix(address, host) {
				t.Errorf("noted %+v with the host %s, want it delivered to the first address that connects, by its name", got, host)
			}
			if want := min(len(test.first), 1); *asked != want {
				t.Errorf("the DNS was asked %d times, want %d", *asked, want)
			}
		})
	}
}

// TestDeliver_namedByTLS: the address is dialled, and the certificate has to be that of the name.
func TestDeliver_namedByTLS(t *testing.T) {
	for name, test := range map[string]struct {
		host, answer string
		status       int
	}{
		"its name":       {"example.com", "", 200},
		"another's name": {"hmis.example.org", "certificate is valid for example.com", 0},
	} {
		t.Run(name, func(t *testing.T) {
			var asked string
			server := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
			server.Config.ErrorLog = log.New(io.Discard, "", 0)
			server.TLS = &tls.Config{GetConfigForClient: func(hello *tls.ClientHelloInfo) (*tls.Config, error) {
				asked = hello.ServerName
				return nil, nil
			}}
			server.StartTLS()
			t.Cleanup(server.Close)
			b := newBench(t, named(t, server.URL, test.host))
			answers(b.Guard, "127.0.0.1")
			roots := x509.NewCertPool()
			roots.AddCert(server.Certificate())
			b.client.Transport.(*http.Transport).TLSClientConfig.RootCAs = roots
			b.deliver(t)
			got := b.store.finished[0]
			if got.Status != test.status || !strings.Contains(got.Answer, test.answer) || asked != test.host {
				t.Errorf("noted %+v, server name %q; want status %d, %q and the name %s", got, asked, test.status, test.answer, test.host)
			}
		})
	}
}

// TestDeliver_followsNoRedirect: wherever a receiver points, nothing but the endpoint is asked.
func TestDeliver_followsNoRedirect(t *testing.T) {
	for _, status := range []int{301, 302, 303, 307, 308} {
		for _, location := range []string{"http://169.254.169.254/latest/meta-data/", "https://hmis.example.org/", "/elsewhere"} {
			b := newBench(t, receive(t, answering(status, "Location", location)))
			var asked []string
			transport := b.client.Transport
			b.client.Transport = roundTrip(func(r *http.Request) (*http.Response, error) {
				asked = append(asked, r.URL.String())
				return transport.RoundTrip(r)
			})
			b.deliver(t)
			got := b.store.finished[0]
			if got.State != engine.DeliveryPending || got.Status != status {
				t.Errorf("%d to %s: noted %+v", status, location, got)
			}
			if diff := cmp.Diff([]string{b.store.endpoint.URL}, asked); diff != "" {
				t.Errorf("%d to %s: asked (-want +got):\n%s", status, location, diff)
			}
			transport.(*http.Transport).CloseIdleConnections()
		}
	}
}

func TestShare(t *testing.T) {
	if got := share(t.Context(), 3); got != 0 {
		t.Errorf("without a deadline %s, want no bound", got)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
	defer cancel()
	if got := share(ctx, 3); got > 20*time.Minute || got < 19*time.Minute {
		t.Errorf("a third of an hour is %s", got)
	}
	if got := share(ctx, 1); got != 0 {
		t.Errorf("of the last address %s, want no bound of its own", got)
	}
	late, cancel := context.WithTimeout(t.Context(), -time.Second)
	defer cancel()
	if got := share(late, 2); got <= 0 {
		t.Errorf("after the deadline %s, want a bound", got)
	}
}
