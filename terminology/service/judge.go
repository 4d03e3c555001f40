package service

import (
	"strings"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// question is how a code is looked at.
type question struct {
	on fhir.Date
	// abstract: headings are valid, too.
	abstract bool
	// extensions: an extension code of ICD-11 is valid by itself.
	extensions bool
	// at is the FHIRPath of the coding with its dot: "Coding."; empty: code and display are parameters.
	at string
}

// judge finds out about a code in one version of its code system.
func (s *Service) judge(in *terminology.CodeSystem, coding Coding, q question) verdict {
	v := verdict{code: coding.Code, system: in.URL, version: in.Version}
	switch {
	case in.URL == terminology.ICD11URL:
		s.judgeICD11(&v, in, coding, q)
	case in.URL == s.set.Catalogue().URL:
		s.judgeIntervention(&v, in, coding, q)
	default:
		judgePlain(&v, in, coding, q)
	}
	return v
}

// judgePlain judges a code that stands in the list or does not.
func judgePlain(v *verdict, in *terminology.CodeSystem, coding Coding, q question) {
	position, ok := in.Find(coding.Code)
	if !ok {
		near, found := otherCase(in, coding.Code)
		switch {
		case found && !in.CaseSensitive:
			position, ok = near, true
			v.inform("code-rule", q.at+"code", "%s writes this code %s; capitals do not count there, but send it as it is written", in.URL, in.At(near).Code)
		case in.Content == terminology.Fragment:
			v.unlisted(in, coding, q)
		case found:
			v.invalidCode(q.at+"code", "%s has no code %q, and capitals count there; wanted is %s", in.URL, shortened(coding.Code), in.At(near).Code)
		default:
			v.invalidCode(q.at+"code", "%s has no code %q; wanted is a code that it has", in.URL, shortened(coding.Code))
		}
	}
	if !ok {
		return
	}
	concept := in.At(position)
	v.named(concept)
	v.heading(concept, q)
	v.judgeDisplay(concept, coding, q)
	if v.inactive = retiredByProperty(concept); v.inactive {
		v.warn("status-check", q.at+"code", "%s is retired; see what %s has in its place", concept.Code, in.URL)
	}
}

// named takes over what the code is called.
func (v *verdict) named(concept *terminology.Concept) {
	v.code, v.display = concept.Code, concept.Display
}

// unlisted says that a list that is a part of a code system cannot tell of a code.
func (v *verdict) unlisted(in *terminology.CodeSystem, coding Coding, q question) {
	v.unchecked(q.at+"code", "%q could not be checked: only a part of %s is loaded here, and the code is not in it", shortened(coding.Code), in.URL)
}

// heading reports a concept that no coding can name.
func (v *verdict) heading(concept *terminology.Concept, q question) {
	if concept.Abstract && !q.abstract {
		v.invalidCode(q.at+"code", "%s (%s) is a heading over codes; wanted is one of the codes below it", concept.Code, concept.Display)
	}
}

// judgeDisplay reports a display that is no text for the concept. Case and spaces do not count.
func (v *verdict) judgeDisplay(concept *terminology.Concept, coding Coding, q question) {
	if coding.Display == "" || sameWords(coding.Display, concept.Display) {
		return
	}
	for _, designation := range concept.Designations {
		if designation.Use == terminology.Synonym && sameWords(coding.Display, designation.Value) {
			return
		}
	}
	v.add(finding{fhir.Warning, "invalid", "invalid-display",
		"the display is \"" + shortened(coding.Display) + "\", and " + v.code + " is \"" + concept.Display + "\"; the code counts, so see that it is the one that is meant", q.at + "display"})
}

// sameWords reports whether two texts differ in nothing but case and white space.
func sameWords(a, b string) bool {
	return strings.EqualFold(a, b) || strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}

// otherCase finds the code that differs in capitals alone.
func otherCase(in *terminology.CodeSystem, code string) (position int, ok bool) {
	for i := range in.Len() {
		if strings.EqualFold(in.At(i).Code, code) {
			return i, true
		}
	}
	return 0, false
}

// retiredByProperty reports whether the owner of a code system says that a code is out of use.
func retiredByProperty(concept *terminology.Concept) bool {
	status := concept.Property("status")
	return concept.Property("inactive") == "true" || status == "retired" || status == "inactive"
}
