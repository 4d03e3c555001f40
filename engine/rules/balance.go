package rules

import (
	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// balance is what is known of a limit in a period, in its unit; money in cents.
type balance struct {
	limit  terminology.Limit
	period engine.Days
	// used is what others used, held what approved preauthorizations keep for claims to come, and own
	// what items of the claim have that come before.
	used, held, own tally
	// wanted is how many days of the period are asked for.
	wanted int
}

// left is what remains for the item; it may be below zero.
func (b *balance) left() *tally {
	left := &tally{whole: b.limit.Quantity}
	left.takeTally(b.used)
	left.takeTally(b.held)
	left.takeTally(b.own)
	return left
}

// balance is a limit of an item in a period before the item takes of it.
func (l *limited) balance(i int, limit terminology.Limit, period engine.Days) *balance {
	b := &balance{limit: limit, period: period}
	code, under := l.Claim.Items[i].Code, ""
	if l.Claim.Use == engine.UseClaim {
		under = l.left[i].Preauthorization // what it holds is for this item
	}
	for _, taken := range l.Taken {
		switch {
		case taken.Code != code || taken.ClaimID == l.Claim.ID || !l.shares(limit.Scope, taken):
		case !taken.Held:
			l.count(&b.used, limit.Unit, period, taken)
		case !taken.HeldUntil.Before(l.On) && taken.ClaimID != under:
			l.countHeld(&b.held, limit.Unit, period, taken)
		}
	}
	for _, j := range l.before {
		if item := l.Claim.Items[j]; item.Code == code {
			l.count(&b.own, limit.Unit, period, l.usage(j, limit.Unit))
		}
	}
	return b
}

// usage is what an item of the claim would take of its benefits; the amount only where a limit counts it.
func (l *limited) usage(j int, unit terminology.LimitUnit) engine.Usage {
	left := &l.left[j]
	usage := engine.Usage{
		Code: l.Claim.Items[j].Code, Paid: left.Paid, Quantity: left.Units,
		Preauthorization: left.Preauthorization, PreauthorizationItem: left.PreauthorizationItem,
	}
	if unit == terminology.LimitKES {
		usage.Amount = benefitOf(l.Case, j, left.Eligible)
	}
	return usage
}

// shares reports whether a use counts towards the claim's limit. Where no household is on record, a
// limit of the household counts the person alone.
func (l *limited) shares(scope terminology.LimitScope, taken engine.Usage) bool {
	own := taken.Member == l.Claim.Member
	if scope != terminology.PerHousehold || l.Member == nil || l.Member.Household == "" {
		return own
	}
	return taken.Household == l.Member.Household || own && taken.Household == ""
}

// count adds what was used in a period.
func (l *limited) count(sum *tally, unit terminology.LimitUnit, period engine.Days, taken engine.Usage) {
	within := taken.Paid.Meet(period)
	if within.IsZero() || taken.Quantity.Sign() <= 0 {
		return // of what has no quantity nothing was paid
	}
	switch {
	case unit == terminology.LimitDays:
		sum.add(int64(within.Count()))
	case within.First != taken.Paid.First:
	case unit == terminology.LimitKES:
		sum.add(taken.Amount.Cents)
	default:
		sum.addQuantity(l.interventions(taken.Code, taken.Paid.First, taken.Quantity))
	}
}

// countHeld adds what a preauthorization still holds in every period in which it may be used.
func (l *limited) countHeld(sum *tally, unit terminology.LimitUnit, period engine.Days, held engine.Usage) {
	if held.Paid.Meet(period).IsZero() {
		return
	}
	var quantity tally
	quantity.addQuantity(held.Quantity)
	amount := held.Amount.Cents
	use := func(used engine.Usage) {
		if !used.Held && used.Preauthorization == held.ClaimID && used.PreauthorizationItem == held.Sequence {
			quantity.takeQuantity(used.Quantity)
			amount -= used.Amount.Cents
		}
	}
	for _, taken := range l.Taken {
		use(taken)
	}
	for _, j := range l.before {
		use(l.usage(j, unit))
	}
	switch {
	case quantity.sign() <= 0:
	case unit == terminology.LimitKES:
		sum.add(max(amount, 0))
	case unit == terminology.LimitDays:
		sum.addTally(quantity)
	default:
		sum.addQuantity(l.interventions(held.Code, held.Paid.First, quantity.quantity()))
	}
}

// interventions is how many interventions a quantity of a code is: a stay or a case is one, whatever
// its days.
func (l *limited) interventions(code string, on fhir.Date, quantity fhir.Decimal) fhir.Decimal {
	if row, _ := l.Terms.Intervention(code, on); row.Unit == terminology.Day || row.Unit == terminology.Case {
		return oneUnit
	}
	return quantity
}
