package callbacks

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"net/url"
	"strings"
	"syscall"

	"github.com/bima-exchange/bima/engine"
)

// maxURL is how many bytes the URL of an endpoint may have.
const maxURL = 2048

// Guard keeps callbacks from reaching what a facility has no business to reach through us: HTTPS to
// public addresses is allowed, and what its Allow says. It judges a URL when an endpoint is set,
// and again the very address of each connection (api.md "Callbacks").
type Guard struct {
	allow  Allow
	lookup func(ctx context.Context, network, host string) ([]netip.Addr, error)
}

var _ engine.Guard = (*Guard)(nil)

// NewGuard returns a Guard.
func NewGuard(allow Allow) *Guard {
	return &Guard{allow: allow, lookup: net.DefaultResolver.LookupNetIP}
}

// Allow returns an Error of kind Invalid that says what is wrong with the URL, or of kind Busy where
// its host could not be looked up just now. All addresses of the host have to be allowed.
func (g *Guard) Allow(ctx context.Context, url string) error {
	host, err := g.checkURL(url)
	if err != nil {
		return err
	}
	if address, err := netip.ParseAddr(host); err == nil {
		return g.checkAddress(address)
	}
	addresses, err := g.lookup(ctx, "ip", host)
	if dnsErr, ok := errors.AsType[*net.DNSError](err); ok && dnsErr.IsNotFound || err == nil && len(addresses) == 0 {
		return engine.Errorf(engine.Invalid, "the host %s of the callback url is not in the DNS; check its spelling", host)
	}
	if err != nil {
		return &engine.Error{Kind: engine.Busy, Text: "the host " + host + " of the callback url could not be looked up just now; try again later", Err: err}
	}
	for _, address := range addresses {
		if err := g.checkAddress(address); err != nil {
			return err
		}
	}
	return nil
}

// checkURL judges what can be judged without the DNS and returns the host. Texts never show more of
// the URL than scheme and host: the rest may hold a credential.
func (g *Guard) checkURL(text string) (host string, err error) {
	if len(text) > maxURL {
		return "", engine.Errorf(engine.Invalid, "the callback url has %d bytes; at most %d are taken", len(text), maxURL)
	}
	target, err := url.Parse(text)
	if err != nil {
		return "", engine.Errorf(engine.Invalid, "the callback url cannot be read as a url; wanted is one such as https://hmis.example.org/callbacks")
	}
	switch {
	case target.Scheme != "https" && target.Scheme != "http":
		return "", engine.Errorf(engine.Invalid, "the callback url has the scheme %q; https is wanted", target.Scheme)
	case target.Scheme == "http" && !g.allow.HTTP:
		return "", engine.Errorf(engine.Invalid, "the callback url is plain http; https is wanted, because claims are personal data")
	case target.User != nil:
		return "", engine.Errorf(engine.Invalid, "the callback url holds a user name or password; give them as username and password beside the url")
	case target.Hostname() == "":
		return "", engine.Errorf(engine.Invalid, "the callback url names no host; wanted is one such as https://hmis.example.org/callbacks")
	case target.Fragment != "" || strings.HasSuffix(text, "#"):
		return "", engine.Errorf(engine.Invalid, "the callback url has a part after #, which is never sent; remove it")
	}
	return target.Hostname(), nil
}

// checkAddress judges one address. IPv4 written as IPv6 is judged as IPv4.
func (g *Guard) checkAddress(address netip.Addr) error {
	address = address.Unmap().WithZone("")
	name := specialName(address)
	if name == "" || g.allow.includes(address) {
		return nil
	}
	return engine.Errorf(engine.Invalid, "the callback url leads to %s, %s; a public address is wanted (the exchange's operator can allow others)", address, name)
}

// control is asked by the dialer with the address to which it is about to connect, after the DNS,
// so that nothing lies between the check and the connection.
func (g *Guard) control(_, address string, _ syscall.RawConn) error {
	target, err := netip.ParseAddrPort(address)
	if err != nil {
		return engine.Errorf(engine.Invalid, "the callback url leads to %q, which is no internet address", address)
	}
	return g.checkAddress(target.Addr())
}
