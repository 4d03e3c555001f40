package fhir

import (
	"encoding/base64"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// primitive judges a value that R4 writes as a JSON string, number or boolean.
func (s *shape) primitive(n *node, d *definition) {
	format := formats[d.primitive]
	if n.kind != format.kind {
		s.otherKind(n, format)
		return
	}
	switch {
	case format.sound != nil && !format.sound(n.text):
		s.malformed(n, d, format)
	case d.name == "CurrencyCode":
		s.currency(n)
	case d.codes != nil && !slices.Contains(d.codes, n.text):
		s.unknownCode(n, d)
	case d.primitive == "canonical" && strings.Contains(strings.ToUpper(n.text), "%7C"):
		s.report("FHR-014", "value", n.path(), fmt.Sprintf("%s found; the version follows a plain \"|\", not %%7C", found(n)))
	}
}

// otherKind reports a value of the wrong JSON kind; the string that holds a number or a boolean
// has a rule of its own (FHR-010).
func (s *shape) otherKind(n *node, format format) {
	if n.kind == text && format.kind == number && isNumber(n.text) && (format.sound == nil || format.sound(n.text)) {
		s.refuse(n, "FHR-010", "value", fmt.Sprintf("the string %s found; the number %s without quotes is wanted", found(n), n.text))
		return
	}
	if lower := strings.ToLower(n.text); n.kind == text && format.kind == boolean && (lower == "true" || lower == "false") {
		s.refuse(n, "FHR-010", "value", fmt.Sprintf("the string %s found; the boolean %s without quotes is wanted", found(n), lower))
		return
	}
	s.refuse(n, "FHR-003", "value", fmt.Sprintf("%s found; %s is wanted", found(n), format.wanted))
}

func isNumber(value string) bool {
	p := &parser{body: []byte(value)}
	return p.number(&node{}) == nil && p.pos == len(value)
}

func (s *shape) malformed(n *node, d *definition, format format) {
	if (d.primitive == "dateTime" || d.primitive == "instant") && format.sound(n.text+"Z") {
		s.refuse(n, "FHR-011", "value", fmt.Sprintf("%s found; a time needs its zone, as in %q", found(n), n.text+"+03:00"))
		return
	}
	s.refuse(n, "FHR-003", "value", fmt.Sprintf("%s found; %s is wanted", found(n), format.wanted))
}

func (s *shape) unknownCode(n *node, d *definition) {
	wanted := "a code of the list that R4 binds here"
	if len(d.codes) <= 12 {
		wanted = "one of " + quoteAll(d.codes)
	}
	s.refuse(n, "FHR-003", "code-invalid", fmt.Sprintf("the code %s found; %s is wanted", found(n), wanted))
}

// found is a value as a text shows it.
func found(n *node) string {
	switch n.kind {
	case text:
		return quote(n.text)
	case number, boolean, null:
		return n.text
	}
	return n.kind.String()
}

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

// parseDay reads YYYY, YYYY-MM or YYYY-MM-DD as the day with which it begins, the zero Time where
// it is none of them.
func parseDay(value string) time.Time {
	const layout = time.DateOnly
	if len(value) > len(layout) || value < "0001" || !fits(value, layout[:len(value)]) {
		return time.Time{}
	}
	switch len(value) {
	case len("2006"), len("2006-01"), len(layout):
		day, err := time.ParseInLocation(layout[:len(value)], value, Nairobi)
		if err == nil {
			return day
		}
	}
	return time.Time{}
}

// parseInstant reads a date with time and zone, the zero Time where it is none.
func parseInstant(value string) time.Time {
	const layout = "2006-01-02T15:04:05"
	if len(value) <= len(layout) || value < "0001" || !fits(value[:len(layout)], layout) {
		return time.Time{}
	}
	zone := value[len(layout):]
	if zone[0] == '.' {
		fraction := strings.TrimLeft(zone[1:], "0123456789")
		if len(fraction) == len(zone)-1 {
			return time.Time{}
		}
		zone = fraction
	}
	if zone != "Z" && (len(zone) != 6 || !fits(zone[1:], "00:00") || zone[1:] > "14:00" || zone[0] != '+' && zone[0] != '-') {
		return time.Time{}
	}
	instant, err := time.Parse(time.RFC3339Nano, value)
	if err != nil {
		return time.Time{}
	}
	return instant
}

// fits reports whether value has a digit wherever the layout has one, and else is the same.
func fits(value, layout string) bool {
	for i := range len(value) {
		if digit := '0' <= layout[i] && layout[i] <= '9'; digit != ('0' <= value[i] && value[i] <= '9') || !digit && value[i] != layout[i] {
			return false
		}
	}
	return len(value) == len(layout)
}
