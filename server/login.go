package server

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/bima-exchange/bima/engine"
)

const challengeBasic = `Basic realm="bima", charset="UTF-8"`

// maxClientID is the longest client id that is looked up.
const maxClientID = 128

// logIn is the client whose secret it is, whichever way the two came. The answer is the same for
// an unknown client, a revoked one and a wrong secret. Failures of a client from one address are
// slowed.
func (s *Server) logIn(c *call, id, secret string) (engine.Client, error) {
	if id == "" || secret == "" || len(id) > maxClientID {
		return engine.Client{}, errBadSecret
	}
	attempt := attempt{client: id, address: c.RealIP()}
	if wait := s.logIns.blocked(attempt); wait > 0 {
		return engine.Client{}, throttled(wait, "too many failed log-ins; wait as Retry-After says")
	}
	ctx := c.Request().Context()
	client, err := s.clients.find(ctx, id)
	if err != nil && engine.KindOf(err) != engine.NotFound {
		return engine.Client{}, err
	}
	if matches := s.Hasher.Matches(client.SecretHash, secret); err != nil || !matches || client.Revoked() {
		if blocked := s.logIns.fail(attempt); blocked && err == nil {
			s.recordBlocked(ctx, client.ID)
		}
		return engine.Client{}, errBadSecret
	}
	s.logIns.succeed(attempt)
	c.client = client
	return client, nil
}

var errBadSecret = &problem{
	status: http.StatusUnauthorized, code: "login", challenge: challengeBasic,
	text: "the client id or its secret is wrong, or the client is revoked",
}

// recordBlocked writes into the audit that log-ins of a client are slowed. A failure is logged: the
// answer to the caller is the same.
func (s *Server) recordBlocked(ctx context.Context, id string) {
	detail, _ := json.Marshal(map[string]int{"failures": freeFailures}) // a number cannot fail
	row := engine.AuditRow{ID: s.NewID(), At: s.Clock.Now().UTC(), Actor: "server", Action: "log-in-slowed", Target: id, Detail: detail}
	if err := s.Ledger.Record(ctx, row); err != nil {
		s.Log.ErrorContext(ctx, "audit row not written", "action", row.Action, "error", err)
	}
}
