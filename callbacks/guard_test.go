package callbacks

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"testing"

	"github.com/bima-exchange/bima/engine"
)

// newGuard returns a Guard whose DNS knows only the given names.
func newGuard(t testing.TB, dns map[string][]string, allow ...string) *Guard {
	t.Helper()
	allowed, err := ParseAllow(allow)
	if err != nil {
		t.Fatal(err)
	}
	guard := NewGuard(allowed)
	guard.lookup = func(_ context.Context, _, host string) (addresses []netip.Addr, err error) {
		if host == "away.example.org" {
			return nil, &net.DNSError{Err: "timeout", Name: host, IsTimeout: true, IsTemporary: true}
		}
		texts, ok := dns[host]
		if !ok {
			return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
		}
		for _, text := range texts {
			addresses = append(addresses, netip.MustParseAddr(text))
		}
		return addresses, nil
	}
	return guard
}

// refused are addresses to which no callback goes, with what the refusal calls them.
var refused = map[string]string{
	"0.0.0.0": "unspecified", "0.1.2.3": "unspecified", "::": "unspecified",
	"127.0.0.1": "loopback", "127.255.255.254": "loopback", "::1": "loopback",
	"10.0.0.1": "private", "172.16.0.1": "private", "172.31.255.255": "private", "192.168.1.1": "private",
	"fc00::1": "private", "fdff::1": "private",
	"169.254.1.1": "link-local", "fe80::1": "link-local", "febf::1": "link-local",
	"100.64.0.1": "carrier-grade NAT", "100.127.255.255": "carrier-grade NAT",
	"169.254.169.254": "metadata", "fd00:ec2::254": "metadata", "100.100.100.200": "metadata",
	"192.0.0.192": "metadata", "168.63.129.16": "metadata",
	"224.0.0.1": "multicast", "239.255.255.255": "multicast", "ff02::1": "multicast",
	"240.0.0.1": "reserved", "255.255.255.255": "broadcast",
	"192.0.2.1": "documentation", "198.51.100.1": "documentation", "203.0.113.1": "documentation",
	"2001:db8::1": "documentation", "3fff::1": "documentation", "198.18.0.1": "measurements",
	"192.88.99.1": "tunnels", "2002:7f00:1::1": "tunnels", "2001::1": "tunnels",
	"::ffff:127.0.0.1": "loopback", "::ffff:169.254.169.254": "metadata", "::ffff:7f00:1": "loopback",
	"::127.0.0.1": "not a public address", "64:ff9b::7f00:1": "not a public address",
	"64:ff9b:1::1": "not a public address", "fec0::1": "not a public address", "4000::1": "not a public address",
}

// public are addresses on both sides of what is refused.
var public = []string{
	"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0",
	"172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0", "223.255.255.255", "::ffff:1.1.1.1",
	"2606:4700::1111", "2c0f:fe08::1", "2001:4860:4860::8888", "2003::1",
}

func TestGuard_addresses(t *testing.T) {
	guard := newGuard(t, nil)
	connect := func(address string) error {
		return guard.control("tcp", net.JoinHostPort(address, "443"), nil)
	}
	for address, want := range refused {
		for way, err := range map[string]error{
			"url":  guard.Allow(t.Context(), "https://"+net.JoinHostPort(address, "443")+"/callbacks"),
			"dial": connect(address),
		} {
			if err == nil || !strings.Contains(err.Error(), want) || engine.KindOf(err) != engine.Invalid {
				t.Errorf("%s %s: error %v, want Invalid with %q", way, address, err, want)
			}
		}
	}
	for _, address := range public {
		if err := connect(address); err != nil {
			t.Errorf("dial %s: %v", address, err)
		}
	}
	for _, address := range []string{"fe80::1%eth0", "::1%lo", "2001:db8::1%eth0"} {
		if connect(address) == nil {
			t.Errorf("dial %s: allowed, and a zone must change nothing", address)
		}
	}
	if err := guard.control("tcp", "1.1.1.1:22", nil); err == nil || !strings.Contains(err.Error(), "the port 22") {
		t.Errorf("dial port 22: %v", err)
	}
	if guard.control("unix", "/run/docker.sock", nil) == nil {
		t.Error("a socket of this machine is allowed")
	}
}

