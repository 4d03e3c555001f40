package callbacks

import (
	"strings"
	"testing"

	"github.com/bima-exchange/bima/engine"
)

// refusals are the ways in which somebody may try to have a callback sent where it must not go, with the
// words of the refusal.
var refusals = []struct{ way, url, want string }{
	{"plain HTTP", "http://hmis.example.org/", "is plain http"},
	{"a file", "file:///etc/passwd", `scheme "file"`},
	{"gopher", "gopher://hmis.example.org:8070/_x", `scheme "gopher"`},
	{"a scheme left out", "//hmis.example.org/", `scheme ""`},

	{"the port of SSH", "https://hmis.example.org:22/", "the port 22, which is not one for callbacks; 443 or one from 1024 to 65535"},
	{"the port of mail", "https://hmis.example.org:25/", "the port 25"},
	{"the port of the DNS", "https://hmis.example.org:53/", "the port 53"},
	{"the port of plain HTTP", "https://hmis.example.org:80/", "the port 80"},
	{"the last port below 1024", "https://hmis.example.org:1023/", "the port 1023"},
	{"port 0", "https://hmis.example.org:0/", "the port 0, which is none"},
	{"a port with a zero in front", "https://hmis.example.org:0443/", "the port 0443, which is none"},
	{"a port above all", "https://hmis.example.org:65536/", "the port 65536, which is none"},
	{"a port that wraps around to 443", "https://hmis.example.org:65979/", "the port 65979, which is none"},
	{"a port by its name", "https://hmis.example.org:https/", `the port "https"; wanted is a number`},
	{"a negative port", "https://hmis.example.org:-443/", `the port "-443"; wanted is a number`},
	{"a colon without a port", "https://hmis.example.org:/", `the port ""; wanted is a number`},
	{"a word for the port of IPv6", "https://[2606:4700::1111]:x/", `the port "x"; wanted is a number`},

	{"loopback", "https://127.0.0.1/", "127.0.0.1, a loopback address"},
	{"private", "https://10.1.2.3/", "a private address"},
	{"link-local", "https://169.254.7.7/", "a link-local address"},
	{"multicast", "https://224.0.0.251/", "a multicast address"},
	{"broadcast", "https://255.255.255.255/", "broadcast address"},
	{"carrier-grade NAT", "https://100.64.1.1/", "carrier-grade NAT"},
	{"metadata", "https://169.254.169.254/latest/meta-data/", "a cloud metadata service"},
	{"unspecified", "https://0.0.0.0/", "an unspecified address"},
	{"loopback of IPv6", "https://[::1]/", "::1, a loopback address"},
	{"private of IPv6", "https://[fd12::1]/", "a private address"},
	{"link-local of IPv6", "https://[fe80::1]/", "a link-local address"},
	{"multicast of IPv6", "https://[ff02::1]/", "a multicast address"},
	{"metadata of IPv6", "https://[fd00:ec2::254]/", "a cloud metadata service"},
	{"IPv4 mapped into IPv6", "https://[::ffff:127.0.0.1]/", "127.0.0.1, a loopback address"},
	{"the same in hexadecimal", "https://[::ffff:7f00:1]/", "127.0.0.1, a loopback address"},
	{"the same at length", "https://[0:0:0:0:0:ffff:a9fe:a9fe]/", "a cloud metadata service"},
	{"IPv4 translated into IPv6", "https://[64:ff9b::169.254.169.254]/", "not a public address"},

	{"decimal", "https://2130706433/", "2130706433 of the callback url is an address as one decimal number; write an IPv4 address as four"},
	{"octal", "https://0177.0.0.1/", "0177.0.0.1 of the callback url is a number in octal form"},
	{"octal, one number", "https://017700000001/", "octal form"},
	{"zeros in front", "https://127.000.000.001/", "zeros in front"},
	{"hexadecimal", "https://0x7f.1/", "0x7f.1 of the callback url is a number in hexadecimal form"},
	{"hexadecimal, one number", "https://0X7F000001/", "hexadecimal form"},
	{"hexadecimal at the end", "https://127.0.0.0x1/", "hexadecimal form"},
	{"hexadecimal without a digit", "https://127.0.0.0x/", "hexadecimal form"},
	{"short", "https://127.1/", "127.1 of the callback url is an address in a short form"},
	{"short by one", "https://127.0.1/", "a short form"},
	{"a number above 255", "https://127.0.0.257/", "no address that there is"},
	{"five numbers", "https://127.0.0.1.1/", "no address that there is"},
	{"a name that ends in a number", "https://hmis.example.1/", "no name, since it ends in a number"},
	{"a dot behind an address", "https://127.0.0.1./", "127.0.0.1. of the callback url ends with a dot"},
	{"a dot behind a name", "https://localhost./", "localhost. of the callback url ends with a dot"},
	{"a dot behind a short form", "https://127.1./", "ends with a dot"},
	{"full-width digits", "https://１２７.0.0.1/", "character '１'; write it in ASCII"},
	{"circled digits", "https://①②⑦.0.0.1/", "character '①'"},
	{"a full-width dot", "https://127。0。0。1/", "character '。'"},
	{"a soft hyphen", "https://local\u00adhost/", "write it in ASCII"},
	{"percent codes", "https://127%2e0.0.1/", "writes its host with % codes"},
	{"percent codes of full-width digits", "https://%EF%BC%91.0.0.1/", "writes its host with % codes"},
	{"characters that no name has", "https://127.0.0.1,hmis.example.org/", "character ','"},

	{"a user in front of the host", "https://hmis.example.org@127.0.0.1/", "user name or password (what stands in front of @ is no host)"},
	{"a user and a password", "https://hmis.example.org:hunter2@127.0.0.1:8443/", "user name or password"},
	{"two users", "https://a@127.0.0.1@hmis.example.org/", "user name or password"},
	{"a backslash", `https://127.0.0.1\@hmis.example.org/`, `has a \ in front of its path`},
	{"a backslash for a slash", `https://127.0.0.1\.hmis.example.org/`, `has a \ in front of its path`},
	{"backslashes for all slashes", `https:\\127.0.0.1\`, "names no host"},
	{"no slashes", "https:127.0.0.1", "names no host"},
	{"three slashes", "https:///127.0.0.1/", "names no host"},
	{"a zone", "https://[fe80::1%25eth0]/", "names a zone"},
	{"a zone of a public address", "https://[2606:4700::1111%25lo]/", "names a zone"},
	{"IPv4 in brackets", "https://[127.0.0.1]/", "an IPv6 address is what stands in brackets"},
	{"a name in brackets", "https://[localhost]/", "an IPv6 address is what stands in brackets"},
	{"something behind brackets", "https://[2606:4700::1111].hmis.example.org/", "an IPv6 address is what stands in brackets"},
	{"IPv6 without brackets", "https://::1/", "more than one colon"},
	{"two ports", "https://hmis.example.org:443:22/", "more than one colon"},

	{"a name that leads inside", "https://inner.example.org/", "10.20.1.5, a private address"},
	{"a name that leads to metadata", "https://metadata.example.org/", "a cloud metadata service"},
	{"a name whose second address is private", "https://mixed.example.org/", "192.168.7.7, a private address"},
	{"a name of this machine", "https://localhost/", "127.0.0.1, a loopback address"},
}

// TestRefusals: each is refused when it is set, and, where it is in the store already (the guard was told
// otherwise then, or the name led elsewhere), at the attempt.
func TestRefusals(t *testing.T) {
	dns := map[string][]string{
		"hmis.example.org":     {"196.201.214.200"},
		"inner.example.org":    {"10.20.1.5"},
		"metadata.example.org": {"::ffff:169.254.169.254"},
		"mixed.example.org":    {"196.201.214.200", "192.168.7.7"},
		"localhost":            {"127.0.0.1", "::1"},
	}
	for _, test := range refusals {
		t.Run(test.way, func(t *testing.T) {
			guard := newGuard(t, dns)
			err := guard.Allow(t.Context(), test.url)
			if err == nil || engine.KindOf(err) != engine.Invalid || !strings.Contains(err.Error(), test.want) {
				t.Errorf("set: %v, want Invalid with %q", err, test.want)
			}
			b := newBench(t, test.url)
			*b.Guard = *guard
			b.deliver(t)
			got := b.store.finished[0]
			if got.State != engine.DeliveryPending || got.Status != 0 ||
				!strings.HasPrefix(got.Answer, "not sent: ") || !strings.Contains(got.Answer, test.want) {
				t.Errorf("attempt: noted %+v, want a refusal with %q", got, test.want)
			}
			for _, secret := range []string{"hunter2", "s3cret"} {
				if strings.Contains(err.Error()+got.Answer+b.log.String(), secret) {
					t.Errorf("%s is shown: %v\n%s\n%s", secret, err, got.Answer, b.log)
				}
			}
		})
	}
}

func TestGuard_ports(t *testing.T) {
	for port, allow := range map[string]string{"": "", ":443": "", ":1024": "", ":8443": "", ":65535": "", ":80": "http"} {
		guard := newGuard(t, map[string][]string{"hmis.example.org": {"196.201.214.200"}}, strings.Fields(allow)...)
		if err := guard.Allow(t.Context(), "https://hmis.example.org"+port+"/"); err != nil {
			t.Errorf("%q: %v", port, err)
		}
	}
}
