package profiles

import "github.com/bima-exchange/bima/fhir"

// valueless reports whether an amount is there but has no value. R4 allows that, so that no FHR
// finding speaks of it; any other amount that could not be read has one.
func (c *check) valueless(amount fhir.Amount) bool {
	if amount.State != fhir.Unreadable || amount.Currency.State == fhir.Unreadable {
		return false
	}
	value := amount.Path + ".value"
	return c.bundle.Settle([]fhir.Issue{{Path: value}})[0].Expression != value
}