func TestGuard_Allow(t *testing.T) {
	dns := map[string][]string{
		"hmis.example.org":  {"196.201.214.200", "2c0f:fe08::1"},
		"inner.example.org": {"10.20.1.5"},
		"mixed.example.org": {"196.201.214.200", "127.0.0.1"},
		"localhost":         {"127.0.0.1", "::1"},
		"empty.example.org": {},
	}
	for name, test := range map[string]struct {
		url   string
		allow []string
		// want is empty where the URL is allowed.
		want string
		kind engine.Kind
	}{
		"https":                  {url: "https://hmis.example.org/callbacks"},
		"with a port and query":  {url: "https://hmis.example.org:8443/callbacks?facility=1"},
		"capitals":               {url: "HTTPS://hmis.example.org"},
		"private, allowed":       {url: "https://inner.example.org", allow: []string{"10.20.0.0/16"}},
		"loopback http, allowed": {url: "http://localhost:9000", allow: []string{"http", "127.0.0.0/8", "::1/128"}},
		"loopback, one not":      {url: "http://localhost:9000", allow: []string{"http", "127.0.0.0/8"}, want: "::1, a loopback address", kind: engine.Invalid},
		"http":                   {url: "http://hmis.example.org", want: "https is wanted", kind: engine.Invalid},
		"http, network allowed":  {url: "http://127.0.0.1", allow: []string{"127.0.0.0/8"}, want: "https is wanted", kind: engine.Invalid},
		"loopback, http allowed": {url: "http://127.0.0.1", allow: []string{"http"}, want: "a loopback address", kind: engine.Invalid},
		"mapped, IPv4 allowed":   {url: "https://[::ffff:10.20.1.5]", allow: []string{"10.20.0.0/16"}},
		"another scheme":         {url: "file:///etc/passwd", want: `has the scheme "file"`, kind: engine.Invalid},
		"no scheme":              {url: "hmis.example.org/callbacks", want: `has the scheme ""`, kind: engine.Invalid},
		"no host":                {url: "https:///callbacks", want: "names no host", kind: engine.Invalid},
		"port alone":             {url: "https://:443/", want: "names no host", kind: engine.Invalid},
		"opaque":                 {url: "https:hmis.example.org", want: "names no host", kind: engine.Invalid},
		"user info":              {url: "https://user:hunter2@hmis.example.org", want: "holds a user name or password", kind: engine.Invalid},
		"empty user info":        {url: "https://@hmis.example.org", want: "holds a user name or password", kind: engine.Invalid},
		"fragment":               {url: "https://hmis.example.org/#a", want: "after #", kind: engine.Invalid},
		"line end":               {url: "https://hmis.example.org/\r\nX: y", want: "cannot be read", kind: engine.Invalid},
		"too long":               {url: "https://hmis.example.org/" + strings.Repeat("a", 2024), want: "has 2049 bytes; at most 2048", kind: engine.Invalid},
		"long enough":            {url: "https://hmis.example.org/" + strings.Repeat("a", 2023)},
		"one address refused":    {url: "https://mixed.example.org", want: "127.0.0.1, a loopback address", kind: engine.Invalid},
		"unknown host":           {url: "https://hmsi.example.org", want: "hmsi.example.org of the callback url is not in the DNS", kind: engine.Invalid},
		"host without addresses": {url: "https://empty.example.org", want: "not in the DNS", kind: engine.Invalid},
		"DNS away":               {url: "https://away.example.org", want: "try again later", kind: engine.Busy},
	} {
		t.Run(name, func(t *testing.T) {
			err := newGuard(t, dns, test.allow...).Allow(t.Context(), test.url)
			if test.want == "" {
				if err != nil {
					t.Errorf("Allow(%q): %v", test.url, err)
				}
				return
			}
			refusal, ok := errors.AsType[*engine.Error](err)
			if !ok || !strings.Contains(refusal.Text, test.want) || refusal.Kind != test.kind {
				t.Errorf("Allow(%q): %v, want kind %d with %q", test.url, err, test.kind, test.want)
			}
			if err != nil && strings.Contains(err.Error(), "hunter2") {
				t.Errorf("the error shows the password: %v", err)
			}
		})
	}
}

func FuzzGuard_Allow(f *testing.F) {
	guard := newGuard(f, map[string][]string{"hmis.example.org": {"196.201.214.200"}})
	for _, url := range []string{"https://hmis.example.org/a?b", "http://a", "https://[::1%25lo]/", "https://0x7f.1", "//", "https://a\\@b:8443", "https://hmis.example.org:22"} {
		f.Add(url)
	}
	f.Fuzz(func(t *testing.T, url string) {
		if guard.Allow(t.Context(), url) != nil {
			return
		}
		host, err := guard.checkURL(url)
		if err != nil || !strings.HasPrefix(strings.ToLower(url), "https://") {
			t.Fatalf("%q was allowed, host %q, %v", url, host, err)
		}
		if request, err := http.NewRequest(http.MethodPost, url, nil); err != nil || request.URL.Hostname() != host {
			t.Fatalf("%q is judged as the host %q and would be sent to another: %v", url, host, err)
		}
		if address, err := netip.ParseAddr(host); err == nil && specialName(address.Unmap().WithZone("")) != "" {
			t.Errorf("%q leads to %s and was allowed", url, address)
		}
	})
}
