package profiles

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/bima-exchange/bima/fhir"
)

var sequencesFollowServices = Rule{
	Entry: Entry{
		ID:     "ITM-011",
		Title:  "The sequences of the items are the numbers from 1 on without a gap, and among items of one intervention they follow the start of the service.",
		Cites:  "Claims Submission Guide, validation rule 5",
		Mend:   "Sort the items by the start of their servicedPeriod and number them 1, 2, 3 and so on.",
		Strict: fhir.Error, Lenient: fhir.Warning,
	},
	CheckClaim: func(c *check) {
		items := slices.Clone(c.claim.Item)
		if !numbered(items) {
			return // ITM-001 speaks
		}
		slices.SortFunc(items, bySequence)
		if left := leftOut(items); len(left) > 0 {
			c.find(c.claim.Path+".item", "value", "the sequences of the claim's items go up to %d, and %s left out; items are numbered from 1 on without a gap",
				items[len(items)-1].Sequence.Value, are(left))
		}
		before := map[string]fhir.Item{}
		for _, item := range items {
			code := InterventionCode(item.ProductOrService)
			if _, ok := item.Serviced.Start.Value.Date(); !ok || code == "" {
				continue
			}
			if earlier, ok := before[code]; ok && precedes(item.Serviced.Start.Value, earlier.Serviced.Start.Value) {
				c.find(item.Sequence.Path, "business-rule", "items %s and %s are both for %s, and item %s starts first (%s, and the other %s); wanted are sequences in the order of the services",
					name(earlier), name(item), code, name(item), second(item.Serviced.Start.Value), second(earlier.Serviced.Start.Value))
			}
			before[code] = item
		}
	},
}

// numbered reports whether every item has a positive sequence of its own.
func numbered(items []fhir.Item) bool {
	seen := map[int]bool{}
	for _, item := range items {
		if sequence := item.Sequence; !sequence.Present() || sequence.Value <= 0 || seen[sequence.Value] {
			return false
		}
		seen[item.Sequence.Value] = true
	}
	return true
}

func bySequence(a, b fhir.Item) int { return cmp.Compare(a.Sequence.Value, b.Sequence.Value) }

// leftOut are, of the numbers from 1 to that of the items, those that no item has.
func leftOut(items []fhir.Item) []string {
	there := map[int]bool{}
	for _, item := range items {
		there[item.Sequence.Value] = true
	}
	var left []string
	for i := range items {
		if !there[i+1] {
			left = append(left, fmt.Sprint(i+1))
		}
	}
	return left
}

// precedes reports whether a moment is before another: by days where one is a plain date.
func precedes(a, b fhir.DateTime) bool {
	if timed(a) && timed(b) {
		return a.Time.Before(b.Time)
	}
	day, _ := a.Date()
	other, _ := b.Date()
	return day.Before(other)
}
