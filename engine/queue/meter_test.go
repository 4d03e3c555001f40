package queue

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
)

// swept counts what a sweeper finds.
type swept struct {
	engine.Unmetered
	rows map[engine.TaskKind]int
}

func (s *swept) Swept(kind engine.TaskKind, rows int) { s.rows[kind] += rows }

func TestSweep_isCounted(t *testing.T) {
	meter := &swept{rows: map[engine.TaskKind]int{}}
	sweeper := newSweeper(&due{claims: []string{"c1", "c2"}}, new(woken))
	sweeper.Meter = meter
	for range 2 { // the second pass finds nothing
		if _, err := sweeper.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(map[engine.TaskKind]int{engine.TaskAdjudicate: 2}, meter.rows); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
