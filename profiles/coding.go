package profiles

import (
	"slices"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// codes tells the codings of one code system from others.
type codes struct {
	// what is how a finding names a code of the system.
	what string
	// system reports whether a Coding.system means the system.
	system func(url string) bool
	// form reports whether a code has the form that the system's codes have.
	form func(code string) bool
	// canonical is equal for codes that mean the same.
	canonical func(code string) string
}

var (
	interventions = codes{
		what:      "intervention code of the payer, such as SHA-07-005",
		system:    terminology.IsInterventionSystem,
		form:      terminology.InterventionForm,
		canonical: func(code string) string { return code },
	}
	diagnoses = codes{
		what:      "ICD-11 code, such as DA42.Z",
		system:    terminology.IsICD11System,
		form:      clusterForm,
		canonical: canonicalCluster,
	}
)

// choose finds the coding that counts: that of the system or, where none has it, the one whose
// code has the form; a coding that is alone counts whatever it is. Several are counting only if
// their codes differ. The others are ignored, as are those of the system without a code where another has one.
func (s codes) choose(concept fhir.CodeableConcept) (counting, ignored []fhir.Coding) {
	ofSystem := func(coding fhir.Coding) bool { return s.system(coding.System) }
	coded := func(coding fhir.Coding) bool { return ofSystem(coding) && coding.Code != "" }
	counts := func(coding fhir.Coding) bool { return len(concept.Coding) == 1 || s.form(coding.Code) }
	switch {
	case slices.ContainsFunc(concept.Coding, coded):
		counts = coded
	case slices.ContainsFunc(concept.Coding, ofSystem):
		counts = ofSystem
	}
	var seen []string
	for _, coding := range concept.Coding {
		if !counts(coding) {
			ignored = append(ignored, coding)
		} else if code := s.canonical(coding.Code); !slices.Contains(seen, code) {
			seen = append(seen, code)
			counting = append(counting, coding)
		}
	}
	return counting, ignored
}

// only is the one coding that counts; false where there is none, or several that differ.
func (s codes) only(concept fhir.CodeableConcept) (fhir.Coding, bool) {
	counting, _ := s.choose(concept)
	if len(counting) != 1 {
		return fhir.Coding{}, false
	}
	return counting[0], true
}

// InterventionCode is the intervention that a concept names: the code of its one coding that counts.
// Empty where there is none, which intake refuses (ITM-004).
func InterventionCode(concept fhir.CodeableConcept) string {
	coding, _ := interventions.only(concept)
	return interventions.canonical(coding.Code)
}

// DiagnosisCode is the ICD-11 code or cluster that a concept names, in its code or in an extension,
// and in its canonical form. Empty where there is none, which intake refuses (DIA-001).
func DiagnosisCode(concept fhir.CodeableConcept) string {
	coding, _ := diagnoses.only(concept)
	return diagnoses.canonical(said(concept, coding).text)
}

// chosen is the one coding that counts. Where there is none with a code, or several that differ,
// it says so and is false. What is ignored is noted. An unreadable concept is left to FHR-003.
func (c *check) chosen(s codes, concept fhir.CodeableConcept) (fhir.Coding, bool) {
	counting, ignored := s.choose(concept)
	switch {
	case concept.State == fhir.Unreadable:
		return fhir.Coding{}, false
	case concept.State == fhir.Absent:
		c.find(concept.Path, "required", "%s is missing; wanted is an %s", element(concept.Path), s.what)
		return fhir.Coding{}, false
	case len(concept.Coding) == 0:
		c.find(concept.Path+".coding", "required", "%s has no coding; wanted is an %s", element(concept.Path), s.what)
		return fhir.Coding{}, false
	case len(counting) == 0:
		c.find(concept.Path+".coding", "code-invalid", "none of the codings (codes %s) is an %s; one is wanted",
			and(quoted(codesOf(ignored))), s.what)
		return fhir.Coding{}, false
	case len(counting) > 1:
		c.find(concept.Path+".coding", "code-invalid", "the codings name different things (codes %s); wanted is one %s",
			and(quoted(codesOf(counting))), s.what)
		return fhir.Coding{}, false
	}
	if counting[0].Code == "" {
		c.find(counting[0].Path+".code", "required", "the coding has no code; wanted is an %s", s.what)
		return fhir.Coding{}, false
	}
	for _, coding := range ignored {
		if coding.Code != "" {
			c.note(coding.Path, "informational", "the code %q of system %q is not read; the code that counts here is %s",
				coding.Code, coding.System, counting[0].Code)
		}
	}
	return counting[0], true
}

func codesOf(codings []fhir.Coding) []string {
	codes := make([]string, len(codings))
	for i, coding := range codings {
		codes[i] = coding.Code
	}
	return codes
}
