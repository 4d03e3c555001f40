package rules

import (
	"fmt"
	"slices"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// serviceIsNew looks for the same intervention on the same day in other claims of the member. Only what
// a facility's own clerk can see in the facility's own claims is told.
var serviceIsNew = engine.Rule{
	ID:       "DUP-001",
	Title:    "No other claim of the patient has the same intervention on the same day.",
	Cites:    "Claims Submission Guide: duplicate claims",
	Outcomes: []engine.Outcome{engine.Watch, engine.Refer, engine.Note},
	Check: func(c engine.Case) []engine.Finding {
		if c.Claim.Use != engine.UseClaim {
			return nil
		}
		return eachItem(recordedBefore)(c)
	},
}

func recordedBefore(c engine.Case, item engine.Item, _ engine.ItemDecision) []engine.Finding {
	row, known := c.Intervention(item)
	if !known {
		return nil
	}
	var here, elsewhere []string
	for _, other := range c.Others {
		if other.Code != item.Code || other.ClaimID == c.Claim.Replaces || !overlaps(c, item, other, row.Unit) {
			continue
		}
		claim := fmt.Sprintf("%s of %s (%s, received on %s)", other.ClaimID, other.Facility,
			span(engine.Days{First: other.Start, Last: other.End}), fhir.DateOf(other.ReceivedAt))
		if other.Facility == c.Claim.Facility {
			here = append(here, claim)
		} else {
			elsewhere = append(elsewhere, claim)
		}
	}
	switch {
	case len(here)+len(elsewhere) == 0:
		return nil
	case row.Capitated:
		return []engine.Finding{{
			Outcome: engine.Note, Reason: engine.ServiceRecorded,
			Payer: fmt.Sprintf("%s is recorded on the same day in claim %s.", item.Code, shortened(append(here, elsewhere...))),
		}}
	}
	var findings []engine.Finding
	once := row.Unit == terminology.Session || row.Unit == terminology.Item
	if once && len(here) > 0 {
		findings = referred(engine.ServiceRecorded,
			fmt.Sprintf("%s is on the same day in claim %s, of the same facility.", item.Code, shortened(here)),
			fmt.Sprintf("%s is in another claim of this facility for the patient on the same day. If it was done twice, say so; a person looks at it.", item.Code))
		here = nil
	}
	if suspicious := append(here, elsewhere...); len(suspicious) > 0 {
		findings = append(findings, watched(c, engine.ServiceRecorded,
			fmt.Sprintf("%s is on the same day in claim %s.", item.Code, shortened(slices.Compact(suspicious)))))
	}
	return findings
}

// overlaps reports whether another claim's item shares a counted day with one of this claim that is more
// than the day of a transfer.
func overlaps(c engine.Case, item engine.Item, other engine.OtherItem, unit terminology.Unit) bool {
	mine := service{item.Start, item.End, c.Counted(item)}
	theirs := service{other.Start, other.End, c.OtherCounted(other)}
	if mine.days.Meet(theirs.days).IsZero() {
		return false
	}
	return unit != terminology.Day || !mine.endsInto(theirs) && !theirs.endsInto(mine)
}
