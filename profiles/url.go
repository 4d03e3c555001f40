package profiles

import (
	"net/url"
	"regexp"
)

var urnUUID = regexp.MustCompile(`^(?i)urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)

// isWeb reports whether a text is an http or https url with a host.
func isWeb(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// isAbsolute reports whether a text can be a fullUrl.
func isAbsolute(text string) bool { return isWeb(text) || urnUUID.MatchString(text) }
