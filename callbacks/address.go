package callbacks

import "net/netip"

// special are the networks to which no callback goes unless the operator allows it. After the IANA
// special-purpose address registries; the first that holds an address names it.
var special = []struct {
	network netip.Prefix
	name    string
}{
	{netip.MustParsePrefix("169.254.169.254/32"), "a cloud metadata service"},
	{netip.MustParsePrefix("168.63.129.16/32"), "a cloud metadata service"}, // public by its number alone
	{netip.MustParsePrefix("100.100.100.200/32"), "a cloud metadata service"},
	{netip.MustParsePrefix("192.0.0.192/32"), "a cloud metadata service"},
	{netip.MustParsePrefix("fd00:ec2::254/128"), "a cloud metadata service"},

	{netip.MustParsePrefix("0.0.0.0/8"), "an unspecified address"},
	{netip.MustParsePrefix("10.0.0.0/8"), "a private address"},
	{netip.MustParsePrefix("100.64.0.0/10"), "an address inside of a provider's network (carrier-grade NAT)"},
	{netip.MustParsePrefix("127.0.0.0/8"), "a loopback address"},
	{netip.MustParsePrefix("169.254.0.0/16"), "a link-local address"},
	{netip.MustParsePrefix("172.16.0.0/12"), "a private address"},
	{netip.MustParsePrefix("192.0.0.0/24"), "an address for protocols"},
	{netip.MustParsePrefix("192.0.2.0/24"), "an address for documentation"},
	{netip.MustParsePrefix("192.31.196.0/24"), "an address for protocols"},
	{netip.MustParsePrefix("192.52.193.0/24"), "an address for protocols"},
	{netip.MustParsePrefix("192.88.99.0/24"), "an address for tunnels"},
	{netip.MustParsePrefix("192.168.0.0/16"), "a private address"},
	{netip.MustParsePrefix("192.175.48.0/24"), "an address for protocols"},
	{netip.MustParsePrefix("198.18.0.0/15"), "an address for measurements"},
	{netip.MustParsePrefix("198.51.100.0/24"), "an address for documentation"},
	{netip.MustParsePrefix("203.0.113.0/24"), "an address for documentation"},
	{netip.MustParsePrefix("224.0.0.0/4"), "a multicast address"},
	{netip.MustParsePrefix("240.0.0.0/4"), "a reserved or broadcast address"},

	{netip.MustParsePrefix("::/128"), "an unspecified address"},
	{netip.MustParsePrefix("::1/128"), "a loopback address"},
	{netip.MustParsePrefix("fc00::/7"), "a private address"},
	{netip.MustParsePrefix("fe80::/10"), "a link-local address"},
	{netip.MustParsePrefix("ff00::/8"), "a multicast address"},
	{netip.MustParsePrefix("2001::/23"), "an address for protocols or tunnels"},
	{netip.MustParsePrefix("2001:db8::/32"), "an address for documentation"},
	{netip.MustParsePrefix("2002::/16"), "an address for tunnels"},
	{netip.MustParsePrefix("2620:4f:8000::/48"), "an address for protocols"},
	{netip.MustParsePrefix("3fff::/20"), "an address for documentation"},
}

// globalUnicast is the only part of IPv6 that is given out to hosts on the Internet. Everything
// beside it is refused, translated IPv4 (64:ff9b::/96) included, behind which anything may stand.
var globalUnicast = netip.MustParsePrefix("2000::/3")

// specialName says what kind of special address it is, empty for a public one. The address must be
// unmapped and without a zone.
func specialName(address netip.Addr) string {
	for _, s := range special {
		if s.network.Contains(address) {
			return s.name
		}
	}
	if address.Is6() && !globalUnicast.Contains(address) {
		return "not a public address"
	}
	return ""
}
