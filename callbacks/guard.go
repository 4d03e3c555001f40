package callbacks

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"syscall"

	"github.com/bima-exchange/bima/engine"
)

// Guard keeps callbacks from reaching what a facility has no business to reach through us: HTTPS to
// public addresses is allowed, and what its Allow says. It judges a URL when an endpoint is set and
// before each attempt, and every address of its host when it is set and at each connection (api.md
// "Callbacks").
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
	_, err = g.resolve(ctx, host)
	if err == nil || engine.KindOf(err) == engine.Invalid {
		return err
	}
	if lookup, ok := errors.AsType[*net.DNSError](err); ok && lookup.IsNotFound {
		return engine.Errorf(engine.Invalid, "the host %s of the callback url is not in the DNS; check its spelling", host)
	}
	return &engine.Error{Kind: engine.Busy, Text: "the host " + host + " of the callback url could not be looked up just now; try again later", Err: err}
}

// resolve looks a host up, once, and judges what it found. One address that is not allowed refuses
// all: a name of a facility has no reason to lead inside as well, and with such a name it would be luck
// which address is dialled. So a name is judged alike when it is set and when it is dialled.
func (g *Guard) resolve(ctx context.Context, host string) ([]netip.Addr, error) {
	if address, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{address.Unmap()}, g.checkAddress(address)
	}
	addresses, err := g.lookup(ctx, "ip", host)
	if err == nil && len(addresses) == 0 {
		err = &net.DNSError{Err: "it has no address", Name: host, IsNotFound: true}
	}
	if err != nil {
		return nil, err
	}
	for i, address := range addresses {
		if err := g.checkAddress(address); err != nil {
			return nil, err
		}
		addresses[i] = address.Unmap()
	}
	return addresses, nil
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

// control is asked by the dialer with the address to which it is about to connect, so that nothing
// lies between the check and the connection, whoever looked the address up.
func (g *Guard) control(_, address string, _ syscall.RawConn) error {
	target, err := netip.ParseAddrPort(address)
	if err != nil {
		return engine.Errorf(engine.Invalid, "the callback url leads to %q, which is no internet address", address)
	}
	if err := g.checkPort(target.Port()); err != nil {
		return err
	}
	return g.checkAddress(target.Addr())
}
