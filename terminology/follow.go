package terminology

import (
	"context"
	"log/slog"
	"time"
)

// Following says how a Terminology is kept at what a record holds.
type Following struct {
	Record Record
	// Base is what is known of the code systems of which the record has nothing.
	Base Parts
	// Revision is that of the record of which the set in force was made.
	Revision int64
	// Look tells when to look whether the record has changed, Count when to count anew which codes
	// claims use.
	Look, Count <-chan time.Time
	// Loaded hears of each set that is put in force because the record had changed; nil: nobody does.
	Loaded func(set *Set, revision int64, took time.Duration)
	Log    *slog.Logger
}

// mostPassed is how many looks are let pass, at most, before a record that could not be loaded is
// read once more.
const mostPassed = 60

// Follow keeps t at what the record holds until ctx is done. A new set is made beside the one in
// force and then takes its place, so nobody waits for it. Where the record cannot be read, or what is
// in it makes no set, the one in force stays and the log says so, once for each reason.
func (t *Terminology) Follow(ctx context.Context, f Following) {
	follower := follower{Following: f, terms: t, said: make(map[string]string)}
	for {
		select {
		case <-ctx.Done():
			return
		case <-f.Look:
			follower.look(ctx)
		case <-f.Count:
			follower.count(ctx)
		}
	}
}

// follower is the state of one Follow.
type follower struct {
	Following
	terms *Terminology
	// failed is the revision that could not be loaded last, pass how many looks it is left alone for,
	// and passing how many it was left alone for the last time.
	failed        int64
	pass, passing int
	// said is what the log says already of each task that fails.
	said map[string]string
}

// look loads what the record holds where it has changed.
func (f *follower) look(ctx context.Context) {
	revision, err := f.Record.Revision(ctx)
	if !f.went(ctx, "look whether code systems have changed", err) || revision == f.Revision {
		return
	}
	if f.pass > 0 && revision == f.failed {
		f.pass--
		return
	}
	began := time.Now()
	set, revision, err := f.load(ctx, revision)
	if err != nil {
		return
	}
	f.Revision = revision
	f.terms.Replace(set)
	if f.Loaded != nil {
		f.Loaded(set, revision, time.Since(began))
	}
}

// load is Load, which after a failure is not tried at each look: a record that is broken stays so
// until somebody changes it, and reading it costs more than to look.
func (f *follower) load(ctx context.Context, seen int64) (*Set, int64, error) {
	set, revision, err := Load(ctx, f.Record, f.Base)
	if f.went(ctx, "load code systems", err) {
		f.pass, f.passing = 0, 0
		return set, revision, nil
	}
	if seen != f.failed {
		f.passing = 0
	}
	f.failed, f.passing = seen, min(2*f.passing+1, mostPassed)
	f.pass = f.passing
	return nil, 0, err
}

// count puts the set in force with the uses of now.
func (f *follower) count(ctx context.Context) {
	uses, err := countUses(ctx, f.Record, f.Base)
	if !f.went(ctx, "count uses of codes", err) {
		return
	}
	f.terms.Replace(f.terms.Current().withUses(uses))
}

// went reports whether a task went well. The log hears of each reason why not once, and that it goes
// well again; an end of the following is no failure.
func (f *follower) went(ctx context.Context, task string, err error) bool {
	switch {
	case err == nil:
		if f.said[task] != "" {
			f.Log.InfoContext(ctx, "goes well again", "task", task)
			delete(f.said, task)
		}
	case ctx.Err() == nil && f.said[task] != err.Error():
		f.said[task] = err.Error()
		f.Log.ErrorContext(ctx, "the code systems in force stay as they are", "task", task, "error", err)
	}
	return err == nil
}
