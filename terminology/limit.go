package terminology

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
