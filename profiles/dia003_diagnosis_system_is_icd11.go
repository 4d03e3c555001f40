package profiles

import (
	"regexp"
	"strings"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

var diagnosisSystemIsICD11 = Rule{
	Entry: Entry{
		ID:     "DIA-003",
		Title:  "The system of a diagnosis is that of ICD-11, under any of the urls in use.",
		Cites:  "Claims Submission Guide, ICD-11; WHO ICD-11 MMS",
		Mend:   "Write as system " + terminology.ICD11URL + ", or the payer's url that ends in /CodeSystem/icd-11.",
		Strict: fhir.Error, Lenient: fhir.Warning,
	},
	CheckClaim: func(c *check) {
		const wanted = "wanted is " + terminology.ICD11URL + ", or a url that ends in /CodeSystem/icd-11"
		for _, coding := range c.diagnosisCodings() {
			path, system := coding.Path+".system", coding.System
			switch {
			case terminology.IsICD11System(system):
				c.otherRelease(coding)
			case terminology.LooksLikeICD10(coding.Code): // DIA-001 speaks
			case system == "":
				c.find(path, "required", "the coding has a code, %s, and no system; %s", coding.Code, wanted)
			case strings.Contains(strings.ToLower(system), "icd-10"):
				c.find(path, "code-invalid", "the system %q is that of ICD-10, and the code %s is not; %s", system, coding.Code, wanted)
			default:
				c.find(path, "code-invalid", "the system %q is not that of ICD-11; %s", system, wanted)
			}
		}
	},
}

// namesRelease is the url of ICD-11 that names a release.
var namesRelease = regexp.MustCompile(`/release/11/(\d{4}-\d{2})/mms$`)

// otherRelease notes a system or a version that names another release than the one by which the
// code is judged.
func (c *check) otherRelease(coding coded) {
	path, named := coding.Path+".version", coding.Version
	if match := namesRelease.FindStringSubmatch(coding.System); match != nil {
		path, named = coding.Path+".system", match[1]
	}
	release, _ := c.terms.InForce(terminology.ICD11URL, c.diagnosedOn())
	if named != "" && named != release.Version {
		c.note(path, "informational", "the release %s of ICD-11 is named, and the code is judged by the release %s, which is in force on the day on which the services begin",
			named, release.Version)
	}
}
