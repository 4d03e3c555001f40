package engine

import "github.com/bima-exchange/bima/fhir"

func amountOf(category string, amount fhir.Money) fhir.Adjudication {
	return fhir.Adjudication{Category: hl7Category(category), Amount: &amount}
}

func totalOf(category string, amount fhir.Money) fhir.ResponseTotal {
	return fhir.ResponseTotal{Category: hl7Category(category), Amount: amount}
}

var adjudicationDisplays = map[string]string{
	"submitted": "Submitted Amount", "eligible": "Eligible Amount", "benefit": "Benefit Amount", "copay": "CoPay",
}

// hl7Category is an HL7 adjudication code.
func hl7Category(code string) fhir.ConceptJSON {
	return fhir.Concept(hl7Adjudication, code, adjudicationDisplays[code])
}

// noteTaker numbers process notes; the same text is one note.
type noteTaker struct{ notes []fhir.ProcessNote }

func (n *noteTaker) add(text string) (number int) {
	for _, note := range n.notes {
		if note.Text == text {
			return note.Number
		}
	}
	number = len(n.notes) + 1
	n.notes = append(n.notes, fhir.ProcessNote{Number: number, Type: "display", Text: text})
	return number
}
