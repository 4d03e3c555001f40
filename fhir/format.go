package fhir

import (
	"encoding/base64"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// format is how R4 writes a primitive in JSON.
type format struct {
	kind   kind
	wanted string
	sound  func(string) bool
}

var (
	oid  = regexp.MustCompile(`^urn:oid:[0-2](\.(0|[1-9][0-9]*))+$`)
	uuid = regexp.MustCompile(`^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)
)

// formats are by R4's name of the primitive.
var formats = map[string]format{
	"boolean":      {boolean, "true or false", nil},
	"decimal":      {number, "a number", nil},
	"integer":      {number, "a whole number", whole(-1<<31, 1<<31-1)},
	"unsignedInt":  {number, "a whole number from 0", whole(0, 1<<31-1)},
	"positiveInt":  {number, "a whole number from 1", whole(1, 1<<31-1)},
	"string":       {text, "a string that is not empty and has no control characters", soundString},
	"markdown":     {text, "a string that is not empty and has no control characters", soundString},
	"xhtml":        {text, "XHTML in a string", soundString},
	"code":         {text, "a code without spaces around it", soundCode},
	"id":           {text, "an id of 1 to 64 letters (A to Z), digits, hyphens and dots", soundID},
	"uri":          {text, "a URI", soundURI},
	"url":          {text, "a URL", soundURI},
	"canonical":    {text, "a canonical URL", soundURI},
	"oid":          {text, `an OID, as in "urn:oid:1.2.3"`, oid.MatchString},
	"uuid":         {text, `a UUID, as in "urn:uuid:c757873d-ec9a-4326-a141-556f43239520"`, uuid.MatchString},
	"base64Binary": {text, "base64", soundBase64},
	"date":         {text, "a date (YYYY, YYYY-MM or YYYY-MM-DD)", soundDate},
	"dateTime":     {text, "a date (YYYY, YYYY-MM or YYYY-MM-DD) or a date with time and zone (YYYY-MM-DDThh:mm:ss+03:00)", soundDateTime},
	"instant":      {text, "a date with time and zone (YYYY-MM-DDThh:mm:ss+03:00)", soundInstant},
	"time":         {text, "a time of day (hh:mm:ss)", soundTime},
}

func whole(least, most int64) func(string) bool {
	return func(value string) bool {
		n, err := strconv.ParseInt(value, 10, 64)
		return err == nil && least <= n && n <= most && value != "-0"
	}
}

// maxString is the longest string that R4 allows, in bytes.
const maxString = 1 << 20

func soundString(value string) bool {
	return value != "" && len(value) <= maxString && !strings.ContainsFunc(value, func(r rune) bool {
		return r < ' ' && r != '\t' && r != '\n' && r != '\r'
	})
}

// soundCode: no white space at the ends and only single white space within.
func soundCode(value string) bool {
	before := ' '
	for _, r := range value {
		if space := unicode.IsSpace(r); space && unicode.IsSpace(before) || r < ' ' && !space {
			return false
		}
		before = r
	}
	return !unicode.IsSpace(before)
}

func soundID(value string) bool {
	return 1 <= len(value) && len(value) <= 64 && !strings.ContainsFunc(value, func(r rune) bool {
		return !('A' <= r && r <= 'Z' || 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || r == '-' || r == '.')
	})
}

func soundURI(value string) bool {
	if value == "" || strings.ContainsFunc(value, unicode.IsSpace) {
		return false
	}
	_, err := url.Parse(value)
	return err == nil
}

func soundBase64(value string) bool {
	packed := strings.Map(func(r rune) rune {
		if r == ' ' || r == '\t' || r == '\n' || r == '\r' {
			return -1
		}
		return r
	}, value)
	_, err := base64.StdEncoding.Strict().DecodeString(packed)
	return err == nil && packed != ""
}

func soundDate(value string) bool { return !parseDay(value).IsZero() }

func soundInstant(value string) bool { return !parseInstant(value).IsZero() }

func soundDateTime(value string) bool { return soundDate(value) || soundInstant(value) }

func soundTime(value string) bool {
	return len(value) >= len("00:00:00") && soundInstant("2000-01-01T"+value+"Z")
}
