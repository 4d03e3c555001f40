package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/bima-exchange/bima/callbacks"
	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/engine/queue"
	"github.com/bima-exchange/bima/engine/rules"
	"github.com/bima-exchange/bima/profiles"
	"github.com/bima-exchange/bima/server"
	"github.com/bima-exchange/bima/store"
	"github.com/bima-exchange/bima/terminology"
)

// wallClock is the real engine.Clock.
type wallClock struct{}

func (wallClock) Now() time.Time { return time.Now() }

// exchange is a whole exchange in one process: HTTP, adjudication, deliveries and sweeper.
type exchange struct {
	config    Config
	log       *slog.Logger
	store     *store.Store
	keys      keys
	engine    *engine.Engine
	deliverer *callbacks.Deliverer
	queue     *queue.Local
	server    *server.Server
	listener  net.Listener
	stopping  chan struct{}
}

// openStore opens the store that the configuration names. The schema must be the one that this
// program knows.
func openStore(ctx context.Context, config Config, log *slog.Logger) (*store.Store, error) {
	opened, err := store.Open(ctx, config.storeURL(), store.Options{Log: log})
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

// newExchange puts an exchange together over a store that is open and migrated. It listens
// already, and serves when run is called; close it in any case.
func newExchange(ctx context.Context, config Config, opened *store.Store, log *slog.Logger) (*exchange, error) {
	x := &exchange{config: config, log: log, store: opened, stopping: make(chan struct{})}
	var err error
	if x.keys, err = config.Keys.open(); err != nil {
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
	terms := terminology.New(starter)
	guard := callbacks.NewGuard(allow)
	x.queue = queue.NewLocal(10_000, log)
	var registry engine.Registry = opened
	if config.OpenRegistry {
		registry = engine.OpenRegistry{Registry: opened}
	}
	x.engine = engine.New(engine.Config{
		Claims: opened, Registry: registry, Deliveries: opened, Ledger: opened, Queue: x.queue,
		Guard: guard, Box: x.keys.box, Clock: wallClock{}, Terminology: terms, Profile: profiles.New(terms),
		Rules: rules.All(), Base: config.FHIRBase, NewID: uuid.NewString, Settings: settings, Log: log,
	})
	x.deliverer = callbacks.New(callbacks.Config{
		Deliveries: opened, Queue: x.queue, Guard: guard, Box: x.keys.box, Clock: wallClock{}, Log: log,
	})
	if x.listener, err = new(net.ListenConfig).Listen(ctx, "tcp", config.Addr); err != nil {
		return nil, fmt.Errorf("%w; give another address with --addr", err)
	}
	x.server = server.New(server.Config{
		Engine: x.engine, Clients: opened, Ledger: opened, Box: x.keys.box, Hasher: x.keys.hasher,
		SigningKey: x.keys.signing, Issuer: config.FHIRBase, Base: config.FHIRBase, Clock: wallClock{},
		NewID: uuid.NewString, Terminology: terms, Ready: x.ready, Log: log, Version: version,
		Stopping: x.stopping, TokenLife: config.TokenLife, HIETokenLife: config.HIETokenLife, Rate: config.Rate,
	})
	return x, nil
}

// ready says why the exchange cannot answer.
func (x *exchange) ready(ctx context.Context) error {
	if err := x.store.Ping(ctx); err != nil {
		return err
	}
	return knowsSchema(ctx, x.store)
}

// url is where the exchange is reached on this machine.
func (x *exchange) url() string { return "http://" + x.listener.Addr().String() }

// run serves until ctx is done, then stops in this order: no new connection and no new request;
// waiting polls answer; what is in hand is finished; the workers stop. What they leave undone is
// due in the store. It returns nil where all of that was done within the time set.
func (x *exchange) run(ctx context.Context) error {
	web := &http.Server{
		Handler:           x.server.Handler(),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       time.Minute,
		WriteTimeout:      90 * time.Second, // a poll may wait 30 s
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(x.log.Handler(), slog.LevelWarn),
	}
	working, stopWork := context.WithCancel(context.WithoutCancel(ctx))
	defer stopWork()
	var workers sync.WaitGroup
	workers.Go(func() { x.queue.Run(working, x.config.Workers, x.work) })
	workers.Go(func() { x.sweeper().Run(working) })

	served := make(chan error, 1)
	go func() { served <- web.Serve(x.listener) }()
	select {
	case err := <-served:
		stopWork()
		workers.Wait()
		return err
	case <-ctx.Done():
	}
	x.log.Info("stopping")
	close(x.stopping)
	deadline, cancel := context.WithTimeout(context.WithoutCancel(ctx), x.config.StopWithin)
	defer cancel()
	err := web.Shutdown(deadline)
	stopWork()
	workers.Wait()
	x.log.Info("stopped", "error", err)
	return err
}

// work does what is due in the row that a task names.
func (x *exchange) work(ctx context.Context, task engine.Task) error {
	switch task.Kind {
	case engine.TaskAdjudicate:
		return x.engine.Adjudicate(ctx, task.ID)
	case engine.TaskDeliver:
		return x.deliverer.Deliver(ctx, task.ID)
	}
	return fmt.Errorf("a task of the unknown kind %q", task.Kind)
}

func (x *exchange) sweeper() queue.Sweeper {
	return queue.Sweeper{Claims: x.store, Deliveries: x.store, Ledger: x.store, Queue: x.queue, Clock: wallClock{}, Log: x.log}
}
