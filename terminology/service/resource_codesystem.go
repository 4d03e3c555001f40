package service

import (
	"maps"
	"slices"

	"github.com/bima-exchange/bima/terminology"
)

// propertyURI is where R4 defines the properties that every code system may have.
const propertyURI = "http://hl7.org/fhir/concept-properties#"

// writeCodeSystem is a version of a code system as R4 resource.
func (s *Service) writeCodeSystem(id string, in *terminology.CodeSystem) []byte {
	large := in.URL == terminology.ICD11URL || in.URL == s.set.Catalogue().URL
	w := newWriter(2048)
	w.open('{')
	w.text("resourceType", "CodeSystem")
	w.text("id", id)
	w.text("url", in.URL)
	w.text("version", in.Version)
	w.text("name", programName(in.Name))
	w.text("title", titleOf(in))
	w.text("status", "active")
	w.flag("experimental", false)
	w.text("copyright", in.Copyright)
	w.flag("caseSensitive", in.CaseSensitive)
	w.text("valueSet", terminology.AllCodes(in.URL))
	w.text("hierarchyMeaning", "is-a")
	w.flag("compositional", in.Compositional)
	w.flag("versionNeeded", in.URL == terminology.ICD11URL)
	if large {
		w.text("content", "not-present")
	} else {
		w.text("content", string(in.Content))
	}
	w.number("count", in.Concepts)
	writeFilters(w)
	writePropertyKinds(w, in, large)
	if roots := in.Roots(); !large && len(roots) > 0 {
		writeConcepts(w, in, roots)
	}
	w.close('}')
	return w.b
}

// writeFilters tells by what value sets can choose in the hierarchy.
func writeFilters(w *writer) {
	w.list("filter")
	w.open('{')
	w.text("code", "concept")
	w.text("description", "A code, or what the owner calls the concept by, and its place in the hierarchy")
	w.list("operator")
	for _, operator := range []string{"is-a", "descendent-of", "is-not-a", "="} {
		w.value(operator)
	}
	w.close(']')
	w.text("value", "A code or a URI")
	w.close('}')
	w.close(']')
}

// writePropertyKinds declares the properties of the concepts: of the large code systems all of them,
// since $lookup is the only way to them, and of others those that stand in the resource.
func writePropertyKinds(w *writer, in *terminology.CodeSystem, large bool) {
	declared := in.Properties
	if large {
		declared = kinds(in)
	}
	if len(declared) == 0 {
		return
	}
	w.list("property")
	for _, kind := range declared {
		uri := ""
		if isImplicit(kind.Code) {
			uri = propertyURI + kind.Code
		}
		writePropertyKind(w, kind, uri)
	}
	w.close(']')
}

func writePropertyKind(w *writer, kind terminology.PropertyKind, uri string) {
	w.open('{')
	w.text("code", kind.Code)
	w.text("uri", uri)
	w.text("description", kind.Description)
	w.text("type", kind.Type)
	w.close('}')
}

func writeConcepts(w *writer, in *terminology.CodeSystem, positions []int) {
	w.list("concept")
	for _, position := range positions {
		concept := in.At(position)
		w.open('{')
		w.text("code", name(concept))
		w.text("display", concept.Display)
		if len(concept.Designations) > 0 {
			writeDesignationsOf(w, concept)
		}
		if len(concept.Properties) > 0 {
			w.list("property")
			for _, property := range concept.Properties {
				w.open('{')
				w.text("code", property.Code)
				writePropertyValue(w, valueName(in, property.Code), property.Value)
				w.close('}')
			}
			w.close(']')
		}
		if children := in.Children(position); len(children) > 0 {
			writeConcepts(w, in, children)
		}
		w.close('}')
	}
	w.close(']')
}

func writeDesignationsOf(w *writer, concept *terminology.Concept) {
	w.list("designation")
	for _, designation := range concept.Designations {
		w.open('{')
		w.text("language", designation.Language)
		w.text("value", designation.Value)
		w.close('}')
	}
	w.close(']')
}

// writePropertyValue writes a value, which is JSON's own where the type has one.
func writePropertyValue(w *writer, of, value string) {
	switch of {
	case "valueBoolean", "valueInteger", "valueDecimal":
		w.raw(of, []byte(value))
	default:
		w.text(of, value)
	}
}

func sortedKeys(valueSets map[string]terminology.ValueSet) []string {
	return slices.Sorted(maps.Keys(valueSets))
}
