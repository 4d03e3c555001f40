package terminology

import (
	"fmt"

	"github.com/bima-exchange/bima/fhir"
)

// Fault is what is wrong with one code of a cluster on a day.
type Fault struct {
	Kind FaultKind
	// Part is the code that is spoken of; of an axis without a value, the stem that wants it.
	Part Part
	// From is the first day on which the release is in force that has the code (Later) or has it no
	// more (RetiredThen, Retired); zero where the kind has no such day.
	From fhir.Date
	// ReplacedBy is the code that WHO gives the same concept since it was retired, empty where there
	// is none.
	ReplacedBy string
	// Axis is the name of the axis for the kinds that speak of one.
	Axis string
	// Text is a sentence for the person who coded the diagnosis.
	Text string
}

// FaultKind is what can be wrong with a code of a cluster.
type FaultKind int

const (
	// Malformed: it has not the form of a code of ICD-11.
	Malformed FaultKind = iota
	// Unknown: no release that is loaded has it.
	Unknown
	// Later: only a release that comes after the one in force has it.
	Later
	// RetiredThen: an earlier release had it, and the one in force has not.
	RetiredThen
	// Retired: the release in force has it, and the newest has not.
	Retired
	// AxisUndeclared: the stem has no axis of which the extension is a value.
	AxisUndeclared
	// AxisMultiple: the stem has a value of the axis already and can have one alone, or one of a block.
	AxisMultiple
	// AxisMissing: WHO counts the stem as complete only with a value of the axis.
	AxisMissing
)

// Missing reports whether the kind means that the code does not exist on the day. All other kinds
// are of codes that do, and are for warnings.
func (k FaultKind) Missing() bool { return k <= RetiredThen }

// Judge says what is wrong with the codes of a cluster in the release of ICD-11 that is in force on
// the day, or on the zero Date in the newest: first those codes that do not exist or were retired,
// in their order, then the axes of the stems. Axes are judged where the release has them. Of a release
// that is a Fragment, what it does not have is Unknown, whatever other releases have: that proves
// nothing.
func (s *Set) Judge(cluster Cluster, on fhir.Date) []Fault {
	releases := s.versions[ICD11URL]
	return judge(cluster, releases, indexInForce(releases, on))
}

// JudgeIn is Judge for a release that was named. It is false where there is no such release.
func (s *Set) JudgeIn(cluster Cluster, version string) ([]Fault, bool) {
	releases := s.versions[ICD11URL]
	for i, release := range releases {
		if release.Version == version {
			return judge(cluster, releases, i), true
		}
	}
	return nil, false
}

func judge(cluster Cluster, releases []*CodeSystem, n int) []Fault {
	var faults []Fault
	for _, group := range cluster.Groups {
		if fault, ok := judgePart(cluster, group.Stem, releases, n); ok {
			faults = append(faults, fault)
		}
		for _, extension := range group.Extensions {
			if fault, ok := judgePart(cluster, extension, releases, n); ok {
				faults = append(faults, fault)
			}
		}
	}
	if releases[n].axes {
		for i := range cluster.Groups {
			faults = append(faults, releases[n].judgeAxes(cluster, i)...)
		}
	}
	return faults
}

// judgePart judges one code by the release at n.
func judgePart(cluster Cluster, part Part, releases []*CodeSystem, n int) (Fault, bool) {
	last := len(releases) - 1
	if position, ok := releases[n].Find(part.Code); ok {
		if n == last || releases[last].Content == Fragment {
			return Fault{}, false
		}
		from := retired(part.Code, releases, last)
		if from.IsZero() {
			return Fault{}, false
		}
		fault := Fault{Kind: Retired, Part: part, From: from, ReplacedBy: releases[last].codeOf(releases[n].At(position).URI)}
		fault.Text = fmt.Sprintf("ICD-11 has no %s from %s on; for later services wanted is %s", cluster.NameOf(part), fault.From, fault.wanted())
		return fault, true
	}
	if !StemForm(part.Code) && !ExtensionForm(part.Code) {
		text := fmt.Sprintf("%s is not formed as a code of ICD-11 is, such as DA42.Z", cluster.NameOf(part))
		near := nearDiagnosis(part.Code)
		if _, known := releases[n].Find(near); known {
			text += "; is " + near + " meant?"
		}
		return Fault{Kind: Malformed, Part: part, Text: text}, true
	}
	unknown := Fault{Kind: Unknown, Part: part, Text: fmt.Sprintf("the release %s of ICD-11 has no %s; wanted is a code that it has", releases[n].Version, cluster.NameOf(part))}
	if releases[n].Content == Fragment {
		return unknown, true
	}
	for i := n - 1; i >= 0; i-- {
		if position, ok := releases[i].Find(part.Code); ok {
			fault := Fault{Kind: RetiredThen, Part: part, From: retired(part.Code, releases, n), ReplacedBy: releases[n].codeOf(releases[i].At(position).URI)}
			fault.Text = fmt.Sprintf("ICD-11 has no %s since %s; wanted is %s", cluster.NameOf(part), fault.From, fault.wanted())
			return fault, true
		}
	}
	for i := n + 1; i <= last; i++ {
		if _, ok := releases[i].Find(part.Code); ok {
			return Fault{Kind: Later, Part: part, From: releases[i].From, Text: fmt.Sprintf(
				"ICD-11 has %s only from %s on, by its release %s; wanted is a code of the release %s", cluster.NameOf(part), releases[i].From, releases[i].Version, releases[n].Version)}, true
		}
	}
	return unknown, true
}

// wanted is what stands in the place of a retired code.
func (f Fault) wanted() string {
	if f.ReplacedBy == "" {
		return "a code that is still in use"
	}
	return f.ReplacedBy + ", which is used in its place"
}
