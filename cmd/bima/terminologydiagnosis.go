package main

import (
	"cmp"
	"strings"

	"github.com/bima-exchange/bima/terminology"
)

// tellDiagnosis tells about a code of ICD-11 or each code of a cluster, and what is wrong with it. A code
// that was retired is known, but on a day on which it is no more.
func (l codeLookup) tellDiagnosis(text string) bool {
	cluster, err := terminology.ParseCluster(text)
	if err != nil {
		l.out.linef("%s  %s", l.out.bad(text), err)
		return false
	}
	if cluster.Canonical != cluster.Groups[0].Stem.Code {
		l.out.linef("%s  a cluster", l.out.bold(cluster.Canonical))
	}
	known := true
	for _, part := range cluster.Parts() {
		if list, position, ok := l.findDiagnosis(part.Code); ok {
			l.tellConcept(list, position)
			continue
		}
		known = false
		l.tellUnknown(part.Code, l.nearDiagnoses(part.Code)...)
		if terminology.LooksLikeICD10(part.Code) {
			l.line("but", "it has the form of a code of ICD-10; a code of ICD-11 is wanted")
		}
	}
	for _, fault := range l.set.Judge(cluster, l.on) {
		known = known && (l.on.IsZero() || !fault.Kind.Missing())
		if fault.Kind != terminology.Malformed && fault.Kind != terminology.Unknown {
			l.line("note", "%s", l.out.doubt(fault.Text))
		}
	}
	return known
}

// findDiagnosis finds a code in the release that is in force, or else in the newest that has it.
func (l codeLookup) findDiagnosis(code string) (*terminology.CodeSystem, int, bool) {
	releases := l.set.Versions(terminology.ICD11URL)
	if inForce, ok := l.set.InForce(terminology.ICD11URL, cmp.Or(l.on, l.today)); ok {
		if position, ok := inForce.Find(code); ok {
			return inForce, position, true
		}
	}
	for i := len(releases) - 1; i >= 0; i-- {
		if position, ok := releases[i].Find(code); ok {
			return releases[i], position, true
		}
	}
	return nil, 0, false
}

// nearDiagnoses are the codes that an unknown one may have been meant to be.
func (l codeLookup) nearDiagnoses(code string) []string {
	if near, ok := l.set.SuggestDiagnosis(code); ok {
		return []string{near}
	}
	release, _ := l.set.InForce(terminology.ICD11URL, cmp.Or(l.on, l.today))
	return l.nearest(release, code)
}

// mostChildren is how many codes below one are told.
const mostChildren = 20

// tellConcept tells what a release of ICD-11 says of a code.
func (l codeLookup) tellConcept(list *terminology.CodeSystem, position int) {
	concept := list.At(position)
	l.out.linef("%s  %s", l.out.good(concept.Code), concept.Display)
	l.tellList(list)
	l.line("kind", "%s", kindOfCode(concept))
	for _, above := range path(list, position) {
		l.line("path", "%s", above)
	}
	children := list.Children(position)
	for n, child := range children {
		if n == mostChildren {
			l.line("child", "and %d more", len(children)-n)
			break
		}
		l.line("child", "%s  %s", list.At(child).Code, list.At(child).Display)
	}
	for _, other := range concept.Designations {
		l.line(other.Use, "%s", other.Value)
	}
	for _, axis := range concept.Axes {
		l.line("axis", "%s", axisText(list, axis))
	}
	if concept.URI != "" {
		l.line("uri", "%s", concept.URI)
	}
}

// kindOfCode says what a code of ICD-11 can be used for.
func kindOfCode(concept *terminology.Concept) string {
	kind := "stem code"
	if terminology.ExtensionForm(concept.Code) {
		kind = "extension code: & joins it to a stem code"
	}
	if concept.Divided {
		kind += ", divided further"
	}
	return kind
}

// axisText says what can be joined to a code in one respect.
func axisText(list *terminology.CodeSystem, axis terminology.Axis) string {
	var roots []string
	for _, uri := range axis.Roots {
		if position, ok := list.FindURI(uri); ok {
			roots = append(roots, strings.TrimSpace(list.At(position).Code+" "+list.At(position).Display))
		}
	}
	text := axis.Name + ": " + strings.Join(roots, "; ")
	if axis.Required {
		text += " (wanted for a complete code)"
	}
	return text
}
