package terminology

import (
	"fmt"
	"strings"
)

// Cluster is a diagnosis as ICD-11 codes it: one or more groups joined by "/", each a stem code
// with the extension codes that "&" joins to it. A plain stem code is a cluster of one group.
type Cluster struct {
	// Raw is the text as it was received.
	Raw string
	// Canonical is the stored form: upper case, no spaces.
	Canonical string
	Groups    []Group
}

// Group is one stem code and what describes it further.
type Group struct {
	Stem       Part
	Extensions []Part
}

// Part is one code of a cluster, upper case, and the byte of the raw text at which it begins.
type Part struct {
	Code   string
	Offset int
}

// SyntaxError says where a text leaves the grammar of clusters and what was wanted there.
type SyntaxError struct {
	// Offset is the byte of the text at which it was noticed.
	Offset int
	// Text is a sentence for the person who coded the diagnosis.
	Text string
}

// SyntaxErrors are what is wrong with a text, one for each part that is, in their order; of very
// many, the first.
type SyntaxErrors []SyntaxError

func (e SyntaxErrors) Error() string {
	faults := make([]string, len(e))
	for i, fault := range e {
		faults[i] = fmt.Sprintf("at character %d: %s", fault.Offset+1, fault.Text)
	}
	return strings.Join(faults, "; ")
}

const (
	// mostFaults is how many faults of one text are told.
	mostFaults = 10
	// mostParts is how many codes are read in one text, and mostText how many bytes it may have. No
	// patient has as many.
	mostParts = 50
	mostText  = 1000
)

// ParseCluster reads a plain code or a cluster by WHO's grammar (Reference Guide 2.9 to 2.11).
// Spaces around the parts and lower case are accepted. Whether the codes exist is not asked.
// The error is of type SyntaxErrors.
func ParseCluster(text string) (Cluster, error) {
	if n := 1 + strings.Count(text, "/") + strings.Count(text, "&"); n > mostParts {
		return Cluster{}, SyntaxErrors{{Text: fmt.Sprintf("%d codes are joined here, and at most %d are read", n, mostParts)}}
	}
	if len(text) > mostText {
		return Cluster{}, SyntaxErrors{{Text: fmt.Sprintf("the text has %d characters, and at most %d are read", len(text), mostText)}}
	}
	cluster := Cluster{Raw: text}
	canonical := new(strings.Builder)
	var faults SyntaxErrors
	joint, begin := byte('/'), 0
	for at := 0; at <= len(text); at++ {
		if at < len(text) && text[at] != '/' && text[at] != '&' {
			continue
		}
		part, fault := parsePart(text, begin, at, joint)
		switch {
		case fault != nil && len(faults) < mostFaults:
			faults = append(faults, *fault)
		case fault == nil && faults == nil:
			cluster.join(joint, part)
			if canonical.Len() > 0 {
				canonical.WriteByte(joint)
			}
			canonical.WriteString(part.Code)
		}
		if at < len(text) {
			joint, begin = text[at], at+1
		}
	}
	if faults != nil {
		return Cluster{}, faults
	}
	cluster.Canonical = canonical.String()
	return cluster, nil
}

// Parts are the codes of the cluster in their order.
func (c Cluster) Parts() []Part {
	var parts []Part
	for _, group := range c.Groups {
		parts = append(append(parts, group.Stem), group.Extensions...)
	}
	return parts
}

// NameOf names a part for people: by its code and, where it is one of many, by where it begins.
func (c Cluster) NameOf(part Part) string {
	if c.Canonical == part.Code {
		return part.Code
	}
	return fmt.Sprintf("%s (at character %d)", part.Code, part.Offset+1)
}

// join adds a part, which parsePart has found to fit its joint.
func (c *Cluster) join(joint byte, part Part) {
	if joint == '/' {
		c.Groups = append(c.Groups, Group{Stem: part})
		return
	}
	group := &c.Groups[len(c.Groups)-1]
	group.Extensions = append(group.Extensions, part)
}
