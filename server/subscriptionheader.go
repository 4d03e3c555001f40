package server

import (
	"encoding/base64"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// wantedHeader is the one header that a Subscription has.
const wantedHeader = `one header is wanted, "Authorization: Basic " and the base64 of user:password`

// readHeaders are the credentials of the one Authorization header. Findings tell the names of headers and never
// a value.
func (s *sentSubscription) readHeaders() (username, password string) {
	const path = "Subscription.channel.header"
	unread, found := s.spoken(path), 0
	for i, header := range s.Channel.Header {
		at := fmt.Sprintf("%s[%d]", path, i)
		name, value, colon := strings.Cut(header, ":")
		name = strings.TrimSpace(name)
		switch {
		case s.spoken(at):
		case !colon || !isHeaderName(name):
			s.find(at, "value", "this is no header; %s", wantedHeader)
		case !strings.EqualFold(name, "Authorization"):
			s.find(at, "not-supported", "the header %s is not supported; %s", name, wantedHeader)
		case found > 0:
			found++
			s.find(at, "value", "there is a second Authorization header; %s", wantedHeader)
		default:
			found++
			var fault string
			if username, password, fault = readBasic(value); fault != "" {
				s.find(at, "value", "%s; %s", fault, wantedHeader)
			}
		}
	}
	if found == 0 && !unread {
		s.find(path, "required", "the Authorization header is missing; %s, since every callback carries Basic authentication", wantedHeader)
	}
	return username, password
}

// isHeaderName reports whether a text is a name of a header (RFC 9110 §5.1) of a length that is worth telling.
func isHeaderName(name string) bool {
	const longestName = 64
	return name != "" && len(name) <= longestName && !strings.ContainsFunc(name, func(r rune) bool {
		return !strings.ContainsRune("!#$%&'*+-.^_`|~", r) && (r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r))
	})
}

// readBasic reads Basic credentials (RFC 7617); a fault says what is wrong with them without telling them.
func readBasic(value string) (username, password, fault string) {
	scheme, encoded, _ := strings.Cut(strings.TrimSpace(value), " ")
	if !strings.EqualFold(scheme, "Basic") {
		return "", "", "the Authorization is of another scheme than Basic"
	}
	decoded, err := base64.StdEncoding.DecodeString(strings.TrimSpace(encoded))
	if err != nil {
		return "", "", "what follows Basic is no base64"
	}
	username, password, colon := strings.Cut(string(decoded), ":")
	switch {
	case !colon:
		return "", "", "the Basic credentials have no colon between user and password"
	case username == "":
		return "", "", "the user of the Basic credentials is empty"
	case password == "":
		return "", "", "the password of the Basic credentials is empty"
	case !utf8.Valid(decoded) || strings.ContainsFunc(string(decoded), unicode.IsControl):
		return "", "", "the Basic credentials hold characters that are no text in UTF-8"
	}
	return username, password, ""
}
