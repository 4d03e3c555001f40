package fhir

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

func (n *node) appendCanonical(to []byte) []byte {
	if n.dropped {
		return n.appendJSON(to)
	}
	switch n.kind {
	case object:
		members := slices.DeleteFunc(slices.Clone(n.children), (*node).gone)
		slices.SortFunc(members, func(a, b *node) int { return compareUTF16(a.name, b.name) })
		to = append(to, '{')
		for i, c := range members {
			if i > 0 {
				to = append(to, ',')
			}
			to = append(appendText(to, c.name), ':')
			to = c.appendCanonical(to)
		}
		return append(to, '}')
	case array:
		to = append(to, '[')
		first := true
		for _, c := range n.children {
			if c.gone() {
				continue
			}
			if !first {
				to = append(to, ',')
			}
			first = false
			to = c.appendCanonical(to)
		}
		return append(to, ']')
	case number:
		return appendNumber(to, n.text)
	}
	return n.appendJSON(to)
}

// compareUTF16 is the order that RFC 8785 §3.2.3 wants. It differs from that of the bytes only
// beyond the Basic Multilingual Plane.
func compareUTF16(a, b string) int {
	if isASCII(a) && isASCII(b) {
		return cmp.Compare(a, b)
	}
	return slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// appendNumber writes a JSON number by its exact value: plain where that takes no more digits
// than a body may have, else with an exponent that is as small as the bounds of numbers allow.
func appendNumber(to []byte, written string) []byte {
	rest, negative := strings.CutPrefix(written, "-")
	mantissa, exponent, _ := strings.Cut(strings.ReplaceAll(rest, "E", "e"), "e")
	whole, fraction, _ := strings.Cut(mantissa, ".")
	power, _ := strconv.Atoi(exponent) // the parser bounded it; absent is 0
	// The value is 0.digits × 10^point.
	digits, point := whole+fraction, len(whole)+power
	trimmed := strings.TrimLeft(digits, "0")
	point -= len(digits) - len(trimmed)
	digits = strings.TrimRight(trimmed, "0")
	if digits == "" {
		return append(to, '0')
	}
	if negative {
		to = append(to, '-')
	}
	if plain := place10(digits, point); len(strings.ReplaceAll(plain, ".", "")) <= maxDigits {
		return append(to, plain...)
	}
	power = max(-maxExponent, min(maxExponent, point-1))
	to = append(to, place10(digits, point-power)...)
	return strconv.AppendInt(append(to, 'e'), int64(power), 10)
}

// place10 writes 0.digits × 10^point without an exponent.
func place10(digits string, point int) string {
	switch {
	case point <= 0:
		return "0." + strings.Repeat("0", -point) + digits
	case point >= len(digits):
		return digits + strings.Repeat("0", point-len(digits))
	}
	return digits[:point] + "." + digits[point:]
}
