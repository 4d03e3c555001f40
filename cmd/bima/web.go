package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/bima-exchange/bima/server"
	"github.com/bima-exchange/bima/store"
)

// web is the part of a node that answers facilities over HTTP.
type web struct {
	node     *node
	server   *server.Server
	listener net.Listener
	stopping chan struct{}
}

// newWeb listens already, and answers when run is called.
func newWeb(ctx context.Context, n *node) (*web, error) {
	defined, err := definitions(n.config.FHIRBase)
	if err != nil {
		return nil, err
	}
	w := &web{node: n, stopping: make(chan struct{})}
	if w.listener, err = new(net.ListenConfig).Listen(ctx, "tcp", n.config.Addr); err != nil {
		return nil, fmt.Errorf("%w; give another address with --addr", err)
	}
	w.server = server.New(server.Config{
		Engine: n.engine, Clients: n.store, Ledger: n.store, Box: n.keys.box, Hasher: n.keys.hasher,
		SigningKey: n.keys.signing, Issuer: n.config.FHIRBase, Base: n.config.FHIRBase, Clock: wallClock{},
		NewID: uuid.NewString, Terminology: n.terms, Ready: n.ready, Unavailable: store.Unavailable, Log: n.log, Version: version,
		Stopping: w.stopping, TokenLife: n.config.TokenLife, HIETokenLife: n.config.HIETokenLife,
		Rate: n.config.Rate, Meter: n.metrics, Definitions: defined,
	})
	return w, nil
}

// url is where it is reached on this machine.
func (w *web) url() string { return "http://" + w.listener.Addr().String() }

// run answers until ctx is done, then stops: no new connection and no new request; waiting polls
// answer; what is in hand is finished. It returns nil where that was done within the time set.
func (w *web) run(ctx context.Context) error {
	answering := &http.Server{
		Handler:           w.server.Handler(),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       time.Minute,
		WriteTimeout:      90 * time.Second, // a poll may wait 30 s
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(w.node.log.Handler(), slog.LevelWarn),
	}
	served := make(chan error, 1)
	go func() { served <- answering.Serve(w.listener) }()
	select {
	case err := <-served:
		return err
	case <-ctx.Done():
	}
	w.node.log.Info("stopping")
	close(w.stopping)
	deadline, cancel := context.WithTimeout(context.WithoutCancel(ctx), w.node.config.StopWithin)
	defer cancel()
	return answering.Shutdown(deadline)
}
