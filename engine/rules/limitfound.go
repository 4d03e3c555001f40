package rules

import (
	"fmt"
	"math/big"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// fits keeps the figures of an item that is within what is left of a limit.
func (l *limited) fits(i int, b *balance, wanted fhir.Decimal) engine.Finding {
	finding := within(b.words(wanted).figures()...)
	finding.Item = l.Claim.Items[i].Sequence
	return finding
}

// found is the finding that an item was cut to what is left of a limit. The facility learns what is
// left and not who used the rest.
func (l *limited) found(i int, b *balance, wanted fhir.Decimal) engine.Finding {
	item, w := l.Claim.Items[i], b.words(wanted)
	return engine.Finding{
		Outcome: engine.Cut, Reason: engine.LimitReached, Item: item.Sequence, Ceiling: new(l.left[i].Eligible), Figures: w.figures(),
		Payer: fmt.Sprintf("%s: the limit is %s, %s. Used before: %s; held by preauthorizations: %s; left: %s; wanted: %s.", item.Code,
			w.limit, w.period, w.before, w.held, w.left, w.wanted),
		Facility: fmt.Sprintf("%s: the limit is %s. Left of it %s: %s; the item wants %s.", item.Code,
			w.limit, w.period, w.left, w.wanted),
	}
}

// balanceWords is a balance in words.
type balanceWords struct {
	limit, period, before, held, left, wanted string
	household                                 bool
}

func (b *balance) words(wanted fhir.Decimal) balanceWords {
	used := b.used
	used.addTally(b.own)
	return balanceWords{
		limit: limitInWords(b.limit), period: span(b.period), before: b.measure(used.rat()), held: b.measure(b.held.rat()),
		left: b.measure(b.left().quantity().Rat()), wanted: b.measure(wanted.Rat()), household: b.limit.Scope == terminology.PerHousehold,
	}
}

// figures are the balance's. What a household used may be others' use, of which a facility learns
// nothing.
func (w balanceWords) figures() []engine.Figure {
	return []engine.Figure{
		{Name: "limit", Value: w.limit}, {Name: "period", Value: w.period},
		{Name: "used before", Value: w.before, Payer: w.household}, {Name: "held by preauthorizations", Value: w.held, Payer: w.household},
		{Name: "left", Value: w.left}, {Name: "wanted", Value: w.wanted},
	}
}

// measure is an amount of the limit's unit in words.
func (b *balance) measure(amount *big.Rat) string {
	switch b.limit.Unit {
	case terminology.LimitKES:
		return fhir.Cents(new(big.Int).Quo(amount.Num(), amount.Denom()).Int64()).String()
	case terminology.LimitDays:
		return counted(amount, "day")
	}
	return counted(amount, "intervention")
}

var frequencies = map[terminology.Frequency]string{
	terminology.Weekly: "a week", terminology.Monthly: "a month", terminology.Quarterly: "a quarter", terminology.Annually: "a year",
}

// limitInWords is a limit in a sentence: "180 days a year for the household".
func limitInWords(limit terminology.Limit) string {
	whose := "for each person"
	if limit.Scope == terminology.PerHousehold {
		whose = "for the household"
	}
	quantity := (&balance{limit: limit}).measure(new(big.Rat).SetInt64(limit.Quantity))
	return fmt.Sprintf("%s %s %s", quantity, frequencies[limit.Frequency], whose)
}
