package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"
)

// side is the door of a process for operators: /metrics, /health/live and /health/ready, on an
// address of its own, without authentication. It must not be reachable from outside.
type side struct {
	node     *node
	listener net.Listener
}

// newSide listens already; nil where the configuration wants none.
func newSide(ctx context.Context, n *node) (*side, error) {
	if n.config.MetricsAddr == "" {
		return nil, nil
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", n.config.MetricsAddr)
	if err != nil {
		return nil, fmt.Errorf("%w; give another address with --metrics-addr", err)
	}
	return &side{n, listener}, nil
}

// url is where the metrics are; "none" where there is no side.
func (s *side) url() string {
	if s == nil {
		return "none"
	}
	return "http://" + s.listener.Addr().String() + "/metrics"
}

// run answers until ctx is done.
func (s *side) run(ctx context.Context) error {
	if s == nil {
		<-ctx.Done()
		return nil
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", s.node.metrics.handler())
	mux.HandleFunc("GET /health/live", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "alive") })
	mux.HandleFunc("GET /health/ready", func(w http.ResponseWriter, r *http.Request) {
		if err := s.node.ready(r.Context()); err != nil {
			s.node.log.WarnContext(r.Context(), "not ready", "error", err)
			w.Header().Set("Retry-After", "5")
			http.Error(w, "not ready", http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "ready")
	})
	answering := &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	served := make(chan error, 1)
	go func() { served <- answering.Serve(s.listener) }()
	select {
	case err := <-served:
		return err
	case <-ctx.Done():
		return answering.Close()
	}
}
