package service

import (
	"slices"

	"github.com/bima-exchange/bima/terminology"
)

func (s *Service) writeExpansion(e expansion, page []found, total int) []byte {
	w := newWriter(1024 + 160*len(page))
	w.open('{')
	w.text("resourceType", "ValueSet")
	w.text("url", e.valueSet.URL)
	w.text("version", e.valueSet.Version)
	w.text("name", e.valueSet.Name)
	w.text("title", e.valueSet.Title)
	w.text("status", "active")
	w.text("copyright", copyright(e.systems))
	w.name("expansion")
	w.open('{')
	w.text("identifier", e.identifier(s.state))
	w.text("timestamp", e.today.String()) // no clock time: what holds all day is the same answer all day
	w.number("total", total)
	w.number("offset", e.offset)
	e.writeParameters(w)
	if len(page) > 0 {
		w.list("contains")
		for _, found := range page {
			s.writeFound(w, e, found)
		}
		w.close(']')
	}
	w.close('}')
	w.close('}')
	return w.b
}

// writeParameters repeats what was asked and says what was used.
func (e *expansion) writeParameters(w *writer) {
	w.list("parameter")
	w.output("filter", "valueString", e.filter)
	w.output("displayLanguage", "valueCode", e.language)
	w.output("date", "valueDateTime", e.on.String())
	number := func(name string, value int) {
		w.open('{')
		w.text("name", name)
		w.number("valueInteger", value)
		w.close('}')
	}
	number("offset", e.offset)
	number("count", e.count)
	w.outputFlag("activeOnly", e.activeOnly)
	w.outputFlag("includeDesignations", e.designated)
	w.outputFlag("excludeNested", true)
	for _, in := range e.systems {
		canonical := in.URL
		if in.Version != "" {
			canonical += "|" + in.Version
		}
		w.output("used-codesystem", "valueUri", canonical)
		w.output("version", "valueUri", canonical)
	}
	w.close(']')
}

func (s *Service) writeFound(w *writer, e expansion, f found) {
	concept := f.in.At(f.position)
	display := concept.Display
	if f.in.URL == s.set.Catalogue().URL {
		if row, ok := s.set.Intervention(concept.Code, e.on); ok {
			display = row.Name
		}
	}
	w.open('{')
	w.text("system", f.in.URL)
	if s.inactive(f.in, f.position, e.on) {
		w.flag("inactive", true)
	}
	w.text("version", f.in.Version)
	w.text("code", concept.Code)
	w.text("display", inLanguage(concept, e.language, display))
	if e.designated {
		s.writeDesignations(w, e, concept)
	}
	w.close('}')
}

func (s *Service) writeDesignations(w *writer, e expansion, concept *terminology.Concept) {
	if !slices.ContainsFunc(concept.Designations, e.wants) {
		return
	}
	w.list("designation")
	for _, designation := range concept.Designations {
		if !e.wants(designation) {
			continue
		}
		w.open('{')
		w.text("language", designation.Language)
		if designation.Use != "" {
			w.name("use")
			w.open('{')
			w.text("code", designation.Use)
			w.close('}')
		}
		w.text("value", designation.Value)
		w.close('}')
	}
	w.close(']')
}

// copyright is what has to be said wherever codes of the systems are shown.
func copyright(systems []*terminology.CodeSystem) string {
	var said []string
	text := ""
	for _, in := range systems {
		if in.Copyright != "" && !slices.Contains(said, in.Copyright) {
			said = append(said, in.Copyright)
			if text != "" {
				text += " "
			}
			text += in.Copyright
		}
	}
	return text
}
