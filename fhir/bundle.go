package fhir

// Bundle is a submitted Bundle: what was read, beside the body as it was received.
// Decode makes it; it is not changed afterwards.
type Bundle struct {
	Path string // "Bundle"
	ID   Field[string]
	// Profile are the values of meta.profile.
	Profile   []Field[string]
	Type      Field[string]
	Timestamp Field[DateTime]
	Entry     []*Entry

	body   []byte
	root   *node
	claims []*Claim
	// byURL holds the first entry with a resource under each fullUrl, as it is and by its version.
	byURL map[versioned]*Entry
}

// Entry is one Bundle.entry.
type Entry struct {
	// Path is "Bundle.entry[3]".
	Path    string
	Index   int
	FullURL Field[string]
	// Resource is nil where the entry has none or where it is no object.
	Resource *Resource

	// base is that of FullURL, after which relative references of the resource are read.
	base string
}

// Resource is the resource of an entry. One of the typed views is set where the type is one that
// the exchange reads; every resource keeps its references.
type Resource struct {
	// Path is "Bundle.entry[3].resource".
	Path string
	// Type is the resourceType as it was written, known to R4 or not.
	Type string
	// KnownType reports whether R4 has a resource of this type.
	KnownType bool
	ID        Field[string]
	// Profile are the values of meta.profile.
	Profile    []Field[string]
	Identifier []Identifier
	Extension  []Extension
	// References are all Reference elements below the resource, in the order of the body,
	// contained resources and extensions included.
	References []TypedReference

	Claim        *Claim
	Coverage     *Coverage
	Patient      *Patient
	Organization *Organization
	Practitioner *Practitioner

	node *node
	// contained are the contained resources by their id.
	contained map[string]*node
}

// TypedReference is a Reference with the resource types that R4 permits in its place.
type TypedReference struct {
	Reference
	// Permitted are resource types; empty where any is permitted.
	Permitted []string
}

// Coverage is a FHIR Coverage.
type Coverage struct {
	Path        string
	Status      Field[string]
	Beneficiary Reference
	Period      Period
}

// Patient is a FHIR Patient, as far as a claim needs it.
type Patient struct {
	Path      string
	Gender    Field[string]
	BirthDate Field[DateTime]
}

// Organization is a FHIR Organization, as far as a claim needs it.
type Organization struct {
	Path string
	Name Field[string]
}

// Practitioner is a FHIR Practitioner, as far as a claim needs it.
type Practitioner struct {
	Path string
	// Qualification are the periods of the qualifications, a licence being one, in their order.
	Qualification []Period
}

// Claims are the Claim resources of the bundle in the order of their entries.
func (b *Bundle) Claims() []*Claim { return b.claims }

// Body is the bundle byte for byte as it was received.
func (b *Bundle) Body() []byte { return b.body }
