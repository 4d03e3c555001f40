package profiles

import (
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

// conceptsOf are the concepts of diagnoses, each once: many may refer to one Condition.
func conceptsOf(of []fhir.Diagnosis) []fhir.CodeableConcept {
	var concepts []fhir.CodeableConcept
	seen := map[string]bool{}
	for _, diagnosis := range of {
		if concept := diagnosis.Concept; !seen[concept.Path] {
			seen[concept.Path] = true
			concepts = append(concepts, concept)
		}
	}
	return concepts
}

// diagnosisCodings are the codings of the claim's diagnoses that count, without those of no code.
func (c *check) diagnosisCodings() []coded {
	var codings []coded
	for _, concept := range conceptsOf(c.claim.Diagnosis) {
		if coding, _ := diagnoses.only(concept); coding.Code != "" {
			codings = append(codings, said(concept, coding))
		}
	}
	return codings
}

// judged are the faults of a cluster on the claim's day, in three kinds.
type judged struct {
	// wrong are of codes that do not exist on the day, chosen of codes that do and are not well
	// chosen, and unsure of codes that are not in a list which is only a part of the release.
	wrong, chosen, unsure []terminology.Fault
}

// judge judges the codes of a cluster. That a code is not in a part of a release proves nothing.
func (c *check) judge(cluster terminology.Cluster) judged {
	var j judged
	release, _ := c.terms.InForce(terminology.ICD11URL, c.diagnosedOn())
	for _, fault := range c.terms.Judge(cluster, c.diagnosedOn()) {
		switch {
		case fault.Kind == terminology.Unknown && release.Content == terminology.Fragment:
			j.unsure = append(j.unsure, fault)
		case fault.Kind.Missing():
			j.wrong = append(j.wrong, fault)
		default:
			j.chosen = append(j.chosen, fault)
		}
	}
	return j
}
