package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestSpreadOf(t *testing.T) {
	hundred := make([]time.Duration, 100)
	for i := range hundred {
		hundred[i] = time.Duration(100-i) * time.Millisecond
	}
	tests := []struct {
		name string
		took []time.Duration
		want spread
		text string
	}{
		{"none", nil, spread{}, "–"},
		{"one", []time.Duration{1234 * time.Microsecond}, spread{1, 1234 * time.Microsecond, 1234 * time.Microsecond, 1234 * time.Microsecond}, "1.23 / 1.23 / 1.23 ms"},
		{"two", []time.Duration{30 * time.Millisecond, 10 * time.Millisecond}, spread{2, 10 * time.Millisecond, 30 * time.Millisecond, 30 * time.Millisecond}, "10.0 / 30.0 / 30.0 ms"},
		{"a hundred", hundred, spread{100, 50 * time.Millisecond, 95 * time.Millisecond, 99 * time.Millisecond}, "50.0 / 95.0 / 99.0 ms"},
		{"seconds", []time.Duration{2 * time.Second}, spread{1, 2 * time.Second, 2 * time.Second, 2 * time.Second}, "2000 / 2000 / 2000 ms"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := spreadOf(test.took)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if got.String() != test.text {
				t.Errorf("shown as %q, want %q", got, test.text)
			}
		})
	}
}

func TestTable(t *testing.T) {
	rows := table{{"figure", ""}}
	rows.add("polls a second", rate(12345.6))
	rows.add("a|b", rate(0))
	rows.add("", rate(999.4))
	want := "| figure | |\n|---|---|\n| polls a second | 12,346 |\n| a\\|b | – |\n| | 999 |\n"
	if diff := cmp.Diff(want, rows.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestReport_write(t *testing.T) {
	path := filepath.Join(t.TempDir(), "performance.md")
	r := &report{Processor: "Abacus", Postgres: figures{Alone: measured{result: result{PerSecond: 600}}, Statements: 1200}}
	if err := os.WriteFile(path, []byte("# Title\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := r.write(path); err == nil || !strings.Contains(err.Error(), "no place for the tables") {
		t.Errorf("a document without a place for the tables gives %v", err)
	}
	if err := os.WriteFile(path, []byte("# Title\n"+tablesBegin+"old\n"+tablesEnd+"What limits it.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := r.write(path); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := "# Title\n" + tablesBegin + "\n" + r.tables() + "\n" + tablesEnd + "What limits it.\n"
	if diff := cmp.Diff(want, string(text)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !bytes.Contains(text, []byte("| bundles accepted a second ÷ that | – | 0.50 |")) {
		t.Errorf("the ratio is not there:\n%s", text)
	}
}

func TestSample_fill(t *testing.T) {
	samples, err := loadSamples()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range samples {
		name := kinds[s.number].name
		if got := s.fill(nil, s.names); !bytes.Equal(got, s.body) {
			t.Errorf("%s: filled with its own ids it is another bundle", name)
		}
		fresh := s.fresh(7)
		other := s.fill(nil, fresh)
		for _, id := range []string{s.bundle, s.claim, s.member, s.household, s.practitioner} {
			if id == "" || bytes.Contains(other, []byte(id)) {
				t.Errorf("%s: the old id %q is still there", name, id)
			}
		}
		if len(other) != len(s.body) {
			t.Errorf("%s: with other ids it has %d bytes instead of %d", name, len(other), len(s.body))
		}
		if kind, err := kindOf(fresh.claim); err != nil || kind != name {
			t.Errorf("%s: its claim %s is taken for one of %q (%v)", name, fresh.claim, kind, err)
		}
	}
}

func TestRegistryLines(t *testing.T) {
	const patients = 50
	lines, err := registryLines(patients)
	if err != nil {
		t.Fatal(err)
	}
	// One of the samples has two covers, and a practitioner serves 10 patients.
	want := map[string]int{
		"Organization": len(kinds), "Practitioner": len(kinds) * 5, "Patient": len(kinds) * patients, "Coverage": (len(kinds) + 1) * patients,
	}
	got := map[string]int{}
	for kind, text := range lines {
		got[kind] = bytes.Count(text, []byte("\n"))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
}
