package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// movedRecord is a record that somebody changes while a person looks at the difference.
type movedRecord struct {
	termsRecord
	moved   bool
	changes []terminology.TariffChange
	audited []engine.AuditRow
}

func (r *movedRecord) Read(context.Context) (terminology.Kept, error) {
	return terminology.Kept{Revision: 3}, nil
}

func (r *movedRecord) ChangeTariffs(_ context.Context, change terminology.TariffChange) error {
	if r.moved {
		return terminology.ErrMoved
	}
	r.changes = append(r.changes, change)
	return nil
}

func (r *movedRecord) Record(_ context.Context, row engine.AuditRow) error {
	r.audited = append(r.audited, row)
	return nil
}

// What is imported is what was shown, and only with a yes; the audit log names it.
func TestImportTariffs(t *testing.T) {
	options := &tariffOptions{plan: terminology.TariffPlan{Content: terminology.Complete}}
	if err := options.read(fhir.Date{Year: 2026, Month: 7, Day: 1}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(tariffFixtures, "first.csv")
	answer := func(yes bool) func() (bool, error) { return func() (bool, error) { return yes, nil } }
	out := &terminal{out: &strings.Builder{}, err: &strings.Builder{}}

	record := &movedRecord{}
	if err := importTariffs(t.Context(), record, path, options, answer(false), out); !errors.Is(err, errNo) || len(record.changes) > 0 {
		t.Errorf("the answer is no: %v, changes %v", err, record.changes)
	}
	if err := importTariffs(t.Context(), record, path, options, answer(true), out); err != nil || len(record.changes) != 1 || record.changes[0].Revision != 3 {
		t.Errorf("the answer is yes: %v, changes %v", err, record.changes)
	}
	if len(record.audited) != 1 || record.audited[0].Action != "tariffs-changed" ||
		string(record.audited[0].Detail) != `{"added":4,"ended":0,"file":"first.csv","from":"2024-10-01","revision":3}` {
		t.Errorf("audited is %+v", record.audited)
	}
	record = &movedRecord{moved: true}
	if err := importTariffs(t.Context(), record, path, options, answer(true), out); err == nil || !strings.Contains(err.Error(), "run the command again") || len(record.audited) > 0 {
		t.Errorf("the record has moved: %v, audited %v", err, record.audited)
	}
}

func TestAsked(t *testing.T) {
	null, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	out := &terminal{out: &strings.Builder{}, err: &strings.Builder{}}
	if yes, err := asked(t.Context(), null, out); yes || err == nil {
		t.Errorf("nobody is there: %v, %v", yes, err)
	}
	if yes, err := asked(t.Context(), strings.NewReader("yes\n"), out); yes || err == nil {
		t.Errorf("a pipe is no person: %v, %v", yes, err)
	}
}

func TestAnswered(t *testing.T) {
	for text, want := range map[string]bool{"y\n": true, " YES \n": true, "y": true, "n\n": false, "\n": false, "": false, "yo\n": false} {
		if yes, err := answered(t.Context(), strings.NewReader(text)); yes != want || err != nil {
			t.Errorf("%q: %v, %v", text, yes, err)
		}
	}
	silent, end := io.Pipe()
	defer end.Close()
	ended, stop := context.WithCancel(t.Context())
	stop()
	if yes, err := answered(ended, silent); yes || err != nil {
		t.Errorf("Ctrl-C: %v, %v", yes, err)
	}
}
