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
	"github.com/bima-exchange/bima/engine/queue"
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
	following terminology.Following
	engine    *engine.Engine
	deliverer *callbacks.Deliverer
	metrics   *metrics

	// local wakes the workers of this process; nil where it has none.
	local *queue.Local
	// shared is the queue between processes; nil where there is no Redis.
	shared *queue.Redis
	// stopTracing sends the last traces.
	stopTracing func()
}

// openNode puts a node together over a store that is open and of the right schema, which belongs to
// the node from then on: close gives back everything, and an error has given it back. The engine
// wakes workers through Redis where there is one, else the node's own, if it has any.
func openNode(ctx context.Context, role role, config Config, opened *store.Store, log *slog.Logger) (*node, error) {
	spareProcessor()
	n := &node{config: config, log: log, store: opened, stopTracing: func() {}}
	if role.works {
		n.local = queue.NewLocal(localCapacity, log)
	}
	if err := n.assemble(ctx, role); err != nil {
		return nil, errors.Join(err, n.close())
	}
	return n, nil
}

// close ends what the node stands on, in the order that nothing loses its ground.
func (n *node) close() error {
	if n.shared != nil {
		n.shared.Close()
	}
	n.stopTracing()
	return n.store.Close()
}

// assemble opens what the node needs beside its store, and wires it.
func (n *node) assemble(ctx context.Context, role role) error {
	stopTracing, err := startTracing(ctx, "bima-"+role.name, n.log)
	if err != nil {
		return err
	}
	n.stopTracing = stopTracing
	if n.shared, err = openShared(n.config, n.log); err != nil {
		return err
	}
	if n.keys, err = n.config.Keys.open(); err != nil {
		return err
	}
	n.metrics = newMetrics(n.store)
	n.metrics.watch(n.local, n.shared)
	if err := n.loadTerms(ctx); err != nil {
		return err
	}
	return n.wire()
}

// wake is the queue through which the engine of the node wakes workers.
func (n *node) wake() engine.Queue {
	switch {
	case n.shared != nil:
		return n.shared
	case n.local != nil:
		return byKind{claims: n.local, callbacks: n.deliverer}
	}
	return queue.None{}
}

// wire makes the domain and its adapters know each other.
func (n *node) wire() error {
	config, opened, log := n.config, n.store, n.log
	sets, err := config.ruleSets()
	if err != nil {
		return err
	}
	guideStates, err := config.guideStates()
	if err != nil {
		return err
	}
	shadow, err := config.Shadow.open(&config)
	if err != nil {
		return err
	}
	allow, err := callbacks.ParseAllow(config.CallbackAllow)
	if err != nil {
		return err
	}
	if err := config.Callbacks.check(); err != nil {
		return err
	}
	levels, err := readLevels(config.Rules)
	if err != nil {
		return err
	}
	profile := profiles.New(profiles.Config{Terms: n.terms, Levels: levels, Prefixes: config.FHIRPrefixes, Log: log})
	guard := callbacks.NewGuard(allow)
	var registry engine.Registry = opened
	if config.OpenRegistry {
		registry = engine.OpenRegistry{Registry: opened}
	}
	n.deliverer = callbacks.New(callbacks.Config{
		Deliveries: opened, Guard: guard, Ledger: opened, Box: n.keys.box, Clock: wallClock{}, NewID: uuid.NewString, Log: log,
		Lease: config.Lease, Limits: config.Callbacks.limits(), Waits: config.Callbacks.Retries, Meter: n.metrics,
	})
	n.engine = engine.New(engine.Config{
		Claims: opened, Registry: registry, Deliveries: opened, Ledger: opened, Queue: n.wake(),
		Guard: guard, Tester: n.deliverer, Box: n.keys.box, Clock: wallClock{}, Terminology: n.terms, Profile: profile,
		Rules: rules.All(), Base: config.FHIRBase, NewID: uuid.NewString, RuleSets: sets, GuideStates: guideStates, Shadow: shadow, Clients: opened, Log: log,
		Lease: config.Lease, Meter: n.metrics,
	})
	return nil
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
		n.deliverer.Wake(task)
		return nil
	}
	return fmt.Errorf("a task of the unknown kind %q", task.Kind)
}
