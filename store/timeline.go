package store

import (
	"slices"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// timeline is the rows of one party, the earliest first.
type timeline[T any] struct {
	list *dated[T]
	rows []T
	// changed are the first days of the rows that are not as they are in the database.
	changed map[fhir.Date]bool
}

// at is where the row of a first day is, or would be.
func (l *timeline[T]) at(first fhir.Date) (int, bool) {
	return slices.BinarySearchFunc(l.rows, first, func(row T, first fhir.Date) int {
		return l.list.days(&row).From.Start().Compare(first.Start())
	})
}

func (l *timeline[T]) load(row T) {
	at, _ := l.at(l.list.days(&row).From)
	l.rows = slices.Insert(l.rows, at, row)
}

// put saves a row. What stands after any number of rows does not depend on their order, but that of
// two with one first day the later stands: each row ends on the eve of the next one at the latest.
// So a row that begins later is never changed.
func (l *timeline[T]) put(row T) (saved engine.Saved) {
	days := l.list.days(&row)
	at, found := l.at(days.From)
	next := at
	if found {
		next++
	}
	if next < len(l.rows) {
		if after := l.list.days(&l.rows[next]); days.Holds(after.From) {
			days.To = after.From.AddDays(-1)
			saved.Cut = days.To
		}
	}
	if at > 0 {
		if before := l.list.days(&l.rows[at-1]); before.Holds(days.From) {
			before.To = days.From.AddDays(-1)
			saved.Ended, saved.Changed = before.From, true
			l.changed[before.From] = true
		}
	}
	if found && l.list.same(l.rows[at], row) {
		return saved
	}
	if found {
		l.rows[at] = row
	} else {
		l.rows = slices.Insert(l.rows, at, row)
	}
	l.changed[days.From], saved.Changed = true, true
	return saved
}

// written are the rows to write.
func (l *timeline[T]) written() []T {
	var rows []T
	for _, row := range l.rows {
		if l.changed[l.list.days(&row).From] {
			rows = append(rows, row)
		}
	}
	return rows
}
