package profiles

import "github.com/bima-exchange/bima/fhir"

var oneInsuranceFocal = Rule{
	Entry: Entry{
		ID:     "CLM-003",
		Title:  "Exactly one insurance of a claim is focal, and each has a sequence of its own.",
		Cites:  "R4 Claim.insurance.focal and Claim.insurance.sequence",
		Mend:   "Set focal to true on the insurance under which the claim is to be paid, and to false on the others; number the insurances 1, 2 and so on.",
		Strict: fhir.Error, Lenient: fhir.Warning,
	},
	CheckClaim: func(c *check) {
		var focal []string
		read, first := true, map[int]string{}
		for _, insurance := range c.claim.Insurance {
			read = read && insurance.Focal.Present()
			if insurance.Focal.Value {
				focal = append(focal, element(insurance.Path))
			}
			switch sequence := insurance.Sequence; {
			case !sequence.Present():
			case first[sequence.Value] != "":
				c.find(sequence.Path, "duplicate", "sequence %d is that of %s too; every insurance of a claim needs its own", sequence.Value, first[sequence.Value])
			default:
				first[sequence.Value] = element(insurance.Path)
			}
		}
		path := c.claim.Path + ".insurance"
		switch {
		case len(focal) > 1:
			c.find(path, "business-rule", "%s are focal; wanted is focal true on one alone, under which the claim is to be paid", and(focal))
		case len(focal) == 0 && read && len(c.claim.Insurance) > 0:
			c.find(path, "business-rule", "no insurance is focal; wanted is focal true on one, under which the claim is to be paid")
		}
	},
}
