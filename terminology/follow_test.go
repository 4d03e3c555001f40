package terminology

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"
)

// newFollower is a follower of a record at revision 1, of which the carried set is in force, and its log.
func newFollower(t *testing.T, r *record) (*follower, *bytes.Buffer) {
	t.Helper()
	r.kept.Revision = 1
	set, revision, err := Load(t.Context(), r, carried(t))
	if err != nil {
		t.Fatal(err)
	}
	r.reads, r.counts = 0, 0
	log := new(bytes.Buffer)
	return &follower{
		Following: Following{Record: r, Base: carried(t), Revision: revision, Log: slog.New(slog.NewTextHandler(log, nil))},
		terms:     New(set), said: make(map[string]string),
	}, log
}

// change puts another ICD-11 into the record.
func (r *record) change(t *testing.T, code string) {
	t.Helper()
	r.kept.Revision++
	r.kept.CodeSystems = []*CodeSystem{listed(t, ICD11URL, "2026-01", code)}
}

// inForceIs fails the test where the newest ICD-11 does not have a code.
func inForceIs(t *testing.T, terms *Terminology, code string) {
	t.Helper()
	if _, ok := terms.Current().Versions(ICD11URL)[len(terms.Current().Versions(ICD11URL))-1].Find(code); !ok {
		t.Errorf("%s is not in force", code)
	}
}

// A change is seen, once, and without one the record is not read.
func TestFollow_look(t *testing.T) {
	r := new(record)
	f, log := newFollower(t, r)
	var loaded []int64
	f.Loaded = func(set *Set, revision int64, took time.Duration) {
		if set != f.terms.Current() || took <= 0 {
			t.Errorf("told of another set than that in force, or that it took %s", took)
		}
		loaded = append(loaded, revision)
	}
	for range 3 {
		f.look(t.Context())
	}
	if r.reads != 0 || len(loaded) != 0 {
		t.Errorf("nothing has changed, and the record was read %d times", r.reads)
	}
	before := f.terms.Current()
	r.change(t, "BA02")
	for range 3 {
		f.look(t.Context())
	}
	inForceIs(t, f.terms, "BA02")
	if _, ok := before.Versions(ICD11URL)[1].Find("BA01"); !ok {
		t.Error("who kept the set before sees another")
	}
	if r.reads != 1 || len(loaded) != 1 || loaded[0] != 2 || log.Len() != 0 {
		t.Errorf("%d reads, loaded %v, log %q; want one of revision 2 and no word", r.reads, loaded, log)
	}
}

// A record that cannot be read, or makes no set, leaves the set as it is; the log says so once.
func TestFollow_broken(t *testing.T) {
	for name, breakIt := range map[string]func(*record){
		"away":       func(r *record) { r.away = errAway },
		"unreadable": func(r *record) { r.unreadable = errAway },
		"uncounted":  func(r *record) { r.uncounted = errAway },
		"no set":     func(r *record) { r.kept.CodeSystems = append(r.kept.CodeSystems, r.kept.CodeSystems...) },
	} {
		t.Run(name, func(t *testing.T) {
			r := new(record)
			f, log := newFollower(t, r)
			before := f.terms.Current()
			r.change(t, "BA02")
			breakIt(r)
			for range 20 {
				f.look(t.Context())
			}
			if f.terms.Current() != before {
				t.Error("the set in force is another")
			}
			if got := strings.Count(log.String(), "stay as they are"); got != 1 {
				t.Errorf("the log has it %d times: %s", got, log)
			}
			// At looks 1, 3, 7 and 15.
			if r.reads > 4 {
				t.Errorf("a record that is broken was read %d times in 20 looks", r.reads)
			}
			r.away, r.unreadable, r.uncounted = nil, nil, nil
			r.change(t, "BA03")
			f.look(t.Context())
			inForceIs(t, f.terms, "BA03")
			if !strings.Contains(log.String(), "goes well again") {
				t.Errorf("the log does not say that it goes well again: %s", log)
			}
		})
	}
}

// A record that comes back unchanged is loaded, though some looks later.
func TestFollow_comesBack(t *testing.T) {
	r := new(record)
	f, _ := newFollower(t, r)
	r.change(t, "BA02")
	r.unreadable = errAway
	for range 300 {
		f.look(t.Context())
	}
	r.unreadable = nil
	for range mostPassed + 1 {
		f.look(t.Context())
	}
	inForceIs(t, f.terms, "BA02")
}

// Another reason is another line.
func TestFollow_tellsEachReason(t *testing.T) {
	r := new(record)
	f, log := newFollower(t, r)
	r.away = errAway
	f.look(t.Context())
	r.away = context.DeadlineExceeded
	f.look(t.Context())
	if got := strings.Count(log.String(), "stay as they are"); got != 2 {
		t.Errorf("%d lines, want one for each reason: %s", got, log)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	r.away = context.Canceled
	f.look(ended)
	if strings.Contains(log.String(), "canceled") {
		t.Errorf("the end is told as a failure: %s", log)
	}
}

// Uses are counted anew without a load.
func TestFollow_count(t *testing.T) {
	r := new(record)
	f, log := newFollower(t, r)
	r.uses = map[string]int{"BA00": 5}
	f.count(t.Context())
	if got := f.terms.Current().Uses("BA00"); got != 15 || r.reads != 0 || r.counts != 1 {
		t.Errorf("BA00 counts %d after %d reads and %d counts, want 15, none and one", got, r.reads, r.counts)
	}
	r.uncounted = errAway
	f.count(t.Context())
	if got := f.terms.Current().Uses("BA00"); got != 15 || !strings.Contains(log.String(), "count uses") {
		t.Errorf("BA00 counts %d, log %s", got, log)
	}
}

// Follow looks and counts when it is told to, and ends with its context.
func TestFollow(t *testing.T) {
	r := new(record)
	f, _ := newFollower(t, r)
	r.change(t, "BA02")
	look, count, loaded := make(chan time.Time), make(chan time.Time), make(chan int64)
	f.Look, f.Count = look, count
	f.Loaded = func(_ *Set, revision int64, _ time.Duration) { loaded <- revision }
	running, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		f.terms.Follow(running, f.Following)
	}()
	look <- time.Time{}
	if got := <-loaded; got != 2 {
		t.Errorf("revision %d was loaded, want 2", got)
	}
	inForceIs(t, f.terms, "BA02")
	count <- time.Time{}
	stop()
	<-done
	if r.counts != 2 {
		t.Errorf("uses were counted %d times, want with the load and once more", r.counts)
	}
}
