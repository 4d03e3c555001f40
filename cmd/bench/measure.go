package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

const (
	// connections is how many the load client has where it sends one request after the other.
	connections = 16
	// settleRate is the bundles a second at which the way to a decision is measured.
	settleRate = 200
	// settleConnections are enough for as many claims as are on their way within a second.
	settleConnections = 100
	// drainWithin is how long the adjudication of a backlog may take.
	drainWithin = 3 * time.Minute
)

// measured is what one part of a run gave.
type measured struct {
	result
	cores cores
	// outcomes are what became of the claims of a backlog.
	outcomes outcomes
}

// figures are what was measured on one shape.
type figures struct {
	// Alone: bundles while nothing adjudicates. Drain: that backlog's adjudication, PerSecond.
	// Settle: bundles at a fixed rate. Together: bundles while they are adjudicated. Poll: status.
	Alone, Drain, Settle, Together, Poll measured
	// Import is how long the command took that imports ICD-11; 0 where there was no list.
	Import time.Duration
	// Validate and Expand: the terminology service.
	Validate, Expand measured
	// Soak: callbacks to many receivers, most of which are in some trouble.
	Soak soaked
	// Statements: the statements of an acceptance a second by pgbench; 0 where not measured.
	Statements float64
}

// measure runs all parts on a shape that is prepared.
func (b *bench) measure(ctx context.Context, s *shape) (figures, error) {
	var f figures
	var err error
	if f.Import, err = b.importICD11(ctx, s); err != nil {
		return f, err
	}
	if err := b.lookups(ctx, s, &f); err != nil {
		return f, err
	}
	submit := job{Kind: jobSubmit, Connections: connections, WarmUp: b.length / 5, For: b.length}
	if err := b.part(ctx, s, "intake", s.intakeOnly, &f.Alone, submit); err != nil {
		return f, err
	}
	if f.Drain, err = b.drain(ctx, s, "drain", f.Alone.Sent); err != nil {
		return f, err
	}
	settle := job{Kind: jobSettle, Connections: settleConnections, Rate: settleRate, WarmUp: b.length / 5, For: b.length}
	if err := b.part(ctx, s, "settle", s.whole, &f.Settle, settle); err != nil {
		return f, err
	}
	poll := job{Kind: jobPoll, Connections: connections, WarmUp: b.length / 5, For: b.length / 2, Claims: f.Alone.Claims}
	if err := b.part(ctx, s, "poll", s.intakeOnly, &f.Poll, poll); err != nil {
		return f, err
	}
	submit.For = b.length / 2
	return f, b.part(ctx, s, "together", s.whole, &f.Together, submit)
}

// part starts the processes of one part, has the load client do a job, and stops them.
func (b *bench) part(ctx context.Context, s *shape, name string, commands func() [][]string, into *measured, j job) (err error) {
	say("%s: %s", s.name, name)
	on, err := b.startAll(ctx, s, name, commands())
	defer func() { err = errors.Join(err, on.stop()) }()
	if err != nil {
		return err
	}
	j.URL, j.ID, j.Secret, j.First = on.url, s.id, s.secret, s.next
	into.cores, err = during(slices.Concat(on.processes, s.servers), func() error {
		into.result, err = runJob(ctx, j)
		return err
	})
	if into.cores != nil {
		into.cores["client"] = into.Cores
		into.cores[others] = max(0, into.cores[others]-into.Cores)
		into.cores.complain()
	}
	if err != nil {
		return err
	}
	return s.sent(j.Kind, into.Next)
}

// sent notes that the bundles before a number are used up.
func (s *shape) sent(kind string, next int) error {
	if kind != jobSubmit && kind != jobSettle {
		return nil
	}
	s.next = next
	if most := s.patients * len(kinds); next > most {
		return fmt.Errorf("%d bundles were sent, and the registry has patients for %d: let it have more", next, most)
	}
	return nil
}

// statements is how often a second pgbench does what one acceptance asks of PostgreSQL.
func (b *bench) statements(ctx context.Context, s *shape, p *postgres) (float64, error) {
	var ignored measured
	recorded, err := p.record(ctx, func() error {
		return b.part(ctx, s, "statements", s.intakeOnly, &ignored, job{Kind: jobSubmit, Connections: 1, Most: 3, For: time.Minute})
	})
	if err != nil {
		return 0, err
	}
	accepted, err := lastAcceptance(recorded)
	if err != nil {
		return 0, err
	}
	if _, err := p.query(ctx, maintenance, "CREATE DATABASE statements"); err != nil {
		return 0, err
	}
	if _, err := b.tell(ctx, &shape{store: []string{"--db", p.url("statements")}}, nil, "migrate"); err != nil {
		return 0, err
	}
	return p.pgbench(ctx, newScript(accepted), "statements", connections, b.length*2/3)
}
