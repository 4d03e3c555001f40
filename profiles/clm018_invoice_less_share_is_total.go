package profiles

import (
	"math/big"

	"github.com/bima-exchange/bima/fhir"
)

var invoiceLessShareIsTotal = Rule{
	Entry: Entry{
		ID:     "CLM-018",
		Title:  "The amount of the patient's invoice, less the patient's share, is the total of the claim.",
		Cites:  "Kenya eClaims, extension patient-invoice",
		Mend:   "Write the whole amount of the invoice as invoiceAmount, and as patientShare what the patient pays; the rest is the total.",
		Strict: fhir.Information, Lenient: fhir.Information,
	},
	CheckClaim: func(c *check) {
		total := c.claim.Total
		for _, invoice := range c.claim.Extension {
			if !isExtension(invoice, "extension-patientInvoice", "extension-patient-invoice") {
				continue
			}
			amount, _ := money(invoice, "invoiceAmount")
			share, shared := money(invoice, "patientShare", "patient-share", "extension-patient-share")
			if !total.Present() || !amount.Present() || shared && !share.Present() {
				continue
			}
			rest := new(big.Rat).Sub(amount.Value.Rat(), share.Value.Rat())
			if rest.Cmp(total.Value.Rat()) != 0 {
				c.find(invoice.Path, "informational", "the invoice is of %s and the patient's share is %s, which leaves %s; the total is %s",
					amount.Value, share.Value, rest.FloatString(2), total.Value)
			}
		}
	},
}

// money is the amount of the first part of an extension that has one of the names, and whether
// there is such a part.
func money(extension fhir.Extension, names ...string) (fhir.Amount, bool) {
	for _, part := range extension.Extension {
		if isExtension(part, names...) {
			return part.Money, true
		}
	}
	return fhir.Amount{}, false
}
