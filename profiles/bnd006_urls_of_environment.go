package profiles

import (
	"net/url"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/fhir"
)

var urlsOfEnvironment = Rule{
	Entry: Entry{
		ID:     "BND-006",
		Title:  "Every fullUrl, system and extension url begins with a prefix of this environment, or is of an international terminology.",
		Cites:  "Claims Submission Guide, checklist 7",
		Mend:   "Set the base url of the system that makes the bundles to that of this environment, and use it in fullUrls, systems and extension urls alike.",
		Strict: fhir.Error, Lenient: fhir.Warning,
	},
	Check: func(c *check) {
		if len(c.config.Prefixes) == 0 {
			return
		}
		var origins []string
		places := map[string][]fhir.Field[string]{}
		for _, uri := range c.uris() {
			if c.ofEnvironment(uri.Value) || international(uri.Value) {
				continue
			}
			from := origin(uri.Value)
			if places[from] == nil {
				origins = append(origins, from)
			}
			places[from] = append(places[from], uri)
		}
		for _, from := range origins {
			first := places[from][0]
			c.find(first.Path, "value", "%q is no url of this environment, in which they begin with %s; places with a url of %s: %d",
				first.Value, or(c.config.Prefixes), from, len(places[from]))
		}
	},
}

// uris are the fullUrls, systems and extension urls of the bundle, entry by entry.
func (c *check) uris() []fhir.Field[string] {
	within := slices.Collect(c.bundle.URIs())
	var uris []fhir.Field[string]
	for _, entry := range c.bundle.Entry {
		if isWeb(entry.FullURL.Value) {
			uris = append(uris, entry.FullURL)
		}
		for len(within) > 0 && strings.HasPrefix(within[0].Path, entry.Path+".") {
			uris, within = append(uris, within[0]), within[1:]
		}
	}
	return uris
}

// ofEnvironment reports whether a url begins with one of the prefixes, and not merely with its
// letters: https://fhir.sha.go.ke is no prefix of https://fhir.sha.go.ke.example.org.
func (c *check) ofEnvironment(url string) bool {
	return slices.ContainsFunc(c.config.Prefixes, func(prefix string) bool {
		rest, ok := strings.CutPrefix(url, strings.TrimSuffix(prefix, "/"))
		return ok && (rest == "" || strings.ContainsRune("/?#|", rune(rest[0])))
	})
}

// terminologies are the hosts, with all below them, under which international terminologies are
// named.
var terminologies = []string{"hl7.org", "id.who.int", "loinc.org", "snomed.info", "unitsofmeasure.org"}

// international reports whether a uri is the name of an international terminology, or of no host
// at all (urn:).
func international(uri string) bool {
	u, err := url.Parse(uri)
	return err == nil && (u.Scheme == "urn" || slices.ContainsFunc(terminologies, func(host string) bool {
		return u.Hostname() == host || strings.HasSuffix(u.Hostname(), "."+host)
	}))
}

// origin is the scheme and the host of a url; all of it where it has none.
func origin(uri string) string {
	u, err := url.Parse(uri)
	if err != nil || u.Host == "" {
		return uri
	}
	return u.Scheme + "://" + u.Host
}
