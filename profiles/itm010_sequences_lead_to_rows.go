package profiles

import (
	"fmt"

	"github.com/bima-exchange/bima/fhir"
)

var sequencesLeadToRows = Rule{
	Entry: Entry{
		ID:     "ITM-010",
		Title:  "The careTeamSequence, diagnosisSequence and informationSequence of an item are sequences of rows that the claim has.",
		Cites:  "R4 Claim.item.careTeamSequence, diagnosisSequence and informationSequence",
		Mend:   "Write the sequence of the row of careTeam, diagnosis or supportingInfo that belongs to the item.",
		Strict: fhir.Warning, Lenient: fhir.Warning,
	},
	CheckClaim: func(c *check) {
		var team, diagnoses, information []fhir.Field[int]
		for _, row := range c.claim.CareTeam {
			team = append(team, row.Sequence)
		}
		for _, row := range c.claim.Diagnosis {
			diagnoses = append(diagnoses, row.Sequence)
		}
		for _, row := range c.claim.Information {
			information = append(information, row.Sequence)
		}
		inTeam, inDiagnoses, inInformation := rowsOf("careTeam", team), rowsOf("diagnosis", diagnoses), rowsOf("supportingInfo", information)
		for _, item := range c.claim.Item {
			// Of a claim without care team or diagnosis speak CLM-005 and CLM-009.
			if len(team) > 0 {
				c.leadTo(inTeam, item.CareTeamSequence)
			}
			if len(diagnoses) > 0 {
				c.leadTo(inDiagnoses, item.DiagnosisSequence)
			}
			c.leadTo(inInformation, item.InformationSequence)
		}
	},
}

// rows are those of one list of a claim, by their sequences.
type rows struct {
	list  string
	there map[int]bool
	// known: the sequence of every row could be read.
	known bool
	// told is how a finding names them all.
	told string
}

func rowsOf(list string, sequences []fhir.Field[int]) rows {
	of := rows{list: list, there: map[int]bool{}, known: true, told: "no " + list}
	var names []string
	for _, sequence := range sequences {
		of.known = of.known && sequence.Present()
		of.there[sequence.Value] = true
		names = append(names, fmt.Sprint(sequence.Value))
	}
	if len(names) > 0 {
		of.told = list + " " + and(names)
	}
	return of
}

// leadTo reports the numbers of an item that are the sequence of no row. One that is not known may
// be that of the number.
func (c *check) leadTo(of rows, numbers []fhir.Field[int]) {
	for _, number := range numbers {
		if of.known && number.Present() && !of.there[number.Value] {
			c.find(number.Path, "not-found", "%d is the sequence of no %s; the claim has %s", number.Value, of.list, of.told)
		}
	}
}
