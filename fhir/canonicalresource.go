package fhir

// CanonicalResource is a resource that others name by a canonical url: a StructureDefinition, a
// CodeSystem, a ValueSet. It is written once and served as it is.
type CanonicalResource struct {
	// Type is the resource type, ID the resource's id: "StructureDefinition", "claim".
	Type, ID string
	// URL, Version, Name and Title are the elements of these names.
	URL, Version, Name, Title string
	// Body is the resource as JSON.
	Body []byte
}
