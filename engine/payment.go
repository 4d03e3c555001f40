package engine

import "github.com/bima-exchange/bima/fhir"

// paying are the actions that come of the paying system.
func paying(on Action) bool {
	return on == SendToPayment || on == CompletePayment || on == DeclinePayment
}

// paidBefore reports whether the same was said by the paying system before, and the claim stands where
// that led: the same reference again is the same answer.
func (a action) paidBefore() bool {
	leads := map[Action]State{SendToPayment: SentForPayment, CompletePayment: PaymentCompleted, DeclinePayment: PaymentDeclined}
	return paying(a.On) && a.told.payment != nil && a.told.paymentOn == a.On &&
		a.told.payment.Reference == a.Payment.Reference && a.due.Claim.State == leads[a.On]
}

// checkPayment completes what the paying system says, and says what is wrong with it: the amount is
// the benefit less the adjustment.
func (a *action) checkPayment(today fhir.Date) error {
	if !paying(a.On) {
		return nil
	}
	payment, benefit := &a.Payment, a.told.decision.Benefit()
	if payment.Reference == "" {
		return Errorf(Unprocessable, "the reference of the paying system is missing")
	}
	if a.On != CompletePayment {
		return nil
	}
	adjustment := fhir.Cents(0)
	switch {
	case payment.Adjustment != nil:
		adjustment = *payment.Adjustment
	case payment.Amount != nil:
		adjustment = fhir.Cents(benefit.Cents - payment.Amount.Cents)
	}
	amount := fhir.Cents(benefit.Cents - adjustment.Cents)
	switch {
	case payment.Amount != nil && *payment.Amount != amount:
		return Errorf(Unprocessable, "the amount is %s and the adjustment %s; together they have to be the benefit of %s", payment.Amount, adjustment, benefit)
	case amount.Cents < 0 || amount.Cents > benefit.Cents:
		return Errorf(Unprocessable, "%s would be paid of a benefit of %s; wanted is an amount from 0 to the benefit", amount, benefit)
	case payment.Date.IsZero():
		return Errorf(Unprocessable, "the date of the payment is missing")
	case payment.Date.After(today):
		return Errorf(Unprocessable, "the payment is dated %s, which is to come; wanted is the day on which it was made", payment.Date)
	}
	payment.Amount, payment.Adjustment = &amount, nil
	if adjustment.Cents != 0 {
		payment.Adjustment = &adjustment
	}
	return nil
}
