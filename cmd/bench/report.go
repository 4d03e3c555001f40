package main

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"time"
)

// report is what a run found, and what it ran on.
type report struct {
	Day       time.Time
	Processor string
	Cores     int
	Memory    string
	System    string
	Commit    string
	// Versions are Go's, PostgreSQL's and Redis's.
	Versions []string
	// Fsync is how many 8 KiB writes a second the disk takes one after the other.
	Fsync            float64
	Readings         []reading
	Judgings         []judging
	Decidings        []deciding
	SQLite, Postgres figures
	Million          million
}

// tables are the report for the document.
func (r *report) tables() string {
	text := new(strings.Builder)
	fmt.Fprintf(text, "Measured on %s by `make bench`.\n\n", r.Day.Format(time.DateOnly))
	machine := table{{"machine", ""}}
	machine.add("processor", fmt.Sprintf("%s, %d cores", r.Processor, r.Cores))
	machine.add("memory", r.Memory)
	machine.add("system", r.System)
	machine.add("disk", fmt.Sprintf("%.0f writes of 8 KiB with fsync a second, one after the other", r.Fsync))
	machine.add("versions", strings.Join(r.Versions, "; "))
	machine.add("PostgreSQL", "fsync, synchronous_commit and full_page_writes on; "+strings.Join(postgresSettings, ", "))
	machine.add("commit", r.Commit)
	text.WriteString(machine.String() + "\n")
	text.WriteString(r.figures().String() + "\n")
	text.WriteString("Processors kept busy in each part, by program:\n\n")
	text.WriteString(r.busy().String())
	if r.SQLite.Soak.Changes > 0 || r.Postgres.Soak.Changes > 0 {
		text.WriteString("\nCallbacks to 200 receivers, of which a fifth are slow, a fifth fail three times in ten, and a fifth are down for a while:\n\n")
		text.WriteString(r.soakTable().String())
	}
	if r.Million.Claims > 0 {
		text.WriteString("\nAdjudication in a store that is otherwise empty, and in the same one when it is full:\n\n")
		text.WriteString(r.Million.table().String())
	}
	text.WriteString("\nWhat became of the claims of each backlog:\n\n")
	text.WriteString(r.outcomeTable().String())
	text.WriteString("\nAdjudication in process, on one core: all rules over a claim and what is known about it.\n\n")
	text.WriteString(decidingTable(r.Decidings).String())
	text.WriteString("\nReading and checking a bundle, in one process on one core:\n\n")
	text.WriteString(readingTable(r.Readings).String())
	text.WriteString("\nA diagnosis in process:\n\n")
	text.WriteString(judgingTable(r.Judgings).String())
	return text.String()
}

func (r *report) figures() table {
	t := table{{"figure", "SQLite, one process", "PostgreSQL + Redis, serve and work"}}
	both := func(name string, show func(f figures) string) { t.add(name, show(r.SQLite), show(r.Postgres)) }
	perSecond := func(pick func(f figures) measured) func(figures) string {
		return func(f figures) string { return rate(pick(f).PerSecond) }
	}
	alone := func(f figures) measured { return f.Alone }
	both(fmt.Sprintf("bundles accepted a second, %d connections", connections), perSecond(alone))
	both("… p50 / p95 / p99", func(f figures) string { return f.Alone.Latency.String() })
	both("bundles accepted a second while they are adjudicated", perSecond(func(f figures) measured { return f.Together }))
	both("… p50 / p95 / p99", func(f figures) string { return f.Together.Latency.String() })
	both("claims adjudicated a second, from a backlog", perSecond(func(f figures) measured { return f.Drain }))
	both(fmt.Sprintf("from the 202 to a decision at %d bundles a second, p50 / p95 / p99", settleRate), func(f figures) string { return f.Settle.Settled.String() })
	both("… acceptance at that rate, p50 / p95 / p99", func(f figures) string { return f.Settle.Latency.String() })
	both(fmt.Sprintf("status polls a second, %d connections, half with If-None-Match", connections), perSecond(func(f figures) measured { return f.Poll }))
	both("… p50 / p95 / p99", func(f figures) string { return f.Poll.Latency.String() })
	both("the statements of an acceptance by pgbench, a second", func(f figures) string { return rate(f.Statements) })
	both("bundles accepted a second ÷ that", func(f figures) string {
		if f.Statements == 0 {
			return "–"
		}
		return fmt.Sprintf("%.2f", f.Alone.PerSecond/f.Statements)
	})
	both("import of ICD-11", func(f figures) string {
		if f.Import == 0 {
			return "–"
		}
		return fmt.Sprintf("%.1f s", f.Import.Seconds())
	})
	both(fmt.Sprintf("`$validate-code` a second, %d connections", connections), perSecond(func(f figures) measured { return f.Validate }))
	both("… p50 / p95 / p99", func(f figures) string { return f.Validate.Latency.String() })
	both(fmt.Sprintf("`$expand?filter=` a second, %d connections", expandConnections), perSecond(func(f figures) measured { return f.Expand }))
	both("… p50 / p95 / p99", func(f figures) string { return f.Expand.Latency.String() })
	return t
}

// busy is how many processors each program had in each part.
func (r *report) busy() table {
	t := table{{"part", "SQLite", "PostgreSQL + Redis"}}
	t.add("acceptance", r.SQLite.Alone.cores.String(), r.Postgres.Alone.cores.String())
	t.add("acceptance and adjudication", r.SQLite.Together.cores.String(), r.Postgres.Together.cores.String())
	t.add("adjudication", r.SQLite.Drain.cores.String(), r.Postgres.Drain.cores.String())
	t.add(fmt.Sprintf("%d bundles a second", settleRate), r.SQLite.Settle.cores.String(), r.Postgres.Settle.cores.String())
	t.add("polls", r.SQLite.Poll.cores.String(), r.Postgres.Poll.cores.String())
	t.add("`$validate-code`", r.SQLite.Validate.cores.String(), r.Postgres.Validate.cores.String())
	t.add("`$expand?filter=`", r.SQLite.Expand.cores.String(), r.Postgres.Expand.cores.String())
	return t
}

// The tables stand between these lines of the document; what people wrote around them stays.
const (
	tablesBegin = "<!-- written by make bench -->\n"
	tablesEnd   = "<!-- end of what make bench wrote -->\n"
)

// write puts the tables into the document.
func (r *report) write(path string) error {
	before, after, err := aroundTables(path)
	if err != nil {
		return err
	}
	return os.WriteFile(path, fmt.Appendf(nil, "%s%s\n%s\n%s%s", before, tablesBegin, r.tables(), tablesEnd, after), 0o644)
}

// aroundTables is the document before and behind the tables.
func aroundTables(path string) (before, after []byte, err error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	before, rest, begun := bytes.Cut(text, []byte(tablesBegin))
	_, after, ended := bytes.Cut(rest, []byte(tablesEnd))
	if !begun || !ended {
		return nil, nil, fmt.Errorf("%s has no place for the tables: it wants the lines %q and %q", path, tablesBegin, tablesEnd)
	}
	return before, after, nil
}
