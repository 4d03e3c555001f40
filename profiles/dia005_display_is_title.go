package profiles

import (
	"strings"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

var displayIsTitle = Rule{
	Entry: Entry{
		ID:     "DIA-005",
		Title:  "The display of a diagnosis is the title of its code in ICD-11. Clusters are not looked at.",
		Cites:  "R4 Coding.display; WHO ICD-11 MMS",
		Mend:   "See whether the code or the display is what was meant. The code is what counts; write ICD-11's title as display, or none.",
		Strict: fhir.Information, Lenient: fhir.Information,
	},
	CheckClaim: func(c *check) {
		for _, coding := range c.diagnosisCodings() {
			cluster, err := terminology.ParseCluster(coding.text)
			if err != nil || coding.Display == "" {
				continue
			}
			diagnosis, ok := c.terms.Diagnosis(cluster.Canonical, c.diagnosedOn())
			if ok && !sameWords(coding.Display, diagnosis.Title) {
				c.find(coding.Path+".display", "informational", "the display is %q, and %s is %q in ICD-11; the code counts, so see that it is the one that is meant",
					coding.Display, diagnosis.Code, diagnosis.Title)
			}
		}
	},
}

// sameWords reports whether two texts differ in nothing but case and white space.
func sameWords(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}
