package terminology

import (
	"fmt"
	"regexp"

	"github.com/bima-exchange/bima/fhir"
)

// finish adds what follows from what a row says, and checks what needs all of it. It is false where
// the row is refused.
func (r *rowReader) finish(from fhir.Date) bool {
	levels := r.Levels
	if r.amount > 0 && len(levels) == 0 {
		levels = wholeLevels
		r.report.remark(r.amountColumn, RemarkDerived, "the amount counts at each level, since the row names none")
	}
	r.settle(levels)
	if r.Name == "" {
		r.refuse("name", "the row has no name; wanted are plain words for what is done")
	}
	r.finishUnit()
	r.finishCapitated()
	if r.Combination == "" {
		r.Combination = r.Code[:len("SHA-07")]
	}
	if r.MinAge != nil && r.MaxAge != nil && *r.MaxAge < *r.MinAge {
		r.refuse("max_age", "nobody is at most %d and at least %d years old", *r.MaxAge, *r.MinAge)
	}
	r.finishDays(from)
	return r.report.Outcome != RowRefused
}

// finishDays gives a row that does not say when it begins its first day.
func (r *rowReader) finishDays(from fhir.Date) {
	given := r.From
	if given.IsZero() {
		r.From = from
	}
	if !r.To.IsZero() && r.To.Before(r.From) {
		if given.IsZero() {
			r.refuse("to", "it ends on %s, before %s, on which rows without a first day begin; give it a first day", r.To, r.From)
		} else {
			r.refuse("to", "it ends on %s, before it begins on %s", r.To, r.From)
		}
	}
}

// unitExceptions are the codes whose unit does not follow from the mechanism (rules.md "Units"):
// public officers' days are labelled fee for service, and dialysis is a session.
var unitExceptions = []struct {
	codes *regexp.Regexp
	unit  Unit
}{
	{regexp.MustCompile(`^PMF-(03|07|13)-|^PMF-10-00[1-4]$`), Day},
	{regexp.MustCompile(`^PMF-10-005$`), Case},
	{regexp.MustCompile(`^SHA-16-00[124]$`), Session},
}

// mechanismUnits are the units of all other codes.
var mechanismUnits = map[Mechanism]Unit{FeeForService: Item, FixedFeeForService: Item, Capitation: Capita, PerDiem: Day, CaseBased: Case}

// finishUnit derives the unit where the file does not give it.
func (r *rowReader) finishUnit() {
	if r.Unit == "" && r.Mechanism != "" {
		r.Unit = mechanismUnits[r.Mechanism]
		why := string(r.Mechanism)
		for _, exception := range unitExceptions {
			if exception.codes.MatchString(r.Code) && r.Mechanism != Capitation && r.Mechanism != PerDiem {
				r.Unit = exception.unit
				why = fmt.Sprintf("%s, as the payer pays this code", r.Mechanism)
			}
		}
		r.remark("unit", RemarkDerived, "%s, from %s", r.Unit, why)
	}
	switch {
	case r.unitFits():
	case r.Mechanism == "":
		r.refuse("unit", "the row goes by the %s, and does not say that it is paid by CAPITATION; give the mechanism, too, or another unit", r.Unit)
	default:
		r.refuse("unit", "the row is paid by %s, which does not go by the %s", r.Mechanism, r.Unit)
	}
}

// finishCapitated refuses amounts of what is paid by head and year: no claim of it is worth
// anything. An amount for a head and year is told.
func (r *rowReader) finishCapitated() {
	if !r.Capitated || len(r.Tariffs) == 0 {
		return
	}
	if r.yearly {
		r.report.remark(r.amountColumn, RemarkNotKept, "%s is paid for a head and year; it is no tariff of a claim", r.tariffText())
		r.Tariffs = nil
		return
	}
	r.report.refuse(r.amountColumn, "the row is capitated, so a claim of it is worth nothing, but it has the amount %s; wanted is no amount, or another mechanism", r.tariffText())
}
