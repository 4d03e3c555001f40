package server

import (
	"context"
	"net/http"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/terminology"
)

// readyTimeout is how long the store may take to say that it is there.
const readyTimeout = 2 * time.Second

// systemView is a code system that is loaded, with how much of it.
type systemView struct {
	URL      string              `json:"url"`
	Name     string              `json:"name"`
	Version  string              `json:"version"`
	Content  terminology.Content `json:"content"`
	Concepts int                 `json:"concepts"`
	// From is the first day in force; empty: it is the first version.
	From string `json:"from,omitempty"`
}

// readLive says that the process is alive, and nothing of what it stands on.
func (s *Server) readLive(c *call) error {
	return c.answerJSON(http.StatusOK, map[string]string{"status": "live"})
}

// readReady says whether requests can be answered, and with which code systems.
func (s *Server) readReady(c *call) error {
	ctx, cancel := context.WithTimeout(c.Request().Context(), readyTimeout)
	defer cancel()
	if err := s.Ready(ctx); err != nil {
		return &engine.Error{Kind: engine.Busy, Text: "the exchange is not ready; its log says why", Err: err}
	}
	systems := []systemView{}
	for _, system := range s.Terminology.Current().Contents() {
		systems = append(systems, systemView{system.URL, system.Name, system.Version, system.Content, system.Concepts, system.From.String()})
	}
	return c.answerJSON(http.StatusOK, struct {
		Status      string       `json:"status"`
		Version     string       `json:"version"`
		CodeSystems []systemView `json:"codeSystems"`
	}{"ready", s.Version, systems})
}
