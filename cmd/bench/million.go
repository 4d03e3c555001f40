package main

import (
	"context"
	"fmt"
	"time"
)

// million is how adjudication goes in a store that is otherwise empty, and in the same store when it
// is full.
type million struct {
	Empty, Full stage
	// Fill is how long the filling took, with VACUUM ANALYZE.
	Fill time.Duration
	// Claims is how many the full store has, Size how large it is.
	Claims int
	Size   string
	// Plans is how many statements of the hot path were explained. Where one of them reads a large table
	// from end to end, the run ends with an error.
	Plans int
}

// stage is a backlog that is accepted and then adjudicated.
type stage struct{ Accept, Drain measured }

// usualRate is how many claims a second a backlog is made for where nothing was measured before.
const usualRate = 500

// runMillion measures the same before and after the store is filled: on one server, with the same
// settings and after a checkpoint.
func (b *bench) runMillion(ctx context.Context, p *postgres, queue *redis, r *report) (err error) {
	const database = "million"
	if _, err := p.query(ctx, maintenance, "CREATE DATABASE "+database); err != nil {
		return err
	}
	s := postgresShape(p, database, queue, 1)
	if err := b.prepareOn(ctx, p, s); err != nil {
		return err
	}
	m := &r.Million
	size := int(max(usualRate, r.Postgres.Drain.PerSecond) * 1.2 * b.length.Seconds())
	if m.Empty, err = b.stage(ctx, p, s, "empty", size); err != nil {
		return err
	}
	if err := b.fill(ctx, p, s, size, m); err != nil {
		return err
	}
	if m.Full, err = b.stage(ctx, p, s, "full", size); err != nil {
		return err
	}
	m.Plans, err = b.plans(ctx, p, s)
	return err
}

// stage accepts a backlog of so many claims and has it adjudicated.
func (b *bench) stage(ctx context.Context, p *postgres, s *shape, name string, size int) (st stage, err error) {
	if _, err := p.query(ctx, s.database, "CHECKPOINT"); err != nil {
		return st, err
	}
	submit := job{Kind: jobSubmit, Connections: connections, Most: size, For: drainWithin}
	if err := b.part(ctx, s, name+"-intake", s.intakeOnly, &st.Accept, submit); err != nil {
		return st, err
	}
	if st.Accept.Sent < size {
		return st, fmt.Errorf("only %d of %d claims were accepted within %s", st.Accept.Sent, size, drainWithin)
	}
	st.Drain, err = b.drain(ctx, s, name+"-drain", st.Accept.Sent)
	return st, err
}

// What the full store is to reach.
const (
	wantedRate  = 400
	wantedShare = 0.8
)

// table shows both, and whether the full store is fast enough.
func (m *million) table() table {
	empty, full := m.Empty, m.Full
	t := table{{"PostgreSQL + Redis, serve and work", "otherwise empty", "full"}}
	t.add("claims in the store beside the backlog", "0", whole(m.Claims))
	t.add("backlog", whole(empty.Drain.Sent), whole(full.Drain.Sent))
	t.add("its bundles accepted a second", rate(empty.Accept.PerSecond), rate(full.Accept.PerSecond))
	t.add("its claims decided and stored a second", rate(empty.Drain.PerSecond),
		fmt.Sprintf("%s (wanted: %d, %s)", rate(full.Drain.PerSecond), wantedRate, held(full.Drain.PerSecond >= wantedRate)))
	share := full.Drain.PerSecond / max(1, empty.Drain.PerSecond)
	t.add("… as a share of the empty store's", "", fmt.Sprintf("%.2f (wanted: %.2f, %s)", share, wantedShare, held(share >= wantedShare)))
	t.add("processors kept busy by acceptance", empty.Accept.cores.String(), full.Accept.cores.String())
	t.add("processors kept busy by adjudication", empty.Drain.cores.String(), full.Drain.cores.String())
	t.add("size of the store", "", m.Size)
	t.add("filling it, with VACUUM ANALYZE", "", fmt.Sprintf("%.0f s", m.Fill.Seconds()))
	t.add("plans", "", fmt.Sprintf("%d statements, no sequential scan", m.Plans))
	return t
}
