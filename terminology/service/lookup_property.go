package service

import (
	"slices"
	"strconv"

	"github.com/bima-exchange/bima/terminology"
)

// properties writes those of the concept, of its place in the hierarchy, and whether it is in use.
func (l *lookup) properties(position int) {
	concept := l.in.At(position)
	if l.in.URL == terminology.ICD11URL {
		l.property(codeKind, "valueCode", kindOf(concept.Code), "")
	}
	for _, property := range l.service.properties(l.in, position, l.on) {
		if !isImplicit(property.Code) {
			l.property(property.Code, valueName(l.in, property.Code), property.Value, "")
		}
	}
	l.property("inactive", "valueBoolean", strconv.FormatBool(l.service.inactive(l.in, position, l.on)), "")
	l.property("notSelectable", "valueBoolean", strconv.FormatBool(concept.Abstract), "")
	if concept.Parent >= 0 {
		l.relative("parent", concept.Parent)
	}
	for _, child := range l.in.Children(position) {
		l.relative("child", child)
	}
	for _, above := range l.in.Ancestors(position) {
		l.relative("ancestor", above)
	}
}

// relative writes another concept of the hierarchy.
func (l *lookup) relative(property string, position int) {
	concept := l.in.At(position)
	l.property(property, "valueCode", name(concept), concept.Display)
}

// property writes a property where it is wanted; of is the name of its value.
func (l *lookup) property(code, of, value, description string) {
	if value == "" || len(l.wanted) > 0 && !slices.Contains(l.wanted, code) {
		return
	}
	l.w.begin("property")
	l.w.output("code", "valueCode", code)
	l.value(of, value)
	l.w.output("description", "valueString", description)
	l.w.end()
}

// value writes the value of a property, which is JSON's own where the type has one.
func (l *lookup) value(of, value string) {
	switch of {
	case "valueBoolean", "valueInteger", "valueDecimal":
		l.w.open('{')
		l.w.text("name", "value")
		l.w.raw(of, []byte(value))
		l.w.close('}')
	default:
		l.w.output("value", of, value)
	}
}

// axes writes how extension codes can be joined to the concept.
func (l *lookup) axes(concept *terminology.Concept) {
	if len(l.wanted) > 0 && !slices.Contains(l.wanted, "axis") {
		return
	}
	for _, axis := range concept.Axes {
		l.w.begin("property")
		l.w.output("code", "valueCode", "axis")
		l.w.output("value", "valueCode", axis.Name)
		l.subproperty("name", "valueString", axis.Name)
		l.subproperty("required", "valueBoolean", strconv.FormatBool(axis.Required))
		l.subproperty("multiple", "valueCode", string(axis.Multiple))
		for _, root := range axis.Roots {
			if position, ok := l.in.FindURI(root); ok {
				at := l.in.At(position)
				l.subpropertyOf("root", "valueCode", name(at), at.Display)
			}
		}
		l.w.end()
	}
}

func (l *lookup) subproperty(code, of, value string) { l.subpropertyOf(code, of, value, "") }

func (l *lookup) subpropertyOf(code, of, value, description string) {
	if value == "" {
		return
	}
	l.w.begin("subproperty")
	l.w.output("code", "valueCode", code)
	l.value(of, value)
	l.w.output("description", "valueString", description)
	l.w.end()
}

// valueName is how the value of a property is called in Parameters.
func valueName(in *terminology.CodeSystem, property string) string {
	for _, kind := range in.Properties {
		if kind.Code != property {
			continue
		}
		switch kind.Type {
		case "code", "boolean", "integer", "decimal", "dateTime":
			return "value" + string(kind.Type[0]-'a'+'A') + kind.Type[1:]
		}
	}
	return "valueString"
}
