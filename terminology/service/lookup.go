package service

import (
	"strings"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// Lookup is CodeSystem/$lookup: what is known of a code or, in ICD-11, of a cluster or of a concept
// that WHO calls by a URI alone.
func (s *Service) Lookup(in Parameters, today fhir.Date) ([]byte, error) {
	coding, parameter, err := in.one("coding", "code")
	if err != nil {
		return nil, err
	}
	on, err := in.day(today)
	if err != nil {
		return nil, err
	}
	codeSystem, err := s.version(in, coding, on)
	if err != nil {
		return nil, err
	}
	l := lookup{service: s, in: codeSystem, on: on, language: in.text("displayLanguage"), wanted: in.all("property"), w: newParameters()}
	if position, ok := find(codeSystem, coding.Code); ok {
		l.concept(position)
		return l.w.done(), nil
	}
	if codeSystem.Compositional {
		cluster, err := terminology.ParseCluster(coding.Code)
		if err != nil {
			return nil, notFound(parameter, "%s has no %q: %v", codeSystem.URL, shortened(coding.Code), err)
		}
		for _, fault := range s.faults(codeSystem, cluster) {
			if fault.Kind.Missing() {
				return nil, notFound(parameter, "%s", fault.Text)
			}
		}
		if cluster.Canonical != coding.Code && len(cluster.Parts()) == 1 {
			position, _ := find(codeSystem, cluster.Canonical)
			l.concept(position)
			return l.w.done(), nil
		}
		l.cluster(cluster)
		return l.w.done(), nil
	}
	return nil, notFound(parameter, "%s has no code %q", codeSystem.URL, shortened(coding.Code))
}

// faults are those of a cluster in a release of ICD-11, the only compositional code system.
func (s *Service) faults(in *terminology.CodeSystem, cluster terminology.Cluster) []terminology.Fault {
	faults, _ := s.set.JudgeIn(cluster, in.Version)
	return faults
}

// lookup writes the answer.
type lookup struct {
	service  *Service
	in       *terminology.CodeSystem
	on       fhir.Date
	language string
	// wanted are the properties that were asked for; none: all.
	wanted []string
	w      *writer
}

func (l *lookup) head(code, display string) {
	title := l.in.Title
	if title == "" {
		title = l.in.Name
	}
	if title == "" {
		title = l.in.URL
	}
	l.w.output("name", "valueString", title)
	l.w.output("version", "valueString", l.in.Version)
	l.w.output("display", "valueString", display)
	l.w.output("code", "valueCode", code)
	l.w.output("system", "valueUri", l.in.URL)
}

func (l *lookup) concept(position int) {
	concept := l.in.At(position)
	display := concept.Display
	if row, ok := l.service.set.Intervention(concept.Code, l.on); ok && l.in.URL == l.service.set.Catalogue().URL {
		display = row.Name
	}
	l.head(concept.Code, inLanguage(concept, l.language, display))
	for _, designation := range concept.Designations {
		l.w.begin("designation")
		l.w.output("language", "valueCode", designation.Language)
		l.use(designation.Use)
		l.w.output("value", "valueString", designation.Value)
		l.w.end()
	}
	l.properties(position)
	l.axes(concept)
}

// use says what a designation is for.
func (l *lookup) use(use string) {
	if use == "" {
		return
	}
	l.w.open('{')
	l.w.text("name", "use")
	l.w.name("valueCoding")
	l.w.open('{')
	l.w.text("code", use)
	l.w.close('}')
	l.w.close('}')
}

// cluster answers for codes that are joined: each is a property.
func (l *lookup) cluster(cluster terminology.Cluster) {
	l.head(cluster.Canonical, clusterDisplay(l.in, cluster))
	for _, group := range cluster.Groups {
		l.part("stem", group.Stem)
		for _, extension := range group.Extensions {
			l.part("extension", extension)
		}
	}
}

func (l *lookup) part(property string, part terminology.Part) {
	if position, ok := l.in.Find(part.Code); ok {
		l.property(property, "valueCode", part.Code, l.in.At(position).Display)
	}
}

// inLanguage is the text for a concept in a language, or the display where there is none.
func inLanguage(concept *terminology.Concept, language, display string) string {
	if language == "" || strings.HasPrefix(language, "en") {
		return display
	}
	for _, designation := range concept.Designations {
		if strings.EqualFold(designation.Language, language) {
			return designation.Value
		}
	}
	return display
}
