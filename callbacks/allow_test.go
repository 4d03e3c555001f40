package callbacks

import (
	"net/netip"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestParseAllow(t *testing.T) {
	for name, test := range map[string]struct {
		texts []string
		want  Allow
	}{
		"nothing":  {nil, Allow{}},
		"none":     {[]string{"none"}, Allow{}},
		"http":     {[]string{"http"}, Allow{HTTP: true}},
		"networks": {[]string{"10.20.0.0/16", " ::1/128 "}, Allow{Networks: []netip.Prefix{netip.MustParsePrefix("10.20.0.0/16"), netip.MustParsePrefix("::1/128")}}},
		"both":     {[]string{"127.0.0.0/8", "http"}, Allow{HTTP: true, Networks: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}}},
	} {
		got, err := ParseAllow(test.texts)
		if diff := cmp.Diff(test.want, got, cmpopts.EquateComparable(netip.Prefix{})); diff != "" || err != nil {
			t.Errorf("%s: error %v, (-want +got):\n%s", name, err, diff)
		}
	}
}

func TestParseAllow_refuses(t *testing.T) {
	for text, want := range map[string]string{
		"10.20.1.5":             `"10.20.1.5" is no network; wanted are a CIDR such as 10.20.0.0/16 or 10.20.1.5/32, http, or none`,
		"":                      `"" is no network`,
		"https":                 `"https" is no network`,
		"10.0.0.0/33":           `"10.0.0.0/33" is no network`,
		"10.20.1.5/16":          `did you mean 10.20.0.0/16 or 10.20.1.5/32?`,
		"::ffff:10.0.0.0/104":   "write it as IPv4",
		"none,http":             "it is wanted alone",
		"127.0.0.0/8,none,http": "it is wanted alone",
	} {
		allow, err := ParseAllow(strings.Split(text, ","))
		if err == nil || !strings.Contains(err.Error(), want) || allow.HTTP || allow.Networks != nil {
			t.Errorf("%q: ParseAllow = %v, %v; want %q", text, allow, err, want)
		}
	}
}

func FuzzParseAllow(f *testing.F) {
	for _, text := range []string{"http", "none", "10.0.0.0/8", "fe80::1%eth0/64", "::ffff:1.2.3.4/100"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		allow, err := ParseAllow([]string{text})
		if err != nil {
			return
		}
		for _, network := range allow.Networks {
			if !allow.includes(network.Addr()) {
				t.Errorf("%q does not include its own first address", text)
			}
		}
	})
}
