package terminology

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// thousands is a number that some would read as 3 shillings 36 cents, and some as 3360 shillings.
var thousands = regexp.MustCompile(`^\d{1,3}\.\d{3}$`)

// amountForm is an amount in shillings, with or without commas between thousands and with cents or
// not. More than twelve digits are no price.
var amountForm = regexp.MustCompile(`^(\d{1,3}(?:,\d{3}){1,3}|\d{1,12})(?:\.(\d{1,2})0*)?$`)

// parseAmount reads an amount above zero and returns it in cents. "3360", "3,360", "3360.50" and
// "KES 3,360.50" are amounts.
func parseAmount(text string) (cents int64, err error) {
	plain := bareAmount(text)
	if strings.HasPrefix(plain, "-") || strings.HasPrefix(plain, "(") {
		return 0, fmt.Errorf("%q is a negative amount; wanted is an amount in shillings, such as 3360 or 3360.50", text)
	}
	if thousands.MatchString(plain) {
		return 0, fmt.Errorf("%q is no amount that can be read in one way only; wanted is %s or, with cents, one such as 3360.50",
			text, strings.Replace(plain, ".", "", 1))
	}
	parts := amountForm.FindStringSubmatch(plain)
	if parts == nil {
		return 0, fmt.Errorf("%q is no amount; wanted is an amount in shillings, such as 3360 or 3360.50", text)
	}
	shillings, err := strconv.ParseInt(strings.ReplaceAll(parts[1], ",", ""), 10, 64)
	if err != nil {
		return 0, err
	}
	fraction, err := strconv.ParseInt((parts[2] + "00")[:2], 10, 64)
	if err != nil {
		return 0, err
	}
	if cents = shillings*100 + fraction; cents == 0 {
		return 0, errFree
	}
	return cents, nil
}

// errFree: the amount is zero. Free is not a tariff.
var errFree = fmt.Errorf("an amount of zero is no tariff")

// bareAmount is an amount without the signs of its currency.
func bareAmount(text string) string {
	plain := strings.TrimSpace(text)
	for _, sign := range []string{"kes", "kshs", "ksh"} {
		if len(plain) > len(sign) && strings.EqualFold(plain[:len(sign)], sign) {
			plain = strings.TrimLeft(plain[len(sign):], ". ")
			break
		}
	}
	plain = strings.TrimSuffix(strings.TrimSuffix(plain, "/="), "/-")
	return strings.TrimSpace(plain)
}
