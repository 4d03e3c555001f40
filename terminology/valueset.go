package terminology

// ValueSet is a choice of codes, by R4's ValueSet.compose.
type ValueSet struct {
	URL, Version, Name, Title string
	Include, Exclude          []Choice
}

// Choice is one include or exclude of a value set: codes of a code system that meet all of what it
// says, and that are in all of its value sets.
type Choice struct {
	// System is the canonical of a code system, Version one of its versions; empty: the one in force.
	System, Version string
	// Codes are those that are meant; none: all.
	Codes   []string
	Filters []Filter
	// ValueSets are canonicals.
	ValueSets []string
}

// Filter chooses concepts by a property.
type Filter struct {
	Property string
	// Op is one of http://hl7.org/fhir/filter-operator.
	Op    string
	Value string
}

// AllCodes is the canonical of the value set of all codes of a code system.
func AllCodes(system string) string { return system + allCodes }

const allCodes = "?fhir_vs"
