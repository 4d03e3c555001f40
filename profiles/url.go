package profiles

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/fhir"
)

var urnUUID = regexp.MustCompile(`^(?i)urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)

// isWeb reports whether a text is an http or https url with a host.
func isWeb(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// isAbsolute reports whether a text can be a fullUrl.
func isAbsolute(text string) bool { return isWeb(text) || urnUUID.MatchString(text) }

var typeAndID = regexp.MustCompile(`(?:^|/)([A-Z][A-Za-z]+)/([^/]+)$`)

// typeIn is the resource type that a url of the form …/Type/id names, empty where it has not
// that form. A version at its end is not looked at.
func typeIn(url string) string {
	if match := typeAndID.FindStringSubmatch(unversioned(url)); match != nil {
		return match[1]
	}
	return ""
}

// idIn is the id that a fullUrl names: that of …/Type/id, or the UUID of urn:uuid:. It is empty
// where the url has neither form.
func idIn(url string) string {
	if urnUUID.MatchString(url) {
		return lastSegment(url)
	}
	if match := typeAndID.FindStringSubmatch(unversioned(url)); match != nil && isWeb(url) {
		return match[2]
	}
	return ""
}

func unversioned(url string) string {
	url, _, _ = strings.Cut(url, "/_history/")
	return url
}

// lastSegment is what follows the last slash or colon of a url, or all of it.
func lastSegment(url string) string { return url[strings.LastIndexAny(url, "/:")+1:] }

// isExtension reports whether an extension is one of these, by the last segment of its url: hosts
// and paths before it differ from environment to environment.
func isExtension(extension fhir.Extension, names ...string) bool {
	return slices.Contains(names, lastSegment(extension.URL))
}
