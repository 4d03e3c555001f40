package fhir

import "fmt"

// The size of a number is bounded, so that every one can be kept exactly.
const (
	maxDigits   = 34
	maxExponent = 30
)

// number reads a JSON number at the present position.
func (p *parser) number(n *node) error {
	start := p.pos
	p.take('-')
	leadingZero := p.pos < len(p.body) && p.body[p.pos] == '0'
	digits := p.digits()
	if digits == 0 {
		return p.fault(p.pos, fmt.Sprintf("%s found where a digit is wanted", p.found()))
	}
	if leadingZero && digits > 1 {
		return p.fault(start, "a number begins with a zero that JSON does not allow")
	}
	if p.take('.') {
		decimals := p.digits()
		if decimals == 0 {
			return p.fault(p.pos, fmt.Sprintf("%s found where a digit is wanted after the decimal point", p.found()))
		}
		digits += decimals
	}
	if digits > maxDigits {
		return p.fault(start, fmt.Sprintf("the number at %s has %d digits; at most %d are taken", place(n), digits, maxDigits))
	}
	if p.take('e') || p.take('E') {
		if err := p.exponent(n, start); err != nil {
			return err
		}
	}
	n.text = string(p.body[start:p.pos])
	return nil
}

func (p *parser) exponent(n *node, start int) error {
	if !p.take('-') {
		p.take('+')
	}
	first := p.pos
	if p.digits() == 0 {
		return p.fault(p.pos, fmt.Sprintf("%s found where a digit is wanted in the exponent", p.found()))
	}
	exponent := 0
	for _, c := range p.body[first:p.pos] {
		exponent = exponent*10 + int(c-'0')
		if exponent > maxExponent {
			return p.fault(start, fmt.Sprintf("the number at %s has an exponent beyond ±%d", place(n), maxExponent))
		}
	}
	return nil
}

// digits goes past decimal digits and counts them.
func (p *parser) digits() int {
	start := p.pos
	for p.pos < len(p.body) && '0' <= p.body[p.pos] && p.body[p.pos] <= '9' {
		p.pos++
	}
	return p.pos - start
}
