package storetest

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/store"
)

func testEndpoint(t *testing.T, s *store.Store) {
	endpoint := engine.Endpoint{
		Facility: fid, URL: "https://hmis.example/callback", Username: "bima", Password: []byte{1, 2}, Enabled: true, SetAt: start,
	}
	_, err := s.FindEndpoint(t.Context(), fid)
	wantKind(t, err, engine.NotFound)
	saveEndpoint(t, s, endpoint)
	endpoint.Enabled = false
	saveEndpoint(t, s, endpoint)
	got, err := s.FindEndpoint(t.Context(), fid)
	must(t, err)
	diff(t, "endpoint", endpoint, got)

	accept(t, s, "a")
	if id := move(t, s, "a", engine.InReview, start); id != "" {
		t.Errorf("a disabled endpoint got delivery %s", id)
	}
	must(t, s.DeleteEndpoint(t.Context(), fid))
	wantKind(t, s.DeleteEndpoint(t.Context(), fid), engine.NotFound)
}

// testAddEndpoint: of several that are added at a time one is, and it stays as it is; what waits is sent at once.
func testAddEndpoint(t *testing.T, s *store.Store) {
	setEndpoint(t, s)
	accept(t, s, "a")
	id := move(t, s, "a", engine.InReview, start.Add(time.Hour))
	must(t, s.DeleteEndpoint(t.Context(), fid))

	endpoints, errs := make([]engine.Endpoint, 8), make([]error, 8)
	var adding sync.WaitGroup
	for i := range endpoints {
		endpoints[i] = engine.Endpoint{
			Facility: fid, URL: fmt.Sprintf("https://hmis.example/%d", i), Username: "bima", Password: []byte{1}, Enabled: true,
			SetAt: start, Signing: engine.Signing{Secret: []byte{byte(i)}},
		}
		adding.Go(func() { errs[i] = s.AddEndpoint(t.Context(), endpoints[i]) })
	}
	adding.Wait()
	var added []engine.Endpoint
	for i, err := range errs {
		if err == nil {
			added = append(added, endpoints[i])
		} else {
			wantKind(t, err, engine.Conflict)
		}
	}
	got, err := s.FindEndpoint(t.Context(), fid)
	must(t, err)
	diff(t, "added", []engine.Endpoint{got}, added)
	diff(t, "taken", []string{id}, takeIDs(t, s, start, 10))
}

// saveEndpoint sets an endpoint and returns by what its callbacks are signed then.
func saveEndpoint(t *testing.T, s *store.Store, endpoint engine.Endpoint) engine.Signing {
	t.Helper()
	kept, err := s.SaveEndpoint(t.Context(), endpoint)
	must(t, err)
	return kept
}

// testSigning: an endpoint gets a secret once, and another only by rotation, of which one is made at a time.
func testSigning(t *testing.T, s *store.Store) {
	endpoint := engine.Endpoint{Facility: fid, URL: "https://hmis.example/callback", Enabled: true, SetAt: start}
	diff(t, "signing of an old endpoint", engine.Signing{}, saveEndpoint(t, s, endpoint))
	first := engine.Signing{Secret: []byte("first")}
	endpoint.Signing = first
	diff(t, "first signing", first, saveEndpoint(t, s, endpoint))
	endpoint.Signing = engine.Signing{Secret: []byte("other")}
	diff(t, "signing of an endpoint that is set again", first, saveEndpoint(t, s, endpoint))

	rotated := engine.Signing{Secret: []byte("second"), Before: first.Secret, BothUntil: start.Add(time.Hour)}
	must(t, s.RotateSigning(t.Context(), fid, first.Secret, rotated))
	wantKind(t, s.RotateSigning(t.Context(), fid, first.Secret, engine.Signing{Secret: []byte("third")}), engine.Stale)
	wantKind(t, s.RotateSigning(t.Context(), other, nil, rotated), engine.NotFound)
	got, err := s.FindEndpoint(t.Context(), fid)
	must(t, err)
	diff(t, "rotated signing", rotated, got.Signing)
	diff(t, "signing after the endpoint is set again", rotated, saveEndpoint(t, s, endpoint))

	must(t, s.DeleteEndpoint(t.Context(), fid))
	endpoint.Signing = engine.Signing{}
	saveEndpoint(t, s, endpoint)
	must(t, s.RotateSigning(t.Context(), fid, nil, rotated))
}
