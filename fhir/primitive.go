package fhir

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// primitive judges a value that R4 writes as a JSON string, number or boolean.
func (s *shape) primitive(n *node, d *definition) {
	format := formats[d.primitive]
	if n.kind != format.kind {
		s.otherKind(n, d, format)
		return
	}
	switch {
	case format.sound != nil && !format.sound(n.text):
		s.malformed(n, d, format)
	case d.name == "CurrencyCode":
		s.currency(n, d)
	case d.codes != nil && !slices.Contains(d.codes, n.text):
		s.refuse(n, "FHR-003", "code-invalid", fmt.Sprintf("the code %s found; %s is wanted", found(n), d.wanted()))
	case d.primitive == "canonical" && encodedBar.MatchString(n.text):
		text := fmt.Sprintf("%s found; the version follows a plain \"|\", not %%7C, and so it was read", found(n))
		n.text = encodedBar.ReplaceAllString(n.text, "|")
		s.repaired("FHR-014", "value", n.path(), text)
	}
}

var encodedBar = regexp.MustCompile("%7[Cc]")

// otherKind judges a value of the wrong JSON kind. A string that holds the number or the boolean
// is read as that (FHR-010).
func (s *shape) otherKind(n *node, d *definition, format format) {
	lower := strings.ToLower(n.text)
	wanted := d.wanted()
	switch {
	case n.kind == text && format.kind == number && isNumber(n.text) && (format.sound == nil || format.sound(n.text)):
		s.unquote(n, number, n.text)
		return
	case n.kind == text && format.kind == boolean && (lower == "true" || lower == "false"):
		s.unquote(n, boolean, lower)
		return
	case n.kind == text && format.kind == number:
		wanted += ", without quotes, spaces or commas,"
	}
	s.refuse(n, "FHR-003", "value", fmt.Sprintf("%s found; %s is wanted", found(n), wanted))
}

func (s *shape) unquote(n *node, kind kind, value string) {
	what := strings.TrimPrefix(kind.String(), "a ")
	text := fmt.Sprintf("the string %s found; the %s %s, without quotes, is wanted, and so it was read", found(n), what, value)
	n.kind, n.text = kind, value
	s.repaired("FHR-010", "value", n.path(), text)
}

func isNumber(value string) bool {
	p := &parser{body: []byte(value)}
	return p.number(&node{}) == nil && p.pos == len(value)
}

// malformed judges a value of the right JSON kind that is not of the form that R4 wants. A time
// without zone is one of Nairobi (FHR-011).
func (s *shape) malformed(n *node, d *definition, format format) {
	const zone = "+03:00"
	if (d.primitive == "dateTime" || d.primitive == "instant") && format.sound(n.text+zone) {
		text := fmt.Sprintf("%s found; a time needs its zone, and so it was read as %q, the time in Nairobi", found(n), n.text+zone)
		n.text += zone
		s.repaired("FHR-011", "value", n.path(), text)
		return
	}
	why := ""
	if d.primitive == "date" || d.primitive == "dateTime" || d.primitive == "instant" {
		why = flaw(n.text)
	}
	s.refuse(n, "FHR-003", "value", fmt.Sprintf("%s found%s; %s is wanted", found(n), why, d.wanted()))
}

// wanted says what a primitive has to be.
func (d *definition) wanted() string {
	switch {
	case d.name == "CurrencyCode":
		return fmt.Sprintf("a code of ISO 4217, as in %q,", KES)
	case len(d.codes) > 12:
		return "a code of the list that R4 binds here"
	case len(d.codes) > 0:
		return "one of " + quoteAll(d.codes)
	}
	return formats[d.primitive].wanted
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
