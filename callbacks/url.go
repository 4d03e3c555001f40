package callbacks

import (
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"github.com/bima-exchange/bima/engine"
)

// maxURL is how many bytes the URL of an endpoint may have.
const maxURL = 2048

// checkURL judges what can be judged without the DNS and returns the host. Programs read odd URLs
// differently, so that one form of each is taken and the others are refused by their name. Texts never
// show more of the URL than scheme, host and port: the rest may hold a credential.
func (g *Guard) checkURL(text string) (host string, err error) {
	if len(text) > maxURL {
		return "", engine.Errorf(engine.Invalid, "the callback url has %d bytes; at most %d are taken", len(text), maxURL)
	}
	authority := authorityOf(text)
	if err := checkAuthority(authority); err != nil {
		return "", err
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
	case target.Fragment != "" || strings.HasSuffix(text, "#"):
		return "", engine.Errorf(engine.Invalid, "the callback url has a part after #, which is never sent; remove it")
	case target.Hostname() == "" || target.Host != authority:
		return "", engine.Errorf(engine.Invalid, "the callback url names no host; wanted is one such as https://hmis.example.org/callbacks")
	}
	if err := checkHost(target.Hostname()); err != nil {
		return "", err
	}
	return target.Hostname(), g.checkPortText(target.Port())
}

// authorityOf is what stands between the two slashes and the path, as it is written; empty where there
// is no such thing.
func authorityOf(text string) string {
	_, rest, found := strings.Cut(text, "://")
	if !found {
		return ""
	}
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		rest = rest[:end]
	}
	return rest
}

// checkAuthority refuses forms of host and port that url.Parse reads as something else, or does not
// read without saying why.
func checkAuthority(authority string) error {
	host, port, hasPort := authority, "", false
	if colon := strings.LastIndexByte(authority, ':'); colon > strings.LastIndexByte(authority, ']') {
		host, port, hasPort = authority[:colon], authority[colon+1:], true
	}
	switch {
	case strings.Contains(authority, `\`):
		return engine.Errorf(engine.Invalid, `the callback url has a \ in front of its path, where programs disagree about which host it names; remove it`)
	case strings.Contains(authority, "@"):
		return engine.Errorf(engine.Invalid, "the callback url holds a user name or password (what stands in front of @ is no host); give them as username and password beside the url")
	case hasPort && host != "" && !isNumber(port):
		return engine.Errorf(engine.Invalid, "the callback url has the port %q; wanted is a number such as 8443, or no colon for 443", port)
	case strings.HasPrefix(host, "["):
		return checkBrackets(host)
	case strings.Contains(host, "%"):
		return engine.Errorf(engine.Invalid, "the callback url writes its host with %% codes; write its letters and digits themselves")
	case strings.Contains(host, ":"):
		return engine.Errorf(engine.Invalid, "the callback url has more than one colon in its host and port; an IPv6 address stands in brackets, such as https://[2001:db8::1]:8443/")
	}
	return nil
}

// checkBrackets wants an IPv6 address in brackets. A zone is a network of this machine, which is nobody
// else's to name.
func checkBrackets(host string) error {
	address, err := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(host, "["), "]"))
	switch {
	case strings.Contains(host, "%"):
		return engine.Errorf(engine.Invalid, "the callback url names a zone (%%) of an IPv6 address; write the address without it")
	case err != nil || !address.Is6():
		return engine.Errorf(engine.Invalid, "the callback url has %s for its host, and an IPv6 address is what stands in brackets", host)
	}
	return nil
}

// checkPortText judges a port as it is written in the URL; empty: that of the scheme.
func (g *Guard) checkPortText(text string) error {
	if text == "" {
		return nil
	}
	port, err := strconv.ParseUint(text, 10, 16)
	if err != nil || text[0] == '0' {
		return engine.Errorf(engine.Invalid, "the callback url has the port %s, which is none; 443 or one from 1024 to 65535 is wanted", text)
	}
	return g.checkPort(uint16(port))
}

// checkPort allows the port of HTTPS and those that any user of a machine may open. The others belong to
// services of another kind (mail, SSH, DNS), which a POST must not reach even at a public address.
func (g *Guard) checkPort(port uint16) error {
	if port == 443 || port >= 1024 || port == 80 && g.allow.HTTP {
		return nil
	}
	return engine.Errorf(engine.Invalid, "the callback url has the port %d, which is not one for callbacks; 443 or one from 1024 to 65535 is wanted", port)
}
