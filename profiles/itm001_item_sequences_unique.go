package profiles

import "github.com/bima-exchange/bima/fhir"

var itemSequencesUnique = Rule{
	Entry: Entry{
		ID:     "ITM-001",
		Title:  "Every item has a sequence that is positive and its own within the claim.",
		Cites:  "Claims Submission Guide, validation rule 5",
		Mend:   "Number the items of the claim 1, 2, 3 and so on.",
		Strict: fhir.Error, Lenient: fhir.Error, Fixed: true,
	},
	CheckClaim: func(c *check) {
		first := map[int]string{}
		for _, item := range c.claim.Item {
			switch sequence := item.Sequence; {
			case sequence.Absent():
				c.find(sequence.Path, "required", "the item has no sequence; wanted is a positive number that no other item of the claim has")
			case !sequence.Present():
			case sequence.Value <= 0:
				c.find(sequence.Path, "value", "sequence is %d; a positive number is wanted", sequence.Value)
			case first[sequence.Value] != "":
				c.find(sequence.Path, "duplicate", "sequence %d is that of %s too; every item of a claim needs its own", sequence.Value, first[sequence.Value])
			default:
				first[sequence.Value] = element(item.Path)
			}
		}
	},
}
