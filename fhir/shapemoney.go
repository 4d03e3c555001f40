package fhir

import (
	"fmt"
	"regexp"
	"strings"
)

var currencyCode = regexp.MustCompile(`^[A-Z]{3}$`)

// currency judges a code of ISO 4217 by its form; google/fhir does not hold the list.
func (s *shape) currency(n *node, d *definition) {
	switch upper := strings.ToUpper(n.text); {
	case n.text == KES:
	case s.claim && (upper == "KSH" || upper == KES):
		text := fmt.Sprintf("the currency %s found; the code of the Kenyan shilling is %q, and so it was read", found(n), KES)
		n.text = KES
		s.repaired("FHR-016", "value", n.path(), text)
	case !currencyCode.MatchString(n.text):
		s.refuse(n, "FHR-003", "code-invalid", fmt.Sprintf("the currency %s found; %s is wanted", found(n), d.wanted()))
	}
}

// money judges what R4 leaves open about an amount of a Claim: its currency (FHR-016) and its
// decimals (FHR-020).
func (s *shape) money(n *node, d *definition) {
	value := n.child("value")
	if !s.claim || value == nil {
		return
	}
	if currency := d.elements["currency"]; !n.has(currency, d) {
		s.put(n, currency, `"`+KES+`"`)
		s.repaired("FHR-016", "required", n.path()+".currency", fmt.Sprintf("the amount %s has no currency; %q is wanted, and so it was read", found(value), KES))
	}
	if value.kind == number && !value.unreadable {
		s.cents(value)
	}
}

// cents judges that an amount is one of whole cents.
func (s *shape) cents(n *node) {
	decimal, err := ParseDecimal(n.text)
	if err != nil {
		return
	}
	if _, whole := decimal.Cents(); whole {
		return
	}
	const wanted = "at most two decimals (whole cents) are wanted"
	switch cents, near, fits := decimal.nearestCent(); {
	case !fits:
		s.refuse(n, "FHR-003", "value", fmt.Sprintf("the amount %s found; it is larger than any that can be kept", n.text))
	case near:
		rounded := Cents(cents).Decimal()
		s.repaired("FHR-020", "value", n.path(), fmt.Sprintf("the amount %s found; %s, and so it was read as %s", n.text, wanted, rounded))
		n.text = rounded
	default:
		s.refuse(n, "FHR-020", "value", fmt.Sprintf("the amount %s found; %s", n.text, wanted))
	}
}
