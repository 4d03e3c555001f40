package terminology

import (
	"fmt"

	"github.com/bima-exchange/bima/fhir"
)

// compareCode compares the rows of one code that the record has with those that the file has. Both
// are in order, and the file has one at least.
func (d *Difference) compareCode(have []Intervention, want []TariffRow, today fhir.Date) {
	ended, added, refused := len(d.Change.Ended), len(d.Change.Added), len(d.Refused)
	left := make([]Intervention, 0, len(have)) // what the record has after the change
	for _, row := range have {
		day, follower := firstOther(row, want)
		switch {
		case day.IsZero():
		case !day.After(today):
			d.refuseDay(row, want, day, follower)
		case day == row.From:
			d.refuse(Remark{Row: want[0].Number, Code: row.Code},
				"the record has a row that begins on %s, and it is never removed, but the file says otherwise from that day on; "+
					"give the file's row a first day after it (--from, or the column of the first day), or let the file have the record's row, too", row.From)
		default:
			d.end(row, day.AddDays(-1))
			row.To = day.AddDays(-1)
		}
		left = append(left, row)
	}
	if len(d.Refused) > refused {
		return
	}
	for _, row := range want {
		for _, part := range without(row.Intervention, left) {
			d.add(part, have)
		}
	}
	for _, ending := range d.Change.Ended[ended:] {
		if !d.follows(ending, added) {
			d.Ended = append(d.Ended, ending)
		}
	}
	if len(d.Change.Ended) == ended && len(d.Change.Added) == added {
		d.Unchanged++
	}
}

// firstOther is the first day on which a row of the record is in force and the file, from its first
// day on, has not the same: with the row that the file has then, or nil. The zero Date: there is none.
func firstOther(row Intervention, want []TariffRow) (fhir.Date, *TariffRow) {
	day := want[0].From
	if row.From.After(day) {
		day = row.From
	}
	for n := range want {
		next := &want[n]
		switch {
		case !row.To.IsZero() && row.To.Before(day):
			return fhir.Date{}, nil
		case !next.To.IsZero() && next.To.Before(day):
			continue
		case next.From.After(day):
			return day, nil
		case !row.sameFacts(&next.Intervention):
			return day, next
		case next.To.IsZero():
			return fhir.Date{}, nil
		}
		day = next.To.AddDays(1)
	}
	if !row.To.IsZero() && row.To.Before(day) {
		return fhir.Date{}, nil
	}
	return day, nil
}

// without are the parts of a row on whose days none of the others, which are in order, is in force.
func without(row Intervention, others []Intervention) []Intervention {
	var parts []Intervention
	for _, other := range others {
		if !other.overlaps(row) {
			continue
		}
		if row.From.Before(other.From) {
			part := row
			part.To = other.From.AddDays(-1)
			parts = append(parts, part)
		}
		if other.To.IsZero() || !row.To.IsZero() && !other.To.Before(row.To) {
			return parts
		}
		row.From = other.To.AddDays(1)
	}
	return append(parts, row)
}

// end ends a row of the record.
func (d *Difference) end(row Intervention, last fhir.Date) {
	d.Change.Ended = append(d.Change.Ended, Ending{Code: row.Code, From: row.From, To: last})
}

// add adds a row, and says whether it changes what the record has.
func (d *Difference) add(row Intervention, have []Intervention) {
	d.Change.Added = append(d.Change.Added, row)
	for n := range have {
		if have[n].inForce(row.From) {
			d.Changed = append(d.Changed, Changed{row, fieldChanges(&have[n], &row)})
			return
		}
	}
	d.Added = append(d.Added, row)
}

// follows reports whether one of the rows that were added from an index on begins where a row ends.
func (d *Difference) follows(ending Ending, from int) bool {
	for _, row := range d.Change.Added[from:] {
		if row.From == ending.To.AddDays(1) {
			return true
		}
	}
	return false
}

// refuseDay refuses a change of a day that has come.
func (d *Difference) refuseDay(row Intervention, want []TariffRow, day fhir.Date, follower *TariffRow) {
	remark := Remark{Row: want[len(want)-1].Number, Code: row.Code}
	says := "the file has no row for that day"
	if follower != nil {
		remark.Row = follower.Number
		change := fieldChanges(&row, &follower.Intervention)[0]
		says = fmt.Sprintf("the file says otherwise (%s: %s, was %s)", change.Name, orNone(change.New), orNone(change.Old))
	}
	d.refuse(remark, "the record has a row that is in force on %s, and %s. A day that has come is never changed; give a first day after today (--from, or the column of the first day)",
		day, says)
}

func orNone(text string) string {
	if text == "" {
		return "none"
	}
	return text
}

func (d *Difference) refuse(remark Remark, format string, args ...any) {
	remark.Kind, remark.Text = RemarkRefused, fmt.Sprintf(format, args...)
	d.Refused = append(d.Refused, remark)
}
