package callbacks

import (
	"net/netip"
	"strings"

	"github.com/bima-exchange/bima/engine"
)

// checkHost judges how a host is written. A name whose last label is a number is an IPv4 address to
// some programs, in forms that others read as another address or as a name (WHATWG URL, "ends in a
// number checker"): only four decimal numbers are taken for one.
func checkHost(host string) error {
	if _, err := netip.ParseAddr(host); err == nil {
		return nil
	}
	for _, letter := range host {
		switch {
		case letter > 0x7e:
			return engine.Errorf(engine.Invalid, "the host of the callback url has the character %q; write it in ASCII, as the DNS has it (a name in another script begins with xn-- there)", letter)
		case !isLetter(letter) && !isDigit(letter) && !strings.ContainsRune("-._", letter):
			return engine.Errorf(engine.Invalid, "the host of the callback url has the character %q; a name has letters, digits, hyphens and dots", letter)
		}
	}
	labels := strings.Split(host, ".")
	last := labels[len(labels)-1]
	switch {
	case last == "":
		return engine.Errorf(engine.Invalid, "the host %s of the callback url ends with a dot; write it without", host)
	case isNumber(last) || isHex(last):
		return engine.Errorf(engine.Invalid, "the host %s of the callback url is %s; write an IPv4 address as four decimal numbers such as 196.201.214.200, or, better, a name", host, numberForm(labels))
	}
	return nil
}

// numberForm names the form of a host that ends in a number and is no plain IPv4 address.
func numberForm(labels []string) string {
	octal := false
	for _, label := range labels {
		switch {
		case isHex(label):
			return "a number in hexadecimal form"
		case !isNumber(label):
			return "no name, since it ends in a number"
		}
		octal = octal || len(label) > 1 && label[0] == '0'
	}
	switch {
	case octal:
		return "a number in octal form, or with zeros in front"
	case len(labels) == 1:
		return "an address as one decimal number"
	case len(labels) < 4:
		return "an address in a short form"
	}
	return "no address that there is"
}

// isHex reports whether a label is a number to those who take 0x for hexadecimal; 0x alone is one.
func isHex(label string) bool {
	if len(label) < 2 || label[0] != '0' || label[1]|0x20 != 'x' {
		return false
	}
	for _, digit := range label[2:] {
		if lower := digit | 0x20; !isDigit(digit) && (lower < 'a' || lower > 'f') {
			return false
		}
	}
	return true
}

// isNumber reports whether a text is decimal digits, at least one.
func isNumber(text string) bool {
	for _, digit := range text {
		if !isDigit(digit) {
			return false
		}
	}
	return text != ""
}

func isDigit(letter rune) bool { return letter >= '0' && letter <= '9' }

func isLetter(letter rune) bool { return letter|0x20 >= 'a' && letter|0x20 <= 'z' }
