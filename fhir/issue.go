package fhir

// Level says what a finding means for the bundle.
type Level int

const (
	// Error refuses the bundle.
	Error Level = iota + 1
	// Warning is told to the sender and changes nothing.
	Warning
	// Information is told to a sender who wants to know.
	Information
)

// String is the level as OperationOutcome.issue.severity writes it.
func (l Level) String() string {
	switch l {
	case Error:
		return "error"
	case Warning:
		return "warning"
	case Information:
		return "information"
	}
	return "fatal"
}

// Issue is a finding about a submitted body. All findings of a bundle are answered together.
type Issue struct {
	// Rule is the stable id of the rule that found it, as spec and docs list it: "ITM-003".
	Rule string
	// Level is what the finding means for the bundle.
	Level Level
	// Graded: the rule's levels decide what the finding means, since what was found was repaired;
	// Level is then that of strict handling. Package profiles sets the one that is in force.
	Graded bool
	// Code is a FHIR issue-type: "structure", "required", "value", "invalid", "business-rule",
	// "not-found", "code-invalid", "forbidden", "too-long" …
	Code string
	// Path is the element spoken of, whether it is there or missing, as the body was received:
	// "Bundle.entry[4].resource.careTeam". Names are those of the JSON; "resource" is not
	// followed by the resource type. Empty: the body as a whole.
	Path string
	// Text is for the person who has to mend it. It names the value found and the value wanted.
	Text string
	// Meant is the path of the known element that an unknown one seems to stand for (FHR-015 and
	// FHR-018), empty elsewhere. A rule that misses the known one names the unknown one.
	Meant string

	// Expression is Path cut back to the deepest element that exists in the body as received.
	// Decode and Bundle.Settle set it.
	Expression string
	// Offset is the byte at which Expression begins in the body. Decode and
	// Bundle.Settle set it.
	Offset int
}

// HasErrors reports whether any of the issues refuses the bundle.
func HasErrors(issues []Issue) bool {
	for _, issue := range issues {
		if issue.Level == Error {
			return true
		}
	}
	return false
}
