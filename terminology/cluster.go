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

// join adds a part, which parsePart has found to fit its joint.
func (c *Cluster) join(joint byte, part Part) {
	if joint == '/' {
		c.Groups = append(c.Groups, Group{Stem: part})
		return
	}
	group := &c.Groups[len(c.Groups)-1]
	group.Extensions = append(group.Extensions, part)
}

// parsePart reads the code between two joints. The joint before it tells what it has to be.
func parsePart(text string, begin, end int, joint byte) (Part, *SyntaxError) {
	raw := text[begin:end]
	code := strings.TrimLeft(raw, " \t")
	offset := begin + len(raw) - len(code)
	code = strings.TrimRight(code, " \t")
	wrong := func(at int, format string, args ...any) (Part, *SyntaxError) {
		return Part{}, &SyntaxError{Offset: at, Text: fmt.Sprintf(format, args...)}
	}

	if code == "" {
		switch {
		case strings.TrimSpace(text) == "":
			return wrong(0, "no code was given; an ICD-11 code such as BA00 is wanted")
		case joint == '&':
			return wrong(offset, "an extension code (X…) is wanted after &")
		default:
			return wrong(offset, "a stem code is wanted before and after /, and before &")
		}
	}
	if i := strings.IndexFunc(code, foreign); i >= 0 {
		return wrong(offset+i, "%q cannot be in an ICD-11 code; only letters, digits and one dot can", []rune(code[i:])[0])
	}
	code = strings.ToUpper(code)
	extension := code[0] == 'X'
	switch {
	case joint == '&' && !extension:
		return wrong(offset, "%s is a stem code; & joins extension codes (X…), and / joins a further stem code", code)
	case joint == '/' && extension:
		return wrong(offset, "%s is an extension code; a stem code is wanted here, to which & joins %s", code, code)
	}
	return Part{Code: code, Offset: offset}, nil
}

// foreign reports characters that no ICD-11 code contains, whichever its case.
func foreign(r rune) bool {
	return (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && r != '.'
}
