package profiles

import (
	"fmt"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

var diagnosisCodeExists = Rule{
	Entry: Entry{
		ID:     "DIA-001",
		Title:  "A diagnosis is coded with an ICD-11 code or a cluster of them, and every part exists in the release in force.",
		Cites:  "Claims Submission Guide, ICD-11; WHO ICD-11 Reference Guide 2.9 to 2.11",
		Mend:   "Look the diagnosis up in ICD-11 and write its code as it stands there; join an extension code (X…) to it with &, and a further code with /.",
		Strict: fhir.Error, Lenient: fhir.Error,
	},
	CheckClaim: func(c *check) {
		for _, concept := range c.diagnosisConcepts() {
			if len(concept.Coding) == 0 {
				continue // CLM-009 speaks
			}
			if coding, ok := c.chosen(diagnoses, concept); ok && grouping(coding.Code) == "" {
				c.diagnosisCode(coding)
			}
		}
	},
}

// diagnosisCode reports a code that is no code or cluster of ICD-11, or is not in the release in
// force.
func (c *check) diagnosisCode(coding fhir.Coding) {
	path, code := coding.Path+".code", coding.Code
	cluster, err := terminology.ParseCluster(code)
	switch {
	case terminology.LooksLikeICD10(code):
		c.find(path, "code-invalid", "%q has the form of ICD-10; wanted is an ICD-11 code, such as DA42.Z, under the system of ICD-11", code)
		return
	case isWeb(code):
		c.find(path, "code-invalid", "%q is an address and no code; wanted is the ICD-11 code that is found there, such as DA42.Z", code)
		return
	case err != nil:
		c.find(path, "code-invalid", "%q is no ICD-11 code or cluster: %s", code, err)
		return
	}
	unlisted := c.unlisted(cluster)
	for _, part := range unlisted.malformed {
		meant := ""
		if near, ok := c.terms.SuggestDiagnosis(part.Code); ok {
			meant = fmt.Sprintf("; is %s meant?", near)
		}
		c.find(path, "code-invalid", "%s is not formed as a code of ICD-11 is, such as DA42.Z%s", partName(cluster, part), meant)
	}
	for _, part := range unlisted.retired {
		retired, _ := c.terms.Diagnosis(part.Code, fhir.Date{})
		c.find(path, "code-invalid", "ICD-11 has no %s since %s, and the services begin on %s; wanted is %s",
			partName(cluster, part), retired.Retired, c.diagnosedOn(), replacement(retired))
	}
	if len(unlisted.unknown) > 0 && c.terms.ICD11() == terminology.Complete {
		c.find(path, "code-invalid", "the release of ICD-11 in force has no %s; wanted is a code that it has", or(partNames(cluster, unlisted.unknown)))
	}
}
