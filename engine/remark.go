package engine

import "github.com/bima-exchange/bima/fhir"

// remarks are what the facility is told of what a person said. What leads to surveillance and to
// another department is said to the payer's people alone.
func (a action) remarks() []string {
	var remarks []string
	say := func(before string) {
		if a.Reason != "" {
			remarks = append(remarks, before+a.Reason.Display()+".")
		}
		if a.Note != "" {
			remarks = append(remarks, a.Note)
		}
	}
	switch a.On {
	case Approve:
		if a.Note != "" {
			remarks = append(remarks, a.Note)
		}
	case Reject:
		say("Refused: ")
	case SendBack:
		say("Sent back: ")
	case Withdraw:
		say("Withdrawn by the facility: ")
	case Appeal:
		say("Appealed: ")
	case DeclinePayment:
		say("The payment was declined: ")
	case AddDocuments:
		for _, document := range a.Documents {
			remarks = append(remarks, "The document "+document.Title+" was added.")
		}
	default:
		return a.told.decision.Remarks
	}
	return remarks
}

// until is the sentence that says how long a facility may answer.
func until(day fhir.Date) string {
	return "An answer is awaited until " + day.String() + "; after that the claim is rejected."
}
