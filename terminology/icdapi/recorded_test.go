package icdapi

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bima-exchange/bima/terminology"
)

const mms = terminology.ICD11URL + "/"

// example is the release whose API is recorded in testdata. It has one residual code that the API
// does not know.
func example(t *testing.T) *terminology.CodeSystem {
	t.Helper()
	release, err := terminology.NewCodeSystem(
		terminology.System{URL: terminology.ICD11URL, Version: "2025-01", Content: terminology.Complete},
		[]terminology.Concept{
			{URI: mms + "1001", Display: "Diseases of example", Parent: -1, Abstract: true},
			{Code: "SZ00", URI: mms + "1002", Display: "Sore of the wing", Parent: 0},
			{Code: "SZ00.Y", URI: mms + "1002/other", Display: "Other specified sore of the wing", Parent: 1},
			{Code: "SZ00.Z", URI: mms + "1002/unspecified", Display: "Sore of the wing, unspecified", Parent: 1},
			{URI: mms + "1003", Display: "Sides", Parent: -1, Abstract: true},
			{Code: "XZ0Z", URI: mms + "1004", Display: "Larboard", Parent: 4},
		},
	)
	if err != nil {
		t.Fatal(err)
	}
	return release
}

// recorded is an ICD-API that plays the files of testdata.
type recorded struct {
	*httptest.Server
	mu sync.Mutex
	// asked counts the requests by path.
	asked map[string]int
	// instead answers before the files do: it returns true where it has. n is the how-manieth request
	// for the path it is.
	instead func(w http.ResponseWriter, r *http.Request, path string, n int) bool
}

func play(t *testing.T) *recorded {
	t.Helper()
	api := &recorded{asked: make(map[string]int)}
	api.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("API-Version") != "v2" || r.Header.Get("Accept-Language") != "en" {
			t.Errorf("%s was asked with the headers %v", r.URL, r.Header)
		}
		path, ok := strings.CutPrefix(r.URL.Path, "/who/icd/release/11/2025-01/mms")
		if !ok {
			http.NotFound(w, r)
			return
		}
		path = strings.TrimPrefix(path, "/")
		api.mu.Lock()
		api.asked[path]++
		n, instead := api.asked[path], api.instead
		api.mu.Unlock()
		if instead != nil && instead(w, r, path, n) {
			return
		}
		name := strings.ReplaceAll(path, "/", "-")
		if path == "" {
			name = "release"
		}
		body, err := os.ReadFile("testdata/" + name + ".json")
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		_, _ = w.Write(body)
	}))
	t.Cleanup(api.Close)
	return api
}

// times is how often a path was asked for.
func (a *recorded) times(path string) int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.asked[path]
}

// mend makes the API answer as recorded, and forgets what it was asked.
func (a *recorded) mend() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.instead = nil
	clear(a.asked)
}

// client asks the recorded API, below a path as behind a proxy.
func (a *recorded) client(t *testing.T) *Client {
	t.Helper()
	client, err := New(a.URL+"/who/", Options{Rate: 1e6, Parallel: 2, Pause: time.Microsecond})
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// kept is a Record in memory.
type kept struct {
	supplements map[string]terminology.Supplement
	saves       int
	finished    int
	err         error
}

func (k *kept) SaveSupplements(_ context.Context, url, version string, supplements []terminology.Supplement) error {
	if k.err != nil {
		return k.err
	}
	if k.supplements == nil {
		k.supplements = make(map[string]terminology.Supplement)
	}
	k.saves++
	for _, supplement := range supplements {
		k.supplements[url+"|"+version+" "+supplement.URI] = supplement
	}
	return nil
}

func (k *kept) Supplemented(_ context.Context, url, version string) ([]string, error) {
	var uris []string
	for key := range k.supplements {
		if uri, ok := strings.CutPrefix(key, url+"|"+version+" "); ok {
			uris = append(uris, uri)
		}
	}
	return uris, nil
}

func (k *kept) FinishSupplements(context.Context, string, string) error {
	k.finished++
	return nil
}
