package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMoves(t *testing.T) {
	visit, stay := newClaimID(0), newClaimID(2)
	log := `{"time":"2026-01-01T00:00:00Z","msg":"claim moved","claim":"VISIT","from":"queued","to":"approved"}
{"time":"2026-01-01T00:00:01Z","msg":"request"}
{"time":"2026-01-01T00:00:02Z","msg":"claim moved","claim":"STAY","from":"queued","to":"in-review"}
{"time":"2026-01-01T00:00:09Z","msg":"claim moved","claim":"STAY","from":"in-review","to":"approved"}
{"time":"2026-01-01T00:00:01Z","msg":"claim moved","claim":"VISIT","from":"queued","to":"approved"}
{"time":"2026-01-01T00:00:02Z","msg":"claim moved","claim":"VISIT","fro`
	log = strings.NewReplacer("VISIT", visit, "STAY", stay).Replace(log)
	path := filepath.Join(t.TempDir(), "log")
	got, err := openMoves(write(t, path, log))
	if err != nil {
		t.Fatal(err)
	}
	defer got.file.Close()
	read := func(count int, rate float64) {
		t.Helper()
		if err := got.read(); err != nil {
			t.Fatal(err)
		}
		if got.count != count || got.rate() != rate {
			t.Errorf("%d moves, %v a second; want %d, %v a second", got.count, got.rate(), count, rate)
		}
	}
	read(3, 1)
	write(t, path, log+`m":"queued","to":"approved"}`+"\n")
	read(4, 1.5)
	want := outcomes{"outpatient-phc": {"approved": 3}, "inpatient-per-diem": {"in-review": 1}}
	if diff := cmp.Diff(want, got.outcomes); diff != "" {
		t.Errorf("outcomes (-want +got):\n%s", diff)
	}
	if (&moves{count: 1}).rate() != 0 {
		t.Error("one move has a rate")
	}
}

func write(t *testing.T, path, text string) string {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestOutcomes_check(t *testing.T) {
	all := outcomes{}
	for _, kind := range kinds {
		state := "in-review"
		if kind.approved {
			state = "approved"
		}
		all.add(kind.name, state)
	}
	if err := all.check(); err != nil {
		t.Errorf("all are as wanted, and it says %v", err)
	}
	all.add("delivery", "in-review")
	if err := all.check(); err == nil || !strings.Contains(err.Error(), "delivery 1 approved, 1 in-review") {
		t.Errorf("of a delivery that was refused it says %v", err)
	}
	if err := (outcomes{}).check(); err == nil {
		t.Error("that nothing was decided is not said")
	}
}
