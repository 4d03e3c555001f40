package engine

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/bima-exchange/bima/profiles"
	"github.com/bima-exchange/bima/secret"
	"github.com/bima-exchange/bima/terminology"
)

// Config is what an Engine needs. Every member but those of the last block must be set.
type Config struct {
	Claims   Claims
	Registry Registry
	// Clients are those among whom appeals are given out; nil: to nobody.
	Clients    Clients
	Deliveries Deliveries
	Ledger     Ledger
	Queue      Queue
	Guard      Guard
	// Tester sends what TestEndpoint is asked for.
	Tester Tester
	// Box seals callback passwords.
	Box         *secret.Box
	Clock       Clock
	Terminology *terminology.Terminology
	Profile     *profiles.Profile
	// Rules are the adjudication rules in the order in which they run.
	Rules []Rule
	// Base is the FHIR base of every url that the exchange emits, without a slash at its end:
	// "https://fhir.sha.go.ke/fhir".
	Base string
	// NewID makes a random UUID.
	NewID func() string
	// RuleSets are the settings of adjudication by their first day; none: the default ones.
	RuleSets RuleSets

	// Shadow is a candidate that decides beside what is in force; nil: none.
	Shadow *Shadow
	// GuideStates: facilities are told the guide's nine states alone (--states guide).
	GuideStates bool
	// Lease is how long a worker has a claim for itself: longer than an adjudication can take, 30 s
	// where it is 0.
	Lease time.Duration
	// Meter counts what happens; nil: nobody does.
	Meter Meter
	// Log may be nil.
	Log *slog.Logger
}

// Engine is the domain at work. It is safe for concurrent use.
type Engine struct {
	Config
	numbers *numbers
	// tests has the facilities whose endpoint is being tested.
	tests sync.Map
}

// New returns an Engine.
func New(config Config) *Engine {
	if config.Log == nil {
		config.Log = slog.New(slog.DiscardHandler)
	}
	if config.Meter == nil {
		config.Meter = Unmetered{}
	}
	if config.Lease == 0 {
		config.Lease = 30 * time.Second
	}
	return &Engine{Config: config, numbers: newNumbers(config.Claims)}
}

// now is the current time as the store keeps it: UTC, whole microseconds.
func (e *Engine) now() time.Time { return e.Clock.Now().UTC().Truncate(time.Microsecond) }

// audit writes an audit row. A failure is logged: what is audited here has already happened.
func (e *Engine) audit(ctx context.Context, actor, action, target string, detail []byte) {
	row := AuditRow{ID: e.NewID(), At: e.now(), Actor: actor, Action: action, Target: target, Detail: detail}
	if err := e.Ledger.Record(ctx, row); err != nil {
		e.Log.ErrorContext(ctx, "audit row not written", "action", action, "error", err)
	}
}
