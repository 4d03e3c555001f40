package terminology

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// fact is one thing that a row of the catalogue says of its code.
type fact struct {
	// name is that of the column.
	name string
	// text is empty where the row does not say it.
	text func(*Intervention) string
	// take makes a row say what another says.
	take func(to, from *Intervention)
}

// facts are all that a row says beside its code and its days.
var facts = []fact{
	{"name", func(i *Intervention) string { return i.Name }, func(to, from *Intervention) { to.Name = from.Name }},
	{"scheme", func(i *Intervention) string { return string(i.Scheme) }, func(to, from *Intervention) { to.Scheme = from.Scheme }},
	{"fund", func(i *Intervention) string { return i.Fund }, func(to, from *Intervention) { to.Fund = from.Fund }},
	{"mechanism", func(i *Intervention) string { return string(i.Mechanism) }, func(to, from *Intervention) { to.Mechanism = from.Mechanism }},
	{"unit", func(i *Intervention) string { return string(i.Unit) }, func(to, from *Intervention) { to.Unit = from.Unit }},
	{"access_point", func(i *Intervention) string { return i.AccessPoint }, func(to, from *Intervention) { to.AccessPoint = from.AccessPoint }},
	{"levels", func(i *Intervention) string { return strings.Join(i.Levels, ";") }, func(to, from *Intervention) { to.Levels = from.Levels }},
	{"tariff", (*Intervention).tariffText, func(to, from *Intervention) { to.Tariffs = from.Tariffs }},
	{"copayment", func(i *Intervention) string { return i.Copay.String() }, func(to, from *Intervention) { to.Copay = from.Copay }},
	{"limit", (*Intervention).limitText, func(to, from *Intervention) { to.Limits = from.Limits }},
	{"preauth", func(i *Intervention) string { return strings.Join(i.Preauth, ";") }, func(to, from *Intervention) { to.Preauth = from.Preauth }},
	{"sex", func(i *Intervention) string { return i.Sex }, func(to, from *Intervention) { to.Sex = from.Sex }},
	{"min_age", func(i *Intervention) string { return ageText(i.MinAge) }, func(to, from *Intervention) { to.MinAge = from.MinAge }},
	{"max_age", func(i *Intervention) string { return ageText(i.MaxAge) }, func(to, from *Intervention) { to.MaxAge = from.MaxAge }},
	{"diagnoses", func(i *Intervention) string { return strings.Join(i.Diagnoses, ";") }, func(to, from *Intervention) { to.Diagnoses = from.Diagnoses }},
	{"documents", func(i *Intervention) string { return strings.Join(i.Documents, ";") }, func(to, from *Intervention) { to.Documents = from.Documents }},
	{"combination", func(i *Intervention) string { return i.Combination }, func(to, from *Intervention) { to.Combination = from.Combination }},
	{"capitated", (*Intervention).capitatedText, func(to, from *Intervention) { to.Capitated = from.Capitated }},
}

// tariffText is the amounts in shillings by level: "4=3360;5=3920.50".
func (i *Intervention) tariffText() string {
	var pairs []string
	for _, level := range slices.Sorted(maps.Keys(i.Tariffs)) {
		pairs = append(pairs, fmt.Sprintf("%s=%s", level, i.Tariffs[level].Decimal()))
	}
	return strings.Join(pairs, ";")
}

func (i *Intervention) limitText() string {
	var limits []string
	for _, limit := range i.Limits {
		limits = append(limits, limit.String())
	}
	return strings.Join(limits, "; ")
}

func (i *Intervention) capitatedText() string {
	if i.Capitated {
		return "yes"
	}
	return ""
}

// ageText is an age as a text, empty for none.
func ageText(age *int) string {
	if age == nil {
		return ""
	}
	return strconv.Itoa(*age)
}

// Fact is one thing that a row of the catalogue says of its code, as a text in the form of a file's
// cell. It is empty where the row does not say it.
type Fact struct{ Name, Text string }

// Facts are all that the row says beside its code and its days, each under the name of its column.
func (i Intervention) Facts() []Fact {
	said := make([]Fact, len(facts))
	for n, fact := range facts {
		said[n] = Fact{fact.name, fact.text(&i)}
	}
	return said
}

// sameFacts reports whether two rows say the same but for their days.
func (i *Intervention) sameFacts(other *Intervention) bool {
	return !slices.ContainsFunc(facts, func(f fact) bool { return f.text(i) != f.text(other) })
}
