package service

import (
	"github.com/bima-exchange/bima/fhir"
)

// Software is what TerminologyCapabilities says of the program.
type Software struct{ Name, Version, Date string }

// expansionParameters are those that $expand knows.
var expansionParameters = [][2]string{
	{"filter", "Every word must be met, as it is, as the beginning of a word, or with few letters changed. The best come first."},
	{"offset", "How many codes to leave out."},
	{"count", "How many codes at most: 100 where it is not given, and never more than 1,000. 0 gets the total."},
	{"date", "The day whose releases and tariffs count: today where it is not given."},
	{"activeOnly", "Leave out codes that are out of use."},
	{"includeDesignations", "Show synonyms and index terms."},
	{"designation", "Show those of this use or language alone."},
	{"displayLanguage", "The language of the displays, where there is one in it."},
	{"excludeNested", "Expansions are always flat."},
	{systemVersion, "The version of a code system where the value set names none."},
	{checkSystemVersion, "The version of a code system where the value set names none; it must not name another."},
	{forceSystemVersion, "The version of a code system, whichever the value set names."},
	{"exclude-system", "A code system that is left out."},
	{"valueSetVersion", "The version of the value set."},
}

// Capabilities is the TerminologyCapabilities resource on a day.
func (s *Service) Capabilities(software Software, today fhir.Date) []byte {
	w := newWriter(16 << 10)
	w.open('{')
	w.text("resourceType", "TerminologyCapabilities")
	w.text("url", s.base+"/TerminologyCapabilities/bima")
	w.text("version", software.Version)
	w.text("name", "Bima")
	w.text("title", software.Name+", terminology")
	w.text("status", "active")
	w.text("date", software.Date)
	w.text("publisher", software.Name)
	w.text("description", "Code systems of claims in Kenya: ICD-11 with clusters, the payer's interventions with dated tariffs, and FHIR's own.")
	w.text("kind", "instance")
	w.name("software")
	w.open('{')
	w.text("name", software.Name)
	w.text("version", software.Version)
	w.close('}')
	w.name("implementation")
	w.open('{')
	w.text("description", software.Name+" at "+s.base)
	w.text("url", s.base)
	w.close('}')
	w.flag("lockedDate", false)
	w.list("codeSystem")
	for _, of := range s.systems {
		s.writeSystem(w, of, today)
	}
	w.close(']')
	writeExpansionSupport(w)
	w.text("codeSearch", "all")
	w.name("validateCode")
	w.open('{')
	w.flag("translations", false)
	w.close('}')
	w.close('}')
	return w.b
}

// writeSystem lists the versions of a code system; the one in force is the default.
func (s *Service) writeSystem(w *writer, of *system, today fhir.Date) {
	inForce := of.version("", today)
	w.open('{')
	w.text("uri", of.url)
	w.list("version")
	for _, in := range of.versions {
		w.open('{')
		w.text("code", in.Version)
		w.flag("isDefault", in == inForce)
		w.flag("compositional", in.Compositional)
		w.list("language")
		w.value("en")
		w.close(']')
		w.list("property")
		for _, kind := range kinds(in) {
			w.value(kind.Code)
		}
		w.close(']')
		w.close('}')
	}
	w.close(']')
	w.flag("subsumption", true)
	w.close('}')
}

func writeExpansionSupport(w *writer) {
	w.name("expansion")
	w.open('{')
	w.flag("hierarchical", false)
	w.flag("paging", true)
	w.flag("incomplete", false)
	w.list("parameter")
	for _, parameter := range expansionParameters {
		w.open('{')
		w.text("name", parameter[0])
		w.text("documentation", parameter[1])
		w.close('}')
	}
	w.close(']')
	w.text("textFilter", expansionParameters[0][1])
	w.close('}')
}
