package rules

import "github.com/bima-exchange/bima/engine"

// longestRun finds, of days that follow each other through the periods of a limit, the longest run that
// takes of no period more than it has free; of several the earliest. A stay is paid for days in a row,
// so that everybody can see which.
type longestRun struct {
	periods int
	// open is the run that ends with the last day so far, best the longest that has ended.
	open, best engine.Days
}

// add goes on with the days in the next period, of which so many are free.
func (r *longestRun) add(days engine.Days, free int) {
	r.periods++
	if free >= days.Count() {
		r.open = r.open.Join(days)
		return
	}
	r.end(r.open.Join(firstDays(days, free)))
	r.open = engine.Days{}
	if free > 0 {
		r.open = engine.Days{First: days.Last.AddDays(1 - free), Last: days.Last}
	}
}

func (r *longestRun) end(run engine.Days) {
	if run.Count() > r.best.Count() {
		r.best = run
	}
}

// longest is the longest run; zero where no day is free.
func (r *longestRun) longest() engine.Days {
	r.end(r.open)
	return r.best
}
