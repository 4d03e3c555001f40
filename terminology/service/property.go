package service

import (
	"slices"
	"strconv"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// implicit are the properties that every code system has here.
var implicit = []terminology.PropertyKind{
	{Code: "parent", Type: "code", Description: "The concept right above it"},
	{Code: "child", Type: "code", Description: "A concept right below it"},
	{Code: "inactive", Type: "boolean", Description: "It is out of use"},
	{Code: "notSelectable", Type: "boolean", Description: "A heading, which no coding can name"},
}

// kinds are all properties that concepts of the code system can have.
func kinds(in *terminology.CodeSystem) []terminology.PropertyKind {
	all := slices.Clone(in.Properties)
	if in.URL == terminology.ICD11URL {
		all = append(all, terminology.PropertyKind{Code: codeKind, Type: "code", Description: "stem or extension"})
	}
	for _, kind := range implicit {
		if !slices.ContainsFunc(all, func(own terminology.PropertyKind) bool { return own.Code == kind.Code }) {
			all = append(all, kind)
		}
	}
	return all
}

// isImplicit reports whether a property is one of those that every code system has here.
func isImplicit(property string) bool {
	return slices.ContainsFunc(implicit, func(kind terminology.PropertyKind) bool { return kind.Code == property })
}

// declares reports whether concepts of the code system can have the property.
func declares(in *terminology.CodeSystem, property string) bool {
	return property == "code" || property == "display" ||
		slices.ContainsFunc(kinds(in), func(kind terminology.PropertyKind) bool { return kind.Code == property })
}

// values are those of a property on a day.
func (s *Service) values(in *terminology.CodeSystem, position int, property string, on fhir.Date) []string {
	concept := in.At(position)
	switch property {
	case "code":
		return some(concept.Code)
	case "display":
		return some(concept.Display)
	case "parent":
		if concept.Parent >= 0 {
			return some(name(in.At(concept.Parent)))
		}
		return nil
	case "child":
		var children []string
		for _, child := range in.Children(position) {
			children = append(children, name(in.At(child)))
		}
		return children
	case "inactive":
		return some(strconv.FormatBool(s.inactive(in, position, on)))
	case "notSelectable":
		return some(strconv.FormatBool(concept.Abstract))
	case codeKind:
		return some(kindOf(concept.Code))
	}
	var values []string
	for _, each := range s.properties(in, position, on) {
		if each.Code == property {
			values = append(values, each.Value)
		}
	}
	return values
}

// properties are those that the owner gives the concept; of an intervention those of the row that is
// in force on the day or, where none is, of the latest.
func (s *Service) properties(in *terminology.CodeSystem, position int, on fhir.Date) []terminology.Property {
	concept := in.At(position)
	if in.URL == s.set.Catalogue().URL && !concept.Abstract {
		if row, ok := s.set.Intervention(concept.Code, on); ok {
			return terminology.Properties(row)
		}
	}
	return concept.Properties
}

// inactive reports whether a concept is out of use: a code of ICD-11 that the newest release does not
// have, an intervention without a row on the day, or what its owner says to be.
func (s *Service) inactive(in *terminology.CodeSystem, position int, on fhir.Date) bool {
	concept := in.At(position)
	switch in.URL {
	case terminology.ICD11URL:
		releases := s.byURL[in.URL].versions
		newest := releases[len(releases)-1]
		if in == newest || concept.Code == "" {
			return false
		}
		_, ok := newest.Find(concept.Code)
		return !ok
	case s.set.Catalogue().URL:
		_, ok := s.set.Intervention(concept.Code, on)
		return !ok && !concept.Abstract
	}
	return retiredByProperty(concept)
}

// kindOf is the codeKind of a code of ICD-11, empty for a heading.
func kindOf(code string) string {
	switch {
	case code == "":
		return ""
	case code[0] == 'X':
		return "extension"
	}
	return "stem"
}

// name is what a concept is called by: its code, or its URI where it has none.
func name(concept *terminology.Concept) string {
	if concept.Code != "" {
		return concept.Code
	}
	return concept.URI
}

// some is a list of a value, or of none where it is empty.
func some(value string) []string {
	if value == "" {
		return nil
	}
	return []string{value}
}
