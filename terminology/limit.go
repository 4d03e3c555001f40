package terminology

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/bima-exchange/bima/fhir"
)

// Limit is how much of an intervention a person or household may have in a period.
type Limit struct {
	// Quantity counts days or interventions; of KES it counts cents.
	Quantity  int64
	Unit      LimitUnit
	Frequency Frequency
	Scope     LimitScope
}

// LimitUnit is what a limit counts, in the national words.
type LimitUnit string

// The national words for what a limit counts.
const (
	LimitDays         LimitUnit = "DAYS"
	LimitIntervention LimitUnit = "INTERVENTION"
	LimitKES          LimitUnit = "KES"
)

// Frequency is the period after which a limit begins anew, in the national words.
type Frequency string

// The national words for periods.
const (
	Weekly    Frequency = "WEEKLY"
	Monthly   Frequency = "MONTHLY"
	Quarterly Frequency = "QUARTERLY"
	Annually  Frequency = "ANNUALLY"
)

// LimitScope is whose use a limit counts.
type LimitScope string

// Whose use is counted.
const (
	PerPerson    LimitScope = "person"
	PerHousehold LimitScope = "household"
)

// The words that a limit can have.
var (
	limitUnits  = []LimitUnit{LimitDays, LimitIntervention, LimitKES}
	frequencies = []Frequency{Weekly, Monthly, Quarterly, Annually}
	limitScopes = []LimitScope{PerPerson, PerHousehold}
)

// ParseLimit reads what String writes.
func ParseLimit(text string) (Limit, error) {
	wrong := fmt.Errorf("%q is no limit; wanted is one such as %q or %q", text, "180 DAYS ANNUALLY household", "500000 KES ANNUALLY person")
	words := strings.Fields(text)
	if len(words) != 4 {
		return Limit{}, wrong
	}
	limit := Limit{Unit: LimitUnit(words[1]), Frequency: Frequency(words[2]), Scope: LimitScope(words[3])}
	known := slices.Contains(limitUnits, limit.Unit) && slices.Contains(frequencies, limit.Frequency) && slices.Contains(limitScopes, limit.Scope)
	quantity, err := limit.Unit.parse(words[0])
	if err != nil || !known {
		return Limit{}, wrong
	}
	limit.Quantity = quantity
	return limit, nil
}

// parse reads a quantity above zero: of KES an amount in shillings, else a whole number.
func (u LimitUnit) parse(text string) (int64, error) {
	if u == LimitKES {
		return parseAmount(text)
	}
	quantity, err := strconv.ParseInt(text, 10, 32)
	if err != nil || quantity <= 0 {
		return 0, fmt.Errorf("%q is no number above zero", text)
	}
	return quantity, nil
}

// String is the limit in the national words: "180 DAYS ANNUALLY household". An amount is in
// shillings.
func (l Limit) String() string {
	quantity := strconv.FormatInt(l.Quantity, 10)
	if l.Unit == LimitKES {
		quantity = fhir.Cents(l.Quantity).Decimal()
	}
	return fmt.Sprintf("%s %s %s %s", quantity, l.Unit, l.Frequency, l.Scope)
}
