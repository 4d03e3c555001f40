package profiles

import (
	"strings"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

var diagnosisIsOneCode = Rule{
	Entry: Entry{
		ID:     "DIA-002",
		Title:  "A diagnosis is not coded with a block, a range or a chapter of ICD-11, nor with an extension code alone.",
		Cites:  "Claims Submission Guide, ICD-11; WHO ICD-11 Reference Guide 2.9 to 2.11",
		Mend:   "Write the code of the one diagnosis that was found. An extension code (X…) follows the code that it describes, joined with &.",
		Strict: fhir.Error, Lenient: fhir.Error,
	},
	CheckClaim: func(c *check) {
		for _, coding := range c.diagnosisCodings() {
			switch kind := grouping(coding.text); kind {
			case "":
			case "extension":
				c.find(coding.path, "code-invalid", "%s is an extension code, which describes a diagnosis and is none; wanted is the code of the diagnosis before it, joined with &", coding.text)
			default:
				c.find(coding.path, "code-invalid", "%q is a %s of ICD-11 and names many diagnoses; wanted is the code of one, such as DA42.Z", coding.text, kind)
			}
		}
	},
}

// grouping tells what a text is that WHO's list has and that codes no diagnosis: a "block", a
// "range", a "chapter" or one "extension" code. It is empty for everything else.
func grouping(code string) string {
	if terminology.ExtensionForm(strings.ToUpper(strings.TrimSpace(code))) {
		return "extension"
	}
	return terminology.Heading(code)
}
