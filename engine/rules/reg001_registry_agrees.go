package rules

import (
	"fmt"
	"strings"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// registryAgrees compares and decides nothing by what the bundle says: every other rule goes by the
// registry. An unknown member is ELG-001's matter alone.
var registryAgrees = engine.Rule{
	ID:       "REG-001",
	Title:    "The claim says of the patient's sex and birth date, and of the facility's level, what the registry says.",
	Cites:    "Claims Submission Guide, pre-submission validation: patient, facility",
	Outcomes: []engine.Outcome{engine.Refer, engine.Note},
	Check: func(c engine.Case) []engine.Finding {
		if c.Member == nil {
			return nil
		}
		findings := sexDiffers(c.Claim.Stated.Sex, c.Member.Sex)
		findings = append(findings, birthDiffers(c.Claim.Stated.BirthDate, c.Member.BirthDate)...)
		return append(findings, levelDiffers(c.Claim.Stated.Level, level(c))...)
	},
}

func sexDiffers(stated, known string) []engine.Finding {
	if !saysSex(stated) || !saysSex(known) || strings.EqualFold(stated, known) {
		return nil
	}
	return referred(engine.RegistryDiffers,
		fmt.Sprintf("The claim says that the patient is %s, the registry says %s.", stated, known),
		"The sex of the patient on the claim is not the one in the member registry. Check that the claim is for the right patient.")
}

// saysSex reports whether an administrative gender says anything.
func saysSex(gender string) bool { return gender != "" && !strings.EqualFold(gender, "unknown") }

func birthDiffers(stated, known fhir.Date) []engine.Finding {
	if stated.IsZero() || known.IsZero() || stated == known {
		return nil
	}
	earlier, later := stated, known
	if known.Before(stated) {
		earlier, later = known, stated
	}
	finding := engine.Finding{
		Outcome: engine.Note, Reason: engine.RegistryDiffers,
		Payer:    fmt.Sprintf("The birth date on the claim and the one in the registry are %s apart.", several(earlier.DaysUntil(later), "day")),
		Facility: "The birth date of the patient on the claim is not quite the one in the member registry. Correct it in the patient's record.",
	}
	if aYearOn := (fhir.Date{Year: earlier.Year + 1, Month: earlier.Month, Day: earlier.Day}); later.After(aYearOn) {
		finding.Outcome = engine.Refer
		finding.Facility = "The birth date of the patient on the claim is not the one in the member registry. Check that the claim is for the right patient."
	}
	return []engine.Finding{finding}
}

// levelDiffers compares levels. One that names no part says nothing against a part: bundles write
// "LEVEL 4" for 4B, too.
func levelDiffers(stated, known string) []engine.Finding {
	stated, known = plainLevel(stated), plainLevel(known)
	whole, knownWhole := wholeLevel(stated), wholeLevel(known)
	if stated == "" || known == "" || stated == known {
		return nil
	}
	finding := engine.Finding{
		Outcome: engine.Note, Reason: engine.RegistryDiffers,
		Payer:    fmt.Sprintf("The claim says that the facility is of level %s, the registry says %s.", stated, known),
		Facility: fmt.Sprintf("The claim says that this facility is of level %s; the facility registry says %s, by which it is paid.", stated, known),
	}
	switch {
	case whole != knownWhole:
		finding.Outcome = engine.Refer
	case stated == whole || known == knownWhole:
		return nil
	}
	return []engine.Finding{finding}
}

// plainLevel is a level without the word that bundles put before it: "4" of "LEVEL 4".
func plainLevel(level string) string {
	return strings.TrimSpace(strings.TrimPrefix(strings.ToUpper(strings.TrimSpace(level)), "LEVEL"))
}

// wholeLevel is the level without its part: "4" of "4B".
func wholeLevel(level string) string { return strings.TrimRight(level, "ABC") }
