package fhir

// State says how an element was found.
type State int

const (
	// Absent: the element is not in the body, or a repair dropped it.
	Absent State = iota
	// Present: the element was read, repaired where that was needed; Value holds it.
	Present
	// Unreadable: the element is there, but not as R4 writes it, and could not be repaired. An FHR
	// finding at its Path says so, and rules that need the value keep silent: no fault is told
	// twice.
	Unreadable
)

// Field is one element as it was found.
type Field[T any] struct {
	// Value is the zero T unless State is Present.
	Value T
	// Path is where the element is or, where it is absent, would be.
	Path string
	// State says how it was found.
	State State
}

// Present reports whether the element was there and could be read.
func (f Field[T]) Present() bool { return f.State == Present }

// Absent reports whether the element is not in the body, or was dropped.
func (f Field[T]) Absent() bool { return f.State == Absent }

// Coding is a FHIR Coding. Path is that of the coding itself.
type Coding struct {
	Path    string
	System  string
	Version string
	Code    string
	Display string
	// Extension are those of the coding itself.
	Extension []Extension
}

// CodeableConcept is a FHIR CodeableConcept.
type CodeableConcept struct {
	Path   string
	State  State
	Coding []Coding
	Text   string
	// Extension are those of the concept, without those of its codings.
	Extension []Extension
}

// Identifier is a FHIR Identifier.
type Identifier struct {
	Path   string
	System string
	Value  string
	// Type holds the codes of Identifier.type.coding: "fr-code".
	Type []string
}

// Reference is a FHIR Reference: literal (Literal is set), logical (Identifier is set), or both.
type Reference struct {
	// Path is that of the Reference element; the literal is at Path + ".reference".
	Path  string
	State State
	// Literal is Reference.reference, empty where there is none.
	Literal string
	// Type is Reference.type, empty where there is none.
	Type       string
	Identifier Identifier
	Display    string
}

// Period is a FHIR Period.
type Period struct {
	Path  string
	State State
	Start Field[DateTime]
	End   Field[DateTime]
}

// Days is the first and the last calendar day; false where one of them is absent, unreadable or
// no day.
func (p Period) Days() (first, last Date, ok bool) {
	first, okFirst := p.Start.Value.Date()
	last, okLast := p.End.Value.Date()
	return first, last, okFirst && okLast
}

// Amount is a FHIR Money element.
type Amount struct {
	Path string
	// State is Absent where the element is missing or has no value; Currency may then be Present,
	// which tells the two apart. It is Unreadable only where a value is there that is no decimal or
	// no whole cents.
	State State
	// Value is the decimal as it was read; Money the same in cents.
	Value    Decimal
	Money    Money
	Currency Field[string]
}

// Present reports whether the amount was there and could be read.
func (a Amount) Present() bool { return a.State == Present }

// Extension is a FHIR Extension with the values that the exchange looks at.
type Extension struct {
	Path      string
	URL       string
	String    Field[string]
	Date      Field[DateTime]
	Money     Amount
	Reference Reference
	Concept   CodeableConcept
	Extension []Extension
}
