package storetest

import (
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/store"
)

func testClient(t *testing.T, s *store.Store) {
	_, err := s.FindClient(t.Context(), "hmis")
	wantKind(t, err, engine.NotFound)
	hmis := engine.Client{
		ID: "hmis", Role: engine.Provider, Scope: ours, SecretHash: []byte{1, 0, 2}, SigningKey: []byte{3}, CreatedAt: start,
	}
	officer := engine.Client{ID: "a-officer", Role: engine.ClaimsOfficer, Scope: everything, CreatedAt: start}
	must(t, s.SaveClient(t.Context(), hmis))
	must(t, s.SaveClient(t.Context(), officer))
	got, err := s.FindClient(t.Context(), "hmis")
	must(t, err)
	diff(t, "client", hmis, got)

	hmis.RevokedAt, hmis.Scope = start.Add(time.Hour), theirs
	must(t, s.SaveClient(t.Context(), hmis))
	list, err := s.ListClients(t.Context())
	must(t, err)
	diff(t, "clients", []engine.Client{officer, hmis}, list)
}
