package terminology

import (
	"regexp"
	"strings"
)

// limitPhrase is how people write a limit: "max 180 days per household per year".
var limitPhrase = regexp.MustCompile(`^(?:max(?:imum)? |up to |limit(?:ed to)? )?(?:(kes|kshs?)\.? ?)?(\d[\d,.]*) ?([a-z]+ )?((?:per|each|a) .*)$`)

// The words of such a phrase.
var (
	limitUnitWords = map[string]LimitUnit{
		"day": LimitDays, "days": LimitDays,
		"intervention": LimitIntervention, "interventions": LimitIntervention, "session": LimitIntervention, "sessions": LimitIntervention,
		"time": LimitIntervention, "times": LimitIntervention, "visit": LimitIntervention, "visits": LimitIntervention,
		"kes": LimitKES, "shillings": LimitKES, "ksh": LimitKES, "kshs": LimitKES,
	}
	frequencyWords = map[string]Frequency{"week": Weekly, "month": Monthly, "quarter": Quarterly, "year": Annually, "annum": Annually}
	scopeWords     = map[string]LimitScope{"person": PerPerson, "member": PerPerson, "patient": PerPerson, "household": PerHousehold, "family": PerHousehold}
)

// fewest is the smallest number that counts as shillings where a phrase does not say what it counts:
// nobody has that many days or interventions in a period.
const fewest = 1000_00

// readLimitPhrase reads a limit as people write it. It needs all of quantity, period and whose use
// counts: a limit that lacks one is no limit that could be checked.
func readLimitPhrase(phrase string) (Limit, bool) {
	parts := limitPhrase.FindStringSubmatch(strings.ToLower(phrase))
	if parts == nil {
		return Limit{}, false
	}
	var limit Limit
	for word := range strings.FieldsSeq(parts[4]) {
		frequency, isFrequency := frequencyWords[word]
		scope, isScope := scopeWords[word]
		switch {
		case isFrequency && limit.Frequency == "":
			limit.Frequency = frequency
		case isScope && limit.Scope == "":
			limit.Scope = scope
		case word != "per" && word != "each" && word != "a":
			return Limit{}, false
		}
	}
	unit, known := limitUnitWords[strings.TrimSpace(parts[3])]
	bare := parts[1] == "" && parts[3] == ""
	if parts[1] != "" && parts[3] == "" || bare {
		unit, known = LimitKES, true
	}
	limit.Unit = unit
	quantity, err := unit.parse(parts[2])
	if err != nil || !known || limit.Frequency == "" || limit.Scope == "" || bare && quantity < fewest {
		return Limit{}, false
	}
	limit.Quantity = quantity
	return limit, true
}
