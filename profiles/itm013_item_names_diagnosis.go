package profiles

import "github.com/bima-exchange/bima/fhir"

var itemNamesDiagnosis = Rule{
	Entry: Entry{
		ID:     "ITM-013",
		Title:  "Every item names the diagnosis that it is for, in diagnosisSequence.",
		Cites:  "Claims Submission Guide, ICD-11: diagnosis and service are coded together",
		Mend:   "Write in diagnosisSequence the sequence of each diagnosis for which the service was given.",
		Strict: fhir.Information, Lenient: fhir.Information,
	},
	CheckClaim: func(c *check) {
		if len(c.claim.Diagnosis) == 0 {
			return // CLM-009 speaks
		}
		for _, item := range c.claim.Item {
			path := item.Path + ".diagnosisSequence"
			if _, unread := c.givenFor()[path]; len(item.DiagnosisSequence) == 0 && !unread {
				c.find(path, "required", "item %s does not say for which diagnosis it is; the sequence of one is wanted", name(item))
			}
		}
	},
}
