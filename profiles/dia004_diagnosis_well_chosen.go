package profiles

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

var diagnosisWellChosen = Rule{
	Entry: Entry{
		ID:     "DIA-004",
		Title:  "The principal diagnosis is a condition, and every diagnosis is coded as far as ICD-11 divides it, with codes that the newest release has and extension codes that ICD-11 allows for the stem.",
		Cites:  "WHO ICD-11 Reference Guide 2.9 to 2.11; WHO ICD-11 MMS",
		Mend:   "Take the code that the finding names, or look up in ICD-11 the one that says what was treated.",
		Strict: fhir.Warning, Lenient: fhir.Warning,
	},
	CheckClaim: func(c *check) {
		for _, concept := range conceptsOf(principal(c.claim.Diagnosis)) {
			coding, _ := diagnoses.only(concept)
			c.condition(said(concept, coding))
		}
		for _, coding := range c.diagnosisCodings() {
			cluster, err := terminology.ParseCluster(coding.text)
			if err != nil {
				continue // DIA-001 or DIA-002 speaks
			}
			c.leaves(coding, cluster)
			for _, fault := range c.judge(cluster).chosen {
				c.find(coding.path, "business-rule", "%s", fault.Text)
			}
		}
	},
}

// circumstances are the chapters of what is not itself the condition that is treated. Chapter X,
// whose codes stand alone nowhere, is DIA-002's.
var circumstances = map[string]string{
	"23": "external causes, such as accidents",
	"26": "traditional medicine",
	"V":  "functioning",
}

// principal are the diagnoses of type principal or, where there is none, the first by sequence.
func principal(of []fhir.Diagnosis) []fhir.Diagnosis {
	typed := slices.DeleteFunc(slices.Clone(of), func(d fhir.Diagnosis) bool {
		return !slices.ContainsFunc(d.Type, func(kind fhir.CodeableConcept) bool {
			return slices.ContainsFunc(kind.Coding, func(coding fhir.Coding) bool { return coding.Code == "principal" })
		})
	})
	if len(typed) > 0 || len(of) == 0 {
		return typed
	}
	place := func(d fhir.Diagnosis) int {
		if d.Sequence.Present() {
			return d.Sequence.Value
		}
		return math.MaxInt
	}
	return []fhir.Diagnosis{slices.MinFunc(of, func(a, b fhir.Diagnosis) int { return cmp.Compare(place(a), place(b)) })}
}

// condition reports a principal diagnosis that begins with a circumstance.
func (c *check) condition(coding coded) {
	cluster, err := terminology.ParseCluster(coding.text)
	if err != nil || !partForm(cluster.Groups[0].Stem) {
		return // DIA-001 or DIA-002 speaks
	}
	stem := cluster.Groups[0].Stem.Code
	if what, ok := circumstances[terminology.Chapter(stem)]; ok {
		c.find(coding.path, "business-rule",
			"the principal diagnosis is %s, from ICD-11's chapter %s (%s); wanted is the condition that was treated, and this code behind it with /, or as a further diagnosis",
			stem, terminology.Chapter(stem), what)
	}
}

// leaves reports the stems that ICD-11 divides further.
func (c *check) leaves(coding coded, cluster terminology.Cluster) {
	for _, group := range cluster.Groups {
		stem, ok := c.terms.Diagnosis(group.Stem.Code, c.diagnosedOn())
		if !ok || stem.Leaf {
			continue
		}
		c.find(coding.path, "business-rule", "%s is divided further in ICD-11 (%s); wanted is the code of the part that was found%s",
			cluster.NameOf(group.Stem), stem.Title, c.instead(stem))
	}
}

// instead ends a finding about a code that is divided further: what it is divided into, as far as
// the list tells. WHO's last, of the letter Z, is what is used where the part is not known.
func (c *check) instead(stem terminology.Diagnosis) string {
	children := c.terms.Children(stem.Code, c.diagnosedOn())
	if len(children) == 0 {
		return ""
	}
	if last := children[len(children)-1]; strings.HasSuffix(last.Code, "Z") {
		return fmt.Sprintf(" or, where that is not known, %s (%s)", last.Code, last.Title)
	}
	codes := make([]string, len(children))
	for i, child := range children {
		codes[i] = child.Code
	}
	return ", such as " + or(codes)
}
