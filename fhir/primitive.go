package fhir

import (
	"fmt"
	"slices"
	"strings"
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
