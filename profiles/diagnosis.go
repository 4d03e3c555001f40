package profiles

import (
	"fmt"
	"slices"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// partForm reports whether one code of a cluster has the form of an ICD-11 code.
func partForm(part terminology.Part) bool {
	return terminology.StemForm(part.Code) || terminology.ExtensionForm(part.Code)
}

// clusterForm reports whether a text has the form of an ICD-11 code or cluster.
func clusterForm(code string) bool {
	cluster, err := terminology.ParseCluster(code)
	return err == nil && !slices.ContainsFunc(cluster.Parts(), func(part terminology.Part) bool { return !partForm(part) })
}

// canonicalCluster is the code as ICD-11 stores it, or the text as it is where it is no cluster.
func canonicalCluster(code string) string {
	cluster, err := terminology.ParseCluster(code)
	if err != nil {
		return code
	}
	return cluster.Canonical
}

// diagnosedOn is the day whose release of ICD-11 counts: that on which the claim's services begin;
// zero where the claim names none.
func (c *check) diagnosedOn() fhir.Date {
	day, _ := c.claim.Billable.Start.Value.Date()
	return day
}

// diagnosisConcepts are the concepts of the claim's diagnoses, each once: many may refer to one
// Condition.
func (c *check) diagnosisConcepts() []fhir.CodeableConcept {
	var concepts []fhir.CodeableConcept
	seen := map[string]bool{}
	for _, diagnosis := range c.claim.Diagnosis {
		if concept := diagnosis.Concept; !seen[concept.Path] {
			seen[concept.Path] = true
			concepts = append(concepts, concept)
		}
	}
	return concepts
}

// diagnosisCodings are the codings of the claim's diagnoses that count, without those of no code.
func (c *check) diagnosisCodings() []fhir.Coding {
	var codings []fhir.Coding
	for _, concept := range c.diagnosisConcepts() {
		if coding, _ := diagnoses.only(concept); coding.Code != "" {
			codings = append(codings, coding)
		}
	}
	return codings
}

// unlisted are the parts of a cluster that are not in the list on the day.
type unlisted struct {
	// malformed have not the form of a code, retired were in the list before that day, and unknown
	// were not.
	malformed, retired, unknown []terminology.Part
}

func (c *check) unlisted(cluster terminology.Cluster) unlisted {
	var u unlisted
	for _, part := range cluster.Parts() {
		if _, ok := c.terms.Diagnosis(part.Code, c.diagnosedOn()); ok {
			continue
		}
		_, once := c.terms.Diagnosis(part.Code, fhir.Date{})
		switch {
		case !partForm(part):
			u.malformed = append(u.malformed, part)
		case once:
			u.retired = append(u.retired, part)
		default:
			u.unknown = append(u.unknown, part)
		}
	}
	return u
}

// partName names a part: by its code and, where it is one of many, by where it begins.
func partName(cluster terminology.Cluster, part terminology.Part) string {
	if cluster.Canonical == part.Code {
		return part.Code
	}
	return fmt.Sprintf("%s (at character %d)", part.Code, part.Offset+1)
}

func partNames(cluster terminology.Cluster, parts []terminology.Part) []string {
	names := make([]string, len(parts))
	for i, part := range parts {
		names[i] = partName(cluster, part)
	}
	return names
}

// replacement is what a finding wants in the place of a retired code.
func replacement(retired terminology.Diagnosis) string {
	if retired.ReplacedBy == "" {
		return "a code that is still in use"
	}
	return retired.ReplacedBy + ", which is used in its place"
}
