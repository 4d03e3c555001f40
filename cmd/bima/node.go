package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"

	"github.com/bima-exchange/bima/callbacks"
	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/engine/rules"
	"github.com/bima-exchange/bima/profiles"
	"github.com/bima-exchange/bima/store"
	"github.com/bima-exchange/bima/terminology"
)

// wallClock is the real engine.Clock.
type wallClock struct{}

func (wallClock) Now() time.Time { return time.Now() }

// node is what every process of an exchange has, whichever its role: `serve` adds web to it, `work`
// adds crew, and `dev` both.
type node struct {
	config    Config
	log       *slog.Logger
	store     *store.Store
	keys      keys
	terms     *terminology.Terminology
	engine    *engine.Engine
	deliverer *callbacks.Deliverer
	metrics   *metrics
}

// openStore opens the store that the configuration names. The schema must be the one that this
// program knows.
func openStore(ctx context.Context, config Config, log *slog.Logger) (*store.Store, error) {
	opened, err := store.Open(ctx, config.storeURL(), store.Options{MaxConns: config.DBConns, Log: log})
	if err != nil {
		return nil, err
	}
	if err := knowsSchema(ctx, opened); err != nil {
		return nil, errors.Join(err, opened.Close())
	}
	return opened, nil
}

// knowsSchema refuses a schema of another version than the program's.
func knowsSchema(ctx context.Context, opened *store.Store) error {
	have, want, err := opened.SchemaVersion(ctx)
	if err != nil {
		return err
	}
	if have != want {
		return fmt.Errorf("the store's schema has version %d and this program knows version %d; run bima migrate, or the program that made the store", have, want)
	}
	return nil
}

// newNode puts a node together over a store that is open and of the right schema. The engine wakes
// workers through the queue.
func newNode(config Config, opened *store.Store, queue engine.Queue, log *slog.Logger) (*node, error) {
	n := &node{config: config, log: log, store: opened}
	var err error
	if n.keys, err = config.Keys.open(); err != nil {
		return nil, err
	}
	settings, err := config.settings()
	if err != nil {
		return nil, err
	}
	allow, err := callbacks.ParseAllow(config.CallbackAllow)
	if err != nil {
		return nil, err
	}
	starter, err := terminology.Starter()
	if err != nil {
		return nil, err
	}
	if err := config.whole(starter); err != nil {
		return nil, err
	}
	n.terms = terminology.New(starter)
	n.metrics = newMetrics(opened)
	guard := callbacks.NewGuard(allow)
	var registry engine.Registry = opened
	if config.OpenRegistry {
		registry = engine.OpenRegistry{Registry: opened}
	}
	n.engine = engine.New(engine.Config{
		Claims: opened, Registry: registry, Deliveries: opened, Ledger: opened, Queue: queue,
		Guard: guard, Box: n.keys.box, Clock: wallClock{}, Terminology: n.terms, Profile: profiles.New(n.terms),
		Rules: rules.All(), Base: config.FHIRBase, NewID: uuid.NewString, Settings: settings, Log: log,
		Lease: config.Lease, Meter: n.metrics,
	})
	n.deliverer = callbacks.New(callbacks.Config{
		Deliveries: opened, Queue: queue, Guard: guard, Box: n.keys.box, Clock: wallClock{}, Log: log,
		Lease: config.Lease, Meter: n.metrics,
	})
	return n, nil
}

// ready says why the node cannot do its work.
func (n *node) ready(ctx context.Context) error {
	if err := n.store.Ping(ctx); err != nil {
		return err
	}
	return knowsSchema(ctx, n.store)
}

// work does what is due in the row that a task names.
func (n *node) work(ctx context.Context, task engine.Task) error {
	switch task.Kind {
	case engine.TaskAdjudicate:
		return n.engine.Adjudicate(ctx, task.ID)
	case engine.TaskDeliver:
		return n.deliverer.Deliver(ctx, task.ID)
	}
	return fmt.Errorf("a task of the unknown kind %q", task.Kind)
}
