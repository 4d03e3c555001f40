package profiles

import (
	"slices"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// coded is a coding of a diagnosis and what it says: its code or, where the coding or its concept
// has the extension icd11-cluster-expression, the cluster in there, of which the code is the first
// stem.
type coded struct {
	fhir.Coding
	// text is the code or cluster as it was received, and path its element.
	text, path string
}

// said is what the coding of a concept says.
func said(concept fhir.CodeableConcept, coding fhir.Coding) coded {
	for _, expression := range expressions(concept, coding) {
		if expression.String.Present() {
			return coded{coding, expression.String.Value, expression.String.Path}
		}
	}
	return coded{coding, coding.Code, coding.Path + ".code"}
}

// expressions are the clusters that stand in extensions: those of the coding, then those of the
// concept.
func expressions(concept fhir.CodeableConcept, coding fhir.Coding) []fhir.Extension {
	var found []fhir.Extension
	for _, extension := range slices.Concat(coding.Extension, concept.Extension) {
		if isExtension(extension, "icd11-cluster-expression") {
			found = append(found, extension)
		}
	}
	return found
}

// expressed reports clusters in extensions that are none, differ, or do not begin with the code.
func (c *check) expressed(concept fhir.CodeableConcept, said coded) {
	canonical := canonicalCluster(said.text)
	for _, expression := range expressions(concept, said.Coding) {
		text, path := expression.String.Value, expression.String.Path
		switch {
		case expression.String.Absent():
			c.find(path, "required", "the extension has no valueString; wanted is the ICD-11 cluster that begins with the code %s", said.Code)
		case expression.String.Present() && canonicalCluster(text) != canonical:
			c.find(path, "code-invalid", "the extensions give two clusters, %q and %q; wanted is one", said.text, text)
		}
	}
	if said.text == said.Code {
		return
	}
	code := canonicalCluster(said.Code)
	cluster, err := terminology.ParseCluster(said.text)
	if err == nil && code != cluster.Groups[0].Stem.Code && code != cluster.Canonical {
		c.find(said.path, "code-invalid", "the cluster begins with %s, and the code of the coding is %q; wanted is a cluster that begins with the code",
			cluster.Groups[0].Stem.Code, said.Code)
	}
}
