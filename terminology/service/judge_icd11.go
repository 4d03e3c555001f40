package service

import (
	"strings"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// judgeICD11 judges a code or cluster of ICD-11: each part by itself and the axes between them.
func (s *Service) judgeICD11(v *verdict, in *terminology.CodeSystem, coding Coding, q question) {
	at := q.at + "code"
	if strings.HasPrefix(coding.Code, "http") {
		v.judgeURI(in, coding, q)
		return
	}
	if heading := terminology.Heading(coding.Code); heading != "" {
		v.invalidCode(at, "%q is a %s of ICD-11 and names many diagnoses; wanted is the code of one, such as DA42.Z", coding.Code, heading)
		return
	}
	code := coding.Code
	if alone := strings.ToUpper(strings.TrimSpace(code)); terminology.ExtensionForm(alone) {
		s.judgeExtension(v, in, coding, alone, q)
		return
	}
	cluster, err := terminology.ParseCluster(code)
	if err != nil {
		v.syntax(err, code, at)
		return
	}
	v.code = cluster.Canonical
	faults, _ := s.set.JudgeIn(cluster, in.Version)
	v.faults(in, faults, code, at)
	v.display = clusterDisplay(in, cluster)
	v.stems(in, cluster, code, at)
	v.canonical(code, at)
	if position, ok := in.Find(v.code); ok {
		v.judgeDisplay(in.At(position), coding, q)
	}
}

// judgeExtension judges an extension code that stands alone.
func (s *Service) judgeExtension(v *verdict, in *terminology.CodeSystem, coding Coding, alone string, q question) {
	position, ok := in.Find(alone)
	if ok {
		v.named(in.At(position))
	}
	switch {
	case !q.extensions:
		v.invalidCode(q.at+"code", "%s is an extension code, which describes a diagnosis and is none; wanted is the code of the diagnosis before it, joined with &", alone)
	case !ok && in.Content == terminology.Fragment:
		v.unlisted(in, coding, q)
	case !ok:
		v.invalidCode(q.at+"code", "the release %s of ICD-11 has no %s; wanted is a code that it has", in.Version, alone)
	default:
		v.canonical(coding.Code, q.at+"code")
		v.judgeDisplay(in.At(position), coding, q)
	}
}

// judgeURI judges what WHO calls a concept by, in the place of its code.
func (v *verdict) judgeURI(in *terminology.CodeSystem, coding Coding, q question) {
	position, ok := in.FindURI(coding.Code)
	if !ok {
		v.invalidCode(q.at+"code", "%q is an address and no code; wanted is the ICD-11 code that is found there, such as DA42.Z", shortened(coding.Code))
		return
	}
	concept := in.At(position)
	switch v.display = concept.Display; {
	case concept.Code != "":
		v.invalidCode(q.at+"code", "%q is the address of a code and not the code; wanted is %s", coding.Code, concept.Code)
	case !q.abstract:
		v.invalidCode(q.at+"code", "%q is a heading of ICD-11 (%s) and names many diagnoses; wanted is the code of one", coding.Code, concept.Display)
	}
}

// syntax reports where a text leaves the grammar of clusters.
func (v *verdict) syntax(err error, code, at string) {
	faults, _ := err.(terminology.SyntaxErrors) // ParseCluster has no others
	for _, fault := range faults {
		text := fault.Text
		if len(faults) > 1 || fault.Offset > 0 {
			text = terminology.SyntaxErrors{fault}.Error()
		}
		v.invalidCode(portion(at, code, fault.Offset, 1), "%s", text)
	}
}

// faults reports what is wrong with parts of a cluster.
func (v *verdict) faults(in *terminology.CodeSystem, faults []terminology.Fault, code, at string) {
	for _, fault := range faults {
		place := portion(at, code, fault.Part.Offset, len(fault.Part.Code))
		switch {
		case fault.Kind == terminology.Unknown && in.Content == terminology.Fragment:
			v.unchecked(place, "%s could not be checked: only a part of ICD-11 is loaded here, and the code is not in it", fault.Part.Code)
		case fault.Kind.Missing():
			v.invalidCode(place, "%s", fault.Text)
		case fault.Kind == terminology.Retired:
			v.inactive = true
			v.warn("status-check", place, "%s", fault.Text)
		default:
			v.warn("code-rule", place, "%s", fault.Text)
		}
	}
}

// stems reports those that are divided further.
func (v *verdict) stems(in *terminology.CodeSystem, cluster terminology.Cluster, code, at string) {
	for _, group := range cluster.Groups {
		position, ok := in.Find(group.Stem.Code)
		if !ok || !in.At(position).Divided {
			continue
		}
		concept := in.At(position)
		instead := ""
		if children := in.Children(position); len(children) > 0 {
			if last := in.At(children[len(children)-1]); strings.HasSuffix(last.Code, "Z") {
				instead = " or, where that is not known, " + last.Code + " (" + last.Display + ")"
			}
		}
		v.inform("code-rule", portion(at, code, group.Stem.Offset, len(group.Stem.Code)),
			"%s (%s) is divided further in ICD-11; better is the code of the part that was found%s", concept.Code, concept.Display, instead)
	}
}

// canonical tells the form in which a code is stored, where it came in another.
func (v *verdict) canonical(code, at string) {
	if v.code != code {
		v.add(finding{fhir.Warning, "business-rule", "code-rule", "ICD-11 writes this code in capitals and without spaces: " + v.code, at})
	}
}

// clusterDisplay are the titles of the codes of a cluster, joined as the codes are. It is empty where
// one has none.
func clusterDisplay(in *terminology.CodeSystem, cluster terminology.Cluster) string {
	if len(cluster.Groups) == 1 && len(cluster.Groups[0].Extensions) == 0 {
		if position, ok := in.Find(cluster.Canonical); ok {
			return in.At(position).Display
		}
		return ""
	}
	var display strings.Builder
	for n, group := range cluster.Groups {
		joint := " / "
		for _, part := range append([]terminology.Part{group.Stem}, group.Extensions...) {
			position, ok := in.Find(part.Code)
			if !ok {
				return ""
			}
			if n > 0 || display.Len() > 0 {
				display.WriteString(joint)
			}
			display.WriteString(in.At(position).Display)
			joint = " & "
		}
	}
	return display.String()
}
