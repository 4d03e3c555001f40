package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/pflag"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store"
)

// receipt is when every fixture is received.
var receipt = time.Date(2026, time.November, 30, 9, 0, 0, 0, fhir.Nairobi)

type stoppedClock struct{}

func (stoppedClock) Now() time.Time { return receipt }

// intake is the whole door for bundles in this process, over an embedded store with the demo
// registry: what a fixture is answered here, an exchange answers over HTTP.
type intake struct {
	node   *node
	caller engine.Caller
}

// newIntake opens an intake as `bima serve` would have it, with flags beside the defaults.
func newIntake(t *testing.T, flags ...string) *intake {
	t.Helper()
	var config Config
	set := pflag.NewFlagSet("intake", pflag.ContinueOnError)
	config.storeFlags(set)
	config.nodeFlags(set, nil, "")
	config.webFlags(set)
	config.workFlags(set)
	if err := set.Parse(append([]string{"--data", t.TempDir(), "--log-level", "error"}, flags...)); err != nil {
		t.Fatal(err)
	}
	config.AllowFragment = true
	ctx := t.Context()
	log, err := newLog(t.Output(), config.LogLevel)
	if err != nil {
		t.Fatal(err)
	}
	opened, err := store.Open(ctx, config.storeURL(), store.Options{Log: log})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := opened.Migrate(ctx); err != nil {
		t.Fatal(errors.Join(err, opened.Close()))
	}
	n, err := openNode(ctx, devRole, config, opened, log)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := n.close(); err != nil {
			t.Error(err)
		}
	})
	n.engine.Clock = stoppedClock{}
	if err := loadDemoRegistry(ctx, opened); err != nil {
		t.Fatal(err)
	}
	return &intake{n, engine.Caller{Client: demoClients[0].ID, Role: demoClients[0].Role, Scope: demoClients[0].Scope}}
}

// check is the answer of $validate, whichever way it is given.
func (in *intake) check(t *testing.T, body []byte, handling engine.Handling) []fhir.Issue {
	t.Helper()
	issues, err := in.node.engine.Validate(context.WithoutCancel(t.Context()), in.caller, engine.Submission{Body: body, Handling: handling})
	if failure, ok := errors.AsType[*engine.Error](err); ok && len(failure.Issues) > 0 {
		return failure.Issues
	}
	if err != nil {
		t.Fatal(err)
	}
	return issues
}

// verdict is a finding under both handlings.
type verdict struct {
	strict, lenient string
	issue           fhir.Issue
}

// String is the line of a golden file; the text follows it.
func (v verdict) String() string {
	place := v.issue.Expression
	if place == "" {
		place = "-"
	}
	return fmt.Sprintf("%-11s %-11s %s %s", v.strict, v.lenient, v.issue.Rule, place)
}

// verdicts are the findings about a body in the order of the lenient answer, with the level that
// each has under either handling, "-" where it is told under the other alone.
func (in *intake) verdicts(t *testing.T, body []byte) []verdict {
	t.Helper()
	strict := in.check(t, body, engine.Strict)
	var found []verdict
	for _, issue := range in.check(t, body, engine.Lenient) {
		v := verdict{"-", issue.Level.String(), issue}
		if i := slices.IndexFunc(strict, func(other fhir.Issue) bool { return same(issue, other) }); i >= 0 {
			v.strict = strict[i].Level.String()
			strict = slices.Delete(slices.Clone(strict), i, i+1)
		}
		found = append(found, v)
	}
	for _, issue := range strict {
		found = append(found, verdict{issue.Level.String(), "-", issue})
	}
	return found
}

// same reports whether two findings are one but for the level.
func same(a, b fhir.Issue) bool {
	return a.Rule == b.Rule && a.Path == b.Path && a.Text == b.Text
}

// golden is the verdicts as a golden file has them.
func golden(verdicts []verdict) string {
	var b strings.Builder
	for _, v := range verdicts {
		fmt.Fprintf(&b, "%s\n    %s\n", v, v.issue.Text)
	}
	return b.String()
}
