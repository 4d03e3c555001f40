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
		for _, concept := range conceptsOf(c.claim.Diagnosis) {
			if len(concept.Coding) == 0 {
				continue // CLM-009 speaks
			}
			coding, ok := c.chosen(diagnoses, concept)
			if !ok {
				continue
			}
			said := said(concept, coding)
			c.expressed(concept, said)
			if grouping(said.text) == "" {
				c.diagnosisCode(said)
			}
		}
	},
}

// diagnosisCode reports a code that is no code or cluster of ICD-11, or is not in the release in
// force.
func (c *check) diagnosisCode(said coded) {
	cluster, err := terminology.ParseCluster(said.text)
	switch {
	case terminology.LooksLikeICD10(said.text):
		c.find(said.path, "code-invalid", "%q has the form of ICD-10; wanted is an ICD-11 code, such as DA42.Z, under the system of ICD-11", said.text)
		return
	case isWeb(said.text):
		c.find(said.path, "code-invalid", "%q is an address and no code; wanted is the ICD-11 code that is found there, such as DA42.Z", said.text)
		return
	case err != nil:
		c.find(said.path, "code-invalid", "%q is no ICD-11 code or cluster: %s", said.text, err)
		return
	}
	for _, fault := range c.judge(cluster).wrong {
		if on := c.diagnosedOn(); !fault.From.IsZero() && !on.IsZero() {
			fault.Text += fmt.Sprintf("; the services begin on %s", on)
		}
		c.find(said.path, "code-invalid", "%s", fault.Text)
	}
}
