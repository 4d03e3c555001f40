package terminology

import (
	"regexp"

	"github.com/bima-exchange/bima/fhir"
)

var (
	// ofHundred is in a header that says that the numbers below it are hundredths.
	ofHundred  = regexp.MustCompile(`(?i)%|per ?cent`)
	bareNumber = regexp.MustCompile(`^\d+(?:\.\d+)?$`)
)

// readCopay reads what the patient pays. A number alone is an amount, but below a header of
// percentages. A spreadsheet writes a tenth as 0.1, which nobody can tell from ten cents.
func (r *rowReader) readCopay() {
	text := r.cell("copayment")
	written := text
	bare := bareNumber.MatchString(text)
	if bare && ofHundred.MatchString(r.header("copayment")) {
		written += "%"
	}
	copay, err := ParseCopay(written)
	switch {
	case err != nil:
		r.refuse("copayment", "%v", err)
		return
	case bare && !copay.IsZero() && isFraction(text):
		r.refuse("copayment", "%q is a share to some and an amount of cents to others; wanted is a share such as 10%%, or an amount in shillings such as 500", text)
		return
	case copay.String() != text:
		r.normalised("copayment", text, copay.String())
	}
	r.Copay = copay
}

// isFraction reports whether a number is below one.
func isFraction(text string) bool {
	number, err := fhir.ParseDecimal(text)
	return err == nil && number.Rat().Num().CmpAbs(number.Rat().Denom()) < 0
}
