package profiles

import (
	"fmt"
	"slices"

	"github.com/bima-exchange/bima/fhir"
)

var preauthorizationMeetsKind = Rule{
	Entry: Entry{
		ID:     "CLM-011",
		Title:  "A preauthorization has the type and the extensions of its kind (renal, surgical, oncology, optical, imaging), which its interventions tell.",
		Cites:  "Kenya eClaims, preauthorization profiles",
		Mend:   "Add the extensions that the finding names to the Claim, each with a valueString, and write the type that it names.",
		Strict: fhir.Warning, Lenient: fhir.Warning,
	},
	CheckClaim: func(c *check) {
		if c.claim.Use.Value != "preauthorization" {
			return
		}
		items := map[string][]fhir.Item{}
		for _, item := range c.claim.Item {
			if row, ok := c.intervention(item); ok {
				for _, kind := range row.Preauth {
					items[kind] = append(items[kind], item)
				}
			}
		}
		for _, kind := range preauthKinds {
			if of := items[kind.preauth]; len(of) > 0 {
				c.meets(kind, of)
			}
		}
	},
}

// preauthKind is what the payer's profile of one kind of preauthorization asks for.
type preauthKind struct {
	// preauth is the word of the catalogue of interventions, name that of the profile.
	preauth, name string
	// claimType is the code of Claim.type.
	claimType string
	// extensions are the last segments of the urls of the extensions that have to be there.
	extensions []string
}

var preauthKinds = []preauthKind{
	{"renal", "renal", "institutional", []string{"session-expected-date", "clinical-indications", "vital-signs"}},
	{"surgical", "surgical", "institutional", []string{"anaesthesia-type", "chief-complaint", "clinical-indications"}},
	{"oncology", "oncology", "institutional", []string{"carcinoma-staging", "metastases", "treatment-setting", "cost-per-session"}},
	{"optical", "optical", "vision", []string{"lens-prescription", "replacement", "reason-for-service"}},
	{"radiology", "imaging", "institutional", []string{"clinical-indications", "investigations"}},
}

// meets reports what a preauthorization lacks of a kind, of which it has these items.
func (c *check) meets(kind preauthKind, items []fhir.Item) {
	var missing []string
	for _, name := range kind.extensions {
		given := func(extension fhir.Extension) bool { return isExtension(extension, name) }
		if !slices.ContainsFunc(c.claim.Extension, given) {
			missing = append(missing, "extension "+name)
		}
	}
	path := c.claim.Path + ".type"
	if len(missing) > 0 {
		path = c.claim.Path + ".extension"
	}
	typed := func(coding fhir.Coding) bool { return coding.Code == kind.claimType }
	if kindOf := c.claim.Type; kindOf.State == fhir.Present && !slices.ContainsFunc(kindOf.Coding, typed) {
		missing = append(missing, fmt.Sprintf("type %q", kind.claimType))
	}
	if len(missing) > 0 {
		c.find(path, "required", "the preauthorization is of the %s kind, by item %s, and lacks what the payer wants for that kind: %s", kind.name, and(named(items)), and(missing))
	}
}
