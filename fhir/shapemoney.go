package fhir

import (
	"fmt"
	"math/big"
	"regexp"
	"strings"
)

var currencyCode = regexp.MustCompile(`^[A-Z]{3}$`)

// currency judges a code of ISO 4217 by its form; google/fhir does not hold the list.
func (s *shape) currency(n *node) {
	switch upper := strings.ToUpper(n.text); {
	case n.text == KES:
	case s.claim && (upper == "KSH" || upper == KES):
		s.refuse(n, "FHR-016", "value", fmt.Sprintf("the currency %s found; the code of the Kenyan shilling is %q", found(n), KES))
	case !currencyCode.MatchString(n.text):
		s.refuse(n, "FHR-003", "code-invalid", fmt.Sprintf("the currency %s found; a code of ISO 4217 is wanted, as in %q", found(n), KES))
	}
}

// money judges what R4 leaves open about an amount: its currency (FHR-016) and its decimals
// (FHR-020).
func (s *shape) money(n *node) {
	value := n.child("value")
	if value == nil || value.kind != number {
		return
	}
	if s.claim && n.child("currency") == nil {
		s.report("FHR-016", "required", n.path()+".currency", fmt.Sprintf("the amount %s has no currency; %q is wanted", value.text, KES))
	}
	decimal, err := ParseDecimal(value.text)
	if err != nil {
		return
	}
	if _, ok := decimal.Cents(); ok {
		return
	}
	if new(big.Rat).Mul(decimal.Rat(), big.NewRat(100, 1)).IsInt() {
		s.report("FHR-003", "value", value.path(), fmt.Sprintf("the amount %s found; it is larger than any that can be kept", value.text))
		return
	}
	s.report("FHR-020", "value", value.path(), fmt.Sprintf("the amount %s found; at most two decimals (whole cents) are wanted", value.text))
}
