package rules

import (
	"fmt"
	"slices"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// volumesAreCredible accuses nobody: it sends what cannot be, or seldom is, to people who can ask. A
// preauthorization has delivered nothing yet.
var volumesAreCredible = engine.Rule{
	ID:       "SUR-001",
	Title:    "Sessions, the practitioner's places and the member's claims of a day are as many as can be.",
	Cites:    "Claims Submission Guide: claims sent to surveillance",
	Outcomes: []engine.Outcome{engine.Watch},
	Check: func(c engine.Case) []engine.Finding {
		if c.Claim.Use != engine.UseClaim {
			return nil
		}
		findings := tooManySessions(c)
		findings = append(findings, practitionerElsewhere(c)...)
		return append(findings, tooManyClaims(c)...)
	},
}

// practitionerElsewhere looks for an hour in which the practitioner began a service in another facility.
func practitionerElsewhere(c engine.Case) []engine.Finding {
	for _, item := range c.Claim.Items {
		if item.At.IsZero() {
			continue
		}
		for _, there := range c.Attended {
			if there.Facility == c.Claim.Facility || item.At.Sub(there.At).Abs() >= time.Hour {
				continue
			}
			finding := watched(c, engine.PractitionerElsewhere,
				fmt.Sprintf("Practitioner %s began this service at %s and one in %s at %s.", c.Claim.Practitioner, clock(item.At), there.Facility, clock(there.At)))
			finding.Item = item.Sequence
			return []engine.Finding{finding}
		}
	}
	return nil
}

func clock(at time.Time) string { return at.In(fhir.Nairobi).Format("2006-01-02 15:04") }

// tooManyClaims counts the member's claims on the first day of this one.
func tooManyClaims(c engine.Case) []engine.Finding {
	most, day := c.Settings.Surveillance.ClaimsPerDay, c.Claim.FirstDay()
	claims := []string{c.Claim.ID}
	for _, other := range c.Others {
		if !day.Before(other.Start) && !day.After(other.End) && !slices.Contains(claims, other.ClaimID) {
			claims = append(claims, other.ClaimID)
		}
	}
	if most <= 0 || len(claims) <= most {
		return nil
	}
	return []engine.Finding{watched(c, engine.TooManyClaims,
		fmt.Sprintf("The member has %d claims on %s, this one among them; the threshold is %d.", len(claims), day, most))}
}
