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
		Mend:   "If the code is right, the sender has nothing to mend. Who runs the exchange loads the full list, which its owner publishes.",
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
		for _, coding := range c.diagnosisCodings() {
			cluster, err := terminology.ParseCluster(coding.text)
			if err != nil {
				continue // DIA-001 or DIA-002 speaks
			}
			var unsure []string
			for _, fault := range c.judge(cluster).unsure {
				unsure = append(unsure, cluster.NameOf(fault.Part))
			}
			if len(unsure) > 0 {
				c.find(coding.path, "code-invalid", text, and(unsure), "ICD-11")
			}
		}
	},
}
