package profiles

import (
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

var diagnosisCodeExists = Rule{
	Entry: Entry{
		ID:     "DIA-001",
		Title:  "A diagnosis is coded with an ICD-11 code or a cluster of them, and every part exists in the release in force.",
		Cites:  "Claims Submission Guide, ICD-11; WHO ICD-11 Reference Guide 2.9 to 2.11",
		Mend:   "",
		Strict: fhir.Error, Lenient: fhir.Error,
	},
	CheckClaim: func(c *check) {
		for _, diagnosis := range c.claim.Diagnosis {
			if len(diagnosis.Concept.Coding) == 0 {
				continue // CLM-009 speaks
			}
			coding, ok := c.chosen(diagnoses, diagnosis.Concept)
			if !ok {
				continue
			}
			path := coding.Path + ".code"
			if terminology.LooksLikeICD10(coding.Code) {
				c.find(path, "code-invalid", "%q has the form of ICD-10; wanted is an ICD-11 code, such as DA42.Z", coding.Code)
				continue
			}
			cluster, err := terminology.ParseCluster(coding.Code)
			if err != nil {
				c.find(path, "code-invalid", "%q is no ICD-11 code or cluster: %s", coding.Code, err)
				continue
			}
			unknown, malformed := c.unlisted(cluster)
			if len(malformed) > 0 {
				c.find(path, "code-invalid", "%q is no ICD-11 code or cluster; not formed as a code such as DA42.Z is: %s", coding.Code, and(malformed))
			}
			if len(unknown) > 0 && c.terms.ICD11() == terminology.Complete {
				c.find(path, "code-invalid", "%q is coded with what the release of ICD-11 in force does not have: %s; wanted is a code that it has", coding.Code, and(unknown))
			}
		}
	},
}
