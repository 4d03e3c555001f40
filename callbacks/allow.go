package callbacks

import (
	"errors"
	"fmt"
	"net/netip"
	"strings"
)

// Allow is what the operator lets callbacks do beyond HTTPS to public addresses. The zero Allow
// lets them do nothing more.
type Allow struct {
	// HTTP: plain HTTP is allowed.
	HTTP bool
	// Networks are allowed whatever they are: loopback, private …
	Networks []netip.Prefix
}

// ParseAllow reads the values of --callback-allow: networks in CIDR form ("10.20.0.0/16"), the
// word "http", or "none" alone. No values are the zero Allow.
func ParseAllow(texts []string) (Allow, error) {
	var allow Allow
	for _, text := range texts {
		switch text = strings.TrimSpace(text); text {
		case "none":
			if len(texts) > 1 {
				return Allow{}, errors.New("callback-allow: none stands beside other values; it is wanted alone")
			}
		case "http":
			allow.HTTP = true
		default:
			network, err := parseNetwork(text)
			if err != nil {
				return Allow{}, err
			}
			allow.Networks = append(allow.Networks, network)
		}
	}
	return allow, nil
}

func parseNetwork(text string) (netip.Prefix, error) {
	network, err := netip.ParsePrefix(text)
	switch {
	case err != nil:
		return network, fmt.Errorf("callback-allow: %q is no network; wanted are a CIDR such as 10.20.0.0/16 or 10.20.1.5/32, http, or none", text)
	case network.Addr().Is4In6():
		return network, fmt.Errorf("callback-allow: %q is an IPv4 network in IPv6 form; write it as IPv4, such as 10.20.0.0/16", text)
	case network != network.Masked():
		return network, fmt.Errorf("callback-allow: %q has bits behind its prefix length; did you mean %s or %s/%d?",
			text, network.Masked(), network.Addr(), network.Addr().BitLen())
	}
	return network, nil
}

// includes reports whether one of the networks holds the address, which must be unmapped.
func (a Allow) includes(address netip.Addr) bool {
	for _, network := range a.Networks {
		if network.Contains(address) {
			return true
		}
	}
	return false
}
