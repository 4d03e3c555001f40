package profiles

// structureDefinition is the R4 StructureDefinition of an extension.
type structureDefinition struct {
	definitionHead
	FHIRVersion    string        `json:"fhirVersion"`
	Kind           string        `json:"kind"`
	Abstract       bool          `json:"abstract"`
	Context        []usedWithin  `json:"context"`
	Type           string        `json:"type"`
	BaseDefinition string        `json:"baseDefinition"`
	Derivation     string        `json:"derivation"`
	Differential   *differential `json:"differential"`
}

// usedWithin is StructureDefinition.context.
type usedWithin struct {
	Type       string `json:"type"`
	Expression string `json:"expression"`
}

type differential struct {
	Element []elementDefinition `json:"element"`
}

// elementDefinition is an ElementDefinition with what the definition of an extension says.
type elementDefinition struct {
	ID       string         `json:"id"`
	Path     string         `json:"path"`
	Short    string         `json:"short,omitempty"`
	Min      int            `json:"min,omitempty"`
	Max      string         `json:"max,omitempty"`
	Type     []elementType  `json:"type,omitempty"`
	FixedURI string         `json:"fixedUri,omitempty"`
	Binding  *elementCoding `json:"binding,omitempty"`
}

type elementType struct {
	Code string `json:"code"`
}

// elementCoding is ElementDefinition.binding.
type elementCoding struct {
	Strength string `json:"strength"`
	ValueSet string `json:"valueSet"`
}

const r4Structures = "http://hl7.org/fhir/StructureDefinition/"

// definition is the StructureDefinition of the extension.
func (e extension) definition(base string) []byte {
	head := headOf("StructureDefinition", e.id, e.title, e.says, base)
	value := elementDefinition{ID: "Extension.value[x]", Path: "Extension.value[x]", Min: 1, Type: []elementType{{e.value}}}
	if e.codes != "" {
		value.Binding = &elementCoding{Strength: "extensible", ValueSet: base + "/ValueSet/" + e.codes}
	}
	return written(structureDefinition{
		definitionHead: head,
		FHIRVersion:    "4.0.1", Kind: "complex-type", Context: []usedWithin{{"element", e.within}},
		Type: "Extension", BaseDefinition: r4Structures + "Extension", Derivation: "constraint",
		Differential: &differential{[]elementDefinition{
			{ID: "Extension", Path: "Extension", Short: e.title},
			{ID: "Extension.extension", Path: "Extension.extension", Max: "0"},
			{ID: "Extension.url", Path: "Extension.url", FixedURI: head.URL},
			value,
		}},
	})
}
