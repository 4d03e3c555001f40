package fhir

// Rule is one thing that reading a body looks for. What it finds is said in package fhir; what a
// bundle must satisfy beyond reading is said in package profiles.
type Rule struct {
	// ID is stable and never reused: "FHR-010".
	ID string
	// Title is what holds when there is nothing to find.
	Title string
	// Cites is the clause that asks for it.
	Cites string
	// Mend is how a sender mends what is found.
	Mend string
	// Strict and Lenient are the level of a finding under each handling. Under lenient handling
	// they hold for what was repaired; what could not be is an Error.
	Strict, Lenient Level
	// Fixed: no operator can set another level, since what was found cannot be taken in.
	Fixed bool
}

// Rules are the rules of reading, by id.
func Rules() []Rule {
	return []Rule{
		{
			ID:     "FHR-001",
			Title:  "The body is one JSON object in UTF-8, without byte-order mark, trailing bytes or duplicate keys, at most 64 levels deep and of at most 500,000 values, with numbers of at most 34 digits and an exponent within ±30.",
			Cites:  "RFC 8259; R4 JSON",
			Mend:   "Write the body with a JSON library, as UTF-8, and send nothing before or after it.",
			Strict: Error, Lenient: Error, Fixed: true,
		},
		{
			ID:     "FHR-002",
			Title:  "The body is a FHIR Bundle.",
			Cites:  "Claims Submission Guide, checklist 4",
			Mend:   "Wrap the Claim and all that it refers to as entries of a Bundle, each as {\"fullUrl\": …, \"resource\": {…}}.",
			Strict: Error, Lenient: Error, Fixed: true,
		},
		{
			ID:     "FHR-003",
			Title:  "Every element is as R4 writes it: type, choice, cardinality, required elements, format.",
			Cites:  "R4, the definition of each resource and data type",
			Mend:   "Write the element as the finding says.",
			Strict: Error, Lenient: Error, Fixed: true,
		},
		{
			ID:     "FHR-010",
			Title:  "Numbers and booleans are no strings.",
			Cites:  "R4 JSON, primitive elements",
			Mend:   "Write numbers and booleans without quotes.",
			Strict: Error, Lenient: Warning,
		},
		{
			ID:     "FHR-011",
			Title:  "A time has its zone.",
			Cites:  "R4 dateTime and instant",
			Mend:   "Add the zone behind the time: +03:00 for Nairobi.",
			Strict: Error, Lenient: Warning,
		},
		{
			ID:     "FHR-012",
			Title:  "No array or object is empty, and nothing is null.",
			Cites:  "R4 JSON, ele-1",
			Mend:   "Leave out the element that has no value.",
			Strict: Error, Lenient: Warning,
		},
		{
			ID:     "FHR-013",
			Title:  "A Coverage has an id and a payor.",
			Cites:  "R4 Coverage; Kenya eClaims Coverage",
			Mend:   "Give the Coverage the id with which its fullUrl ends, and the Social Health Authority as payor.",
			Strict: Error, Lenient: Warning,
		},
		{
			ID:     "FHR-014",
			Title:  "The version of a canonical follows a plain |, not %7C.",
			Cites:  "R4 canonical",
			Mend:   "Do not percent-encode the | before the version.",
			Strict: Error, Lenient: Warning,
		},
		{
			ID:     "FHR-015",
			Title:  "Every element is one that R4 knows.",
			Cites:  "R4, the definition of each resource and data type",
			Mend:   "Use R4's name of the element, or leave the element out.",
			Strict: Error, Lenient: Warning,
		},
		{
			ID:     "FHR-016",
			Title:  "An amount of a Claim has its currency, and the code of the Kenyan shilling is KES.",
			Cites:  "R4 Money; ISO 4217",
			Mend:   "Write \"currency\": \"KES\" beside the value.",
			Strict: Error, Lenient: Warning,
		},
		{
			ID:     "FHR-017",
			Title:  "A message Bundle has a MessageHeader.",
			Cites:  "R4 bdl-12",
			Mend:   "Nothing has to be mended: no public client sends one, and none is needed here.",
			Strict: Information, Lenient: Information,
		},
		{
			ID:     "FHR-018",
			Title:  "Telecom, address and name of Practitioner and Patient have only what R4 allows.",
			Cites:  "R4 ContactPoint (cpt-2), Address and HumanName",
			Mend:   "Write the part as R4 does, or leave it out. A telecom with a value names its system: phone, email.",
			Strict: Error, Lenient: Warning,
		},
		{
			ID:     "FHR-019",
			Title:  "There is no modifierExtension and no implicitRules that is not known here.",
			Cites:  "R4 extensibility, modifier extensions; R4 Resource.implicitRules",
			Mend:   "Leave the modifierExtension or implicitRules out.",
			Strict: Error, Lenient: Error, Fixed: true,
		},
		{
			ID:     "FHR-020",
			Title:  "An amount of a Claim has at most two decimals that are not zero.",
			Cites:  "Claims Submission Guide, checklist 9",
			Mend:   "Round amounts to whole cents before they are written, and add them up as decimals.",
			Strict: Error, Lenient: Warning,
		},
	}
}
