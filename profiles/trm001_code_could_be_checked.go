package profiles

import (
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

var codeCouldBeChecked = Rule{
	Entry: Entry{
		ID:     "TRM-001",
		Title:  "Every code of right form could be looked up in a full list.",
		Cites:  "R4 CodeSystem.content",
		Mend:   "",
		Strict: fhir.Warning, Lenient: fhir.Warning,
	},
	CheckClaim: func(c *check) {
		const text = "%s: the form is right, but it could not be looked up, since only a part of %s is loaded. " +
			"Who runs the exchange can load the full list, which its owner publishes"
		if c.terms.Interventions() == terminology.Fragment {
			for _, item := range c.claim.Item {
				coding, ok := interventions.only(item.ProductOrService)
				if ok && terminology.InterventionForm(coding.Code) && !c.terms.KnownIntervention(coding.Code) {
					c.find(coding.Path+".code", "code-invalid", text, coding.Code, "the payer's catalogue of interventions")
				}
			}
		}
		if c.terms.ICD11() == terminology.Fragment {
			for _, diagnosis := range c.claim.Diagnosis {
				coding, _ := diagnoses.only(diagnosis.Concept)
				cluster, err := terminology.ParseCluster(coding.Code)
				if err != nil {
					continue // DIA-001 speaks
				}
				if unknown, malformed := c.unlisted(cluster); len(unknown) > 0 && len(malformed) == 0 {
					c.find(coding.Path+".code", "code-invalid", text, and(unknown), "ICD-11")
				}
			}
		}
	},
}
