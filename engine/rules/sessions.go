package rules

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// tooManySessions counts the sessions of each intervention that the member has on a day, over all
// claims. Those of an item are spread evenly over its days.
func tooManySessions(c engine.Case) []engine.Finding {
	var findings []engine.Finding
	var seen []string
	for _, i := range inOrder(c) {
		item := c.Claim.Items[i]
		row, _ := c.Intervention(item)
		if row.Unit != terminology.Session || slices.Contains(seen, item.Code) {
			continue
		}
		seen = append(seen, item.Code)
		most := sessionsAllowed(c.Settings.Surveillance.SessionsPerDay, item.Code)
		day, count := busiest(c, item.Code)
		if count.Cmp(big.NewRat(int64(most), 1)) <= 0 {
			continue
		}
		finding := watched(c, engine.TooManySessions,
			fmt.Sprintf("%s: the member has %s on %s, over all claims; the threshold is %d.", item.Code, counted(count, "session"), day, most))
		finding.Item = item.Sequence
		findings = append(findings, finding)
	}
	return findings
}

// sessionsAllowed is the threshold of the longest prefix that fits; where none does, no number is too
// high.
func sessionsAllowed(thresholds map[string]int, code string) int {
	longest, most := -1, math.MaxInt
	for prefix, threshold := range thresholds {
		if strings.HasPrefix(code, prefix) && len(prefix) > longest {
			longest, most = len(prefix), threshold
		}
	}
	return most
}

// sessionChange is how many sessions a day begin on a day, or end before it, and by how much the number
// of the claim's own items changes.
type sessionChange struct {
	day    fhir.Date
	change *big.Rat
	ends   bool
	own    int
}

// busiest is the day of the claim with the most sessions of an intervention, and how many they are.
func busiest(c engine.Case, code string) (day fhir.Date, most *big.Rat) {
	var changes []sessionChange
	spread := func(quantity fhir.Decimal, days engine.Days, own int) {
		perDay := quantity.Rat()
		if n := days.Count(); n > 1 {
			perDay = new(big.Rat).Quo(perDay, big.NewRat(int64(n), 1))
		}
		changes = append(changes, sessionChange{days.First, perDay, false, own}, sessionChange{days.Last.AddDays(1), perDay, true, -own})
	}
	for _, item := range c.Claim.Items {
		if item.Code == code {
			spread(item.Quantity, c.Counted(item), 1)
		}
	}
	for _, other := range c.Others {
		if other.Code == code {
			spread(other.Quantity, c.OtherCounted(other), 0)
		}
	}
	slices.SortStableFunc(changes, func(a, b sessionChange) int { return compare(a.day, b.day) })
	sum, own := new(big.Rat), 0
	most = new(big.Rat)
	for n, one := range changes {
		if one.ends {
			sum.Sub(sum, one.change)
		} else {
			sum.Add(sum, one.change)
		}
		own += one.own
		if n+1 < len(changes) && changes[n+1].day == one.day {
			continue
		}
		if own > 0 && sum.Cmp(most) > 0 {
			day, most = one.day, new(big.Rat).Set(sum)
		}
	}
	return day, most
}
