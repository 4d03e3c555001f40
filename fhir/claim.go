package fhir

// Claim is a FHIR Claim.
type Claim struct {
	// Path is "Bundle.entry[4].resource".
	Path        string
	Entry       *Entry
	ID          Field[string]
	Identifier  []Identifier
	Extension   []Extension
	Status      Field[string]
	Use         Field[string]
	Created     Field[DateTime]
	Type        CodeableConcept
	SubType     CodeableConcept
	Priority    CodeableConcept
	Patient     Reference
	Provider    Reference
	Billable    Period
	CareTeam    []CareTeam
	Insurance   []Insurance
	Diagnosis   []Diagnosis
	Information []SupportingInfo
	Item        []Item
	Related     []Related
	Total       Amount

	node *node
}

// CareTeam is one Claim.careTeam.
type CareTeam struct {
	Path     string
	Sequence Field[int]
	Provider Reference
}

// Insurance is one Claim.insurance.
type Insurance struct {
	Path     string
	Sequence Field[int]
	Focal    Field[bool]
	Coverage Reference
	// PreAuthRef are the numbers of preauthorizations.
	PreAuthRef []Field[string]
}

// SupportingInfo is one Claim.supportingInfo.
type SupportingInfo struct {
	Path     string
	Sequence Field[int]
	// Attachment are the extensions of valueAttachment, one of which says what the document is; nil
	// where the information is no attachment.
	Attachment []Extension
}

// Diagnosis is one Claim.diagnosis. Concept is that of diagnosisCodeableConcept or, where the
// claim refers to a Condition of the bundle, of Condition.code.
type Diagnosis struct {
	Path      string
	Sequence  Field[int]
	Type      []CodeableConcept
	Concept   CodeableConcept
	Reference Reference
}

// Related is one Claim.related.
type Related struct {
	Path         string
	Claim        Reference
	Relationship CodeableConcept
}

// Item is one Claim.item. Its details are not read: a claim's total is that of its items.
type Item struct {
	Path             string
	Sequence         Field[int]
	Extension        []Extension
	ProductOrService CodeableConcept
	Serviced         Period
	ServicedDate     Field[DateTime]
	Quantity         Field[Decimal]
	UnitPrice        Amount
	Factor           Field[Decimal]
	Net              Amount

	// What the item says of the claim's careTeam, diagnosis and supportingInfo, by their sequence.
	CareTeamSequence    []Field[int]
	DiagnosisSequence   []Field[int]
	InformationSequence []Field[int]
}
