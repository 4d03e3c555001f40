package main

import "fmt"

// What a backlog of callbacks is to reach.
const wantedCallbacks = 1000

// soakTable shows the soak on both set-ups.
func (r *report) soakTable() table {
	t := table{{"soak of callbacks", "SQLite, one process", "PostgreSQL + Redis, serve and two work"}}
	both := func(name string, show func(s soaked) string) { t.add(name, show(r.SQLite.Soak), show(r.Postgres.Soak)) }
	both("state changes, each told at least once and in order", func(s soaked) string { return whole(s.Changes) })
	both("… within", func(s soaked) string { return fmt.Sprintf("%.0f s", s.Changing.Seconds()) })
	both("workers killed / Redis emptied meanwhile", func(s soaked) string { return fmt.Sprintf("%d / %d", s.Kills, s.Flushes) })
	both("callbacks that came again after they were taken", func(s soaked) string {
		return fmt.Sprintf("%d (%.2f %%)", s.Duplicates, 100*float64(s.Duplicates)/max(1, float64(s.Changes)))
	})
	both("from the change to a receiver that is well, p50 / p95 / p99", func(s soaked) string { return s.Well.String() })
	both("the last callback, after the last change", func(s soaked) string { return fmt.Sprintf("%.0f s", s.Tail.Seconds()) })
	both("callbacks a second from a backlog, one process that delivers", func(s soaked) string {
		return fmt.Sprintf("%s (wanted: %d, %s)", rate(s.Again), wantedCallbacks, held(s.Again >= wantedCallbacks))
	})
	return t
}
