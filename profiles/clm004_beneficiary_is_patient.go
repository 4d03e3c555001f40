package profiles

import "github.com/bima-exchange/bima/fhir"

var beneficiaryIsPatient = Rule{
	Entry: Entry{
		ID:     "CLM-004",
		Title:  "The beneficiary of every Coverage of a claim is the claim's patient.",
		Cites:  "Claims Submission Guide, checklist 6; R4 Coverage.beneficiary",
		Mend:   "Let Coverage.beneficiary and Claim.patient refer to the same Patient of the bundle; for another patient send that patient's Coverage.",
		Strict: fhir.Error, Lenient: fhir.Error,
	},
	CheckClaim: func(c *check) {
		seen := map[*fhir.Entry]bool{}
		for _, insurance := range c.claim.Insurance {
			target, ok := c.bundle.Resolve(c.claim.Entry, insurance.Coverage)
			if !ok || target.Entry == nil || target.Entry.Resource.Coverage == nil || seen[target.Entry] {
				continue
			}
			seen[target.Entry] = true
			c.beneficiary(target.Entry)
		}
	},
}

// beneficiary demands that the beneficiary of the Coverage in an entry is the claim's patient.
func (c *check) beneficiary(entry *fhir.Entry) {
	beneficiary := entry.Resource.Coverage.Beneficiary
	patient, covered := c.person(c.claim.Entry, c.claim.Patient), c.person(entry, beneficiary)
	switch {
	case beneficiary.State == fhir.Absent:
		c.find(beneficiary.Path, "required", "the Coverage has no beneficiary; wanted is a reference to the claim's patient")
	case beneficiary.State == fhir.Unreadable || covered.astray || patient.astray:
	case covered.name == "":
		c.find(beneficiary.Path, "required", "beneficiary names nobody; wanted is a reference to the claim's patient")
	case patient.name != "" && !covered.is(patient):
		c.find(beneficiary.Path, "business-rule", "the beneficiary of the Coverage is %q, and the patient of the claim is %q; both have to be the same Patient",
			covered.name, patient.name)
	}
}
