package fhir

// Rule is one thing that reading a body looks for. What it finds is said in package fhir; what a
// bundle must satisfy beyond reading is said in package profiles.
type Rule struct {
	// ID is stable and never reused: "FHR-010".
	ID string
	// Title is what holds when there is nothing to find.
	Title string
	// Level is what a finding means.
	Level Level
}

// Rules are the rules of reading, by id.
func Rules() []Rule {
	return []Rule{
		{"FHR-001", "The body is one JSON object in UTF-8, without byte-order mark, trailing bytes or duplicate keys, at most 64 levels deep, with numbers of at most 34 digits and an exponent within ±30.", Error},
		{"FHR-002", "The body is a FHIR Bundle.", Error},
		{"FHR-003", "Every element is as R4 writes it: type, choice, cardinality, required elements, format.", Error},
		{"FHR-010", "Numbers and booleans are no strings.", Error},
		{"FHR-011", "A time has its zone.", Error},
		{"FHR-012", "No array or object is empty, and nothing is null.", Error},
		{"FHR-013", "A Coverage has an id and a payor.", Error},
		{"FHR-014", "The version of a canonical follows a plain |, not %7C.", Error},
		{"FHR-015", "Every element is one that R4 knows.", Error},
		{"FHR-016", "An amount has its currency, and the code of the Kenyan shilling is KES.", Error},
		{"FHR-017", "A message Bundle has a MessageHeader.", Information},
		{"FHR-018", "Telecom, address and name of Practitioner and Patient have only what R4 allows.", Error},
		{"FHR-019", "There is no modifierExtension and no implicitRules that is not known here.", Error},
		{"FHR-020", "An amount has at most two decimals that are not zero.", Error},
	}
}
