package profiles

import (
	"fmt"

	"github.com/bima-exchange/bima/fhir"
)

// find reports what the rule has found, at the rule's own level. Code is a FHIR issue-type.
func (c *check) find(path, code, format string, args ...any) {
	c.at(c.config.Levels.Of(c.rule.Entry, c.handling), path, code, format, args...)
}

// refuse reports what is an error under any handling.
func (c *check) refuse(path, code, format string, args ...any) {
	c.at(fhir.Error, path, code, format, args...)
}

// note reports what changes nothing.
func (c *check) note(path, code, format string, args ...any) {
	c.at(fhir.Information, path, code, format, args...)
}

const (
	// maxFindings bounds what a bundle of nothing but faults costs in memory, beside the bound of
	// reading.
	maxFindings = 100_000
	// mostShown is how many bytes of a value a finding shows. Lists of values are shorter.
	mostShown = 1500
)

func (c *check) at(level fhir.Level, path, code, format string, args ...any) {
	if c.found++; c.found > maxFindings {
		if c.found == maxFindings+1 {
			c.issues = append(c.issues, fhir.Issue{Rule: c.rule.ID, Level: fhir.Error, Code: "too-costly", Path: c.bundle.Path,
				Text: fmt.Sprintf("there are more than %d findings; mend these first, since the others are not told", maxFindings)})
		}
		return
	}
	for i, arg := range args {
		switch arg := arg.(type) {
		case string:
			args[i] = cut(arg, mostShown)
		case error:
			args[i] = cut(arg.Error(), mostShown)
		}
	}
	text := fmt.Sprintf(format, args...)
	if code == "required" {
		if level != fhir.Error && c.refused(path) {
			return // that it is not as R4 writes it is told, and is an error
		}
		text += c.insteadOf(path)
	}
	c.issues = append(c.issues, fhir.Issue{Rule: c.rule.ID, Level: level, Code: code, Path: path, Text: text})
}
