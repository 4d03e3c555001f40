package callbacks

import (
	"context"
	"net"
	"net/netip"
	"strconv"
	"time"

	"github.com/bima-exchange/bima/engine"
)

// dial connects to a host and port. The host is looked up once, all that was found is judged, and those
// very addresses are dialled, the first that connects: a name that leads elsewhere when it is asked again
// (DNS rebinding) is not asked again. Control is asked nevertheless, as the last before the connection.
// The error is an engine.Error where the guard refuses, a net.DNSError where the look-up failed, and else
// that of the first address.
func (g *Guard) dial(ctx context.Context, network, target string) (net.Conn, error) {
	host, portText, err := net.SplitHostPort(target)
	if err != nil {
		return nil, err
	}
	port, err := strconv.ParseUint(portText, 10, 16)
	if err != nil {
		return nil, engine.Errorf(engine.Invalid, "the callback url has the port %q, which is none", portText)
	}
	addresses, err := g.resolve(ctx, host)
	if err != nil {
		return nil, err
	}
	var first error
	for i, address := range addresses {
		dialer := &net.Dialer{Control: g.control, Timeout: share(ctx, len(addresses)-i)}
		conn, err := dialer.DialContext(ctx, network, netip.AddrPortFrom(address, uint16(port)).String())
		if err == nil {
			return conn, nil
		}
		if first == nil {
			first = err
		}
	}
	return nil, first
}

// share is how long one of several addresses may take to connect, so that a dead one leaves time for the
// others; 0 (no bound but ctx) for the last one.
func share(ctx context.Context, addresses int) time.Duration {
	until, bounded := ctx.Deadline()
	if !bounded || addresses == 1 {
		return 0
	}
	return max(time.Until(until)/time.Duration(addresses), time.Nanosecond)
}
