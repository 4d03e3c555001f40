package receiver_test

import (
	"net"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/callbacks/receiver"
)

// The receivers of these tests know two secrets, as during a rotation.
const (
	firstSecret   = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
	secondSecret  = "whsec_//79/Pv6+fj39vX08/Lx8O/u7ezr6uno5+bl5OPi4eA="
	strangeSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
)

// sent is a callback on its way, and what a receiver must answer.
type sent struct {
	name, id string
	// by are the secrets that sign it; nil is the first one.
	by []string
	// ago is how old the attempt is.
	ago    time.Duration
	change func(*http.Request)
	want   int
}

func (s sent) request(t *testing.T, url string) *http.Request {
	t.Helper()
	body, at := `{"resourceType":"ClaimResponse","text":"Malipo ya daktari – ü"}`, time.Now().Add(-s.ago)
	if s.by == nil {
		s.by = []string{firstSecret}
	}
	var signatures []string
	for _, secret := range s.by {
		key, err := receiver.ParseSecret(secret)
		if err != nil {
			t.Fatal(err)
		}
		signatures = append(signatures, receiver.Sign(key, s.id, at, []byte(body)))
	}
	if s.name == "another body" {
		body = strings.Replace(body, "ya", "za", 1)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url+"/callbacks", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.SetBasicAuth("hmis", "s3cret: ü")
	request.Header.Set("Content-Type", "application/fhir+json")
	request.Header.Set("webhook-id", s.id)
	request.Header.Set("webhook-timestamp", strconv.FormatInt(at.Unix(), 10))
	request.Header.Set("webhook-signature", strings.Join(signatures, " "))
	request.Header.Set("X-Bima-State", "approved")
	if s.change != nil {
		s.change(request)
	}
	return request
}

// theTest makes a request one by which the exchange tests the endpoint.
func theTest(r *http.Request) { r.Header.Set("X-Bima-State", "test") }

// The clocks differ by nothing here: both are this machine's.
var sendings = []sent{
	{name: "a good one", id: "c-1.2", want: 204},
	{name: "a double", id: "c-1.2", want: 204},
	{name: "another claim, whose id has dots", id: "c.with.dots.3", want: 204},
	{name: "a new secret beside the old one", id: "c-1.4", by: []string{strangeSecret, secondSecret}, want: 204},
	{name: "an older version", id: "c-1.3", want: 204},
	{name: "a version of two digits", id: "c-1.10", want: 204},
	{name: "a version that only looks higher", id: "c-1.9", want: 204},
	{name: "four minutes old", id: "c-2.2", ago: 4 * time.Minute, want: 204},
	{name: "six minutes old", id: "c-3.2", ago: 6 * time.Minute, want: 401},
	{name: "six minutes early", id: "c-3.2", ago: -6 * time.Minute, want: 401},
	{name: "a wrong password", id: "c-3.2", change: func(r *http.Request) { r.SetBasicAuth("hmis", "wrong") }, want: 401},
	{name: "a wrong user", id: "c-3.2", change: func(r *http.Request) { r.SetBasicAuth("hmiz", "s3cret: ü") }, want: 401},
	{name: "no password", id: "c-3.2", change: func(r *http.Request) { r.Header.Del("Authorization") }, want: 401},
	{name: "a strange secret", id: "c-3.2", by: []string{strangeSecret}, want: 401},
	{name: "not signed", id: "c-3.2", change: func(r *http.Request) { r.Header.Del("webhook-signature") }, want: 401},
	{name: "another body", id: "c-3.2", want: 401},
	{name: "another id", id: "c-3.2", change: func(r *http.Request) { r.Header.Set("webhook-id", "c-3.3") }, want: 401},
	{name: "another time", id: "c-3.2", change: func(r *http.Request) { r.Header.Set("webhook-timestamp", "1") }, want: 401},
	{name: "no time", id: "c-3.2", change: func(r *http.Request) { r.Header.Del("webhook-timestamp") }, want: 401},
	{name: "no version", id: "c-3", want: 400},
	{name: "version 0", id: "c-3.0", want: 400},
	{name: "a test", id: "test.5b1e6c52-0f0c-4f7e-8d6f-1d2f0c9b7a11", change: theTest, want: 204},
	{name: "a claim that is named like a test", id: "test.5b1e-6c52.2", want: 204},
	{name: "a test with a strange secret", id: "test.5b1e6c52-0f0c-4f7e-8d6f-1d2f0c9b7a11", change: theTest, by: []string{strangeSecret}, want: 401},
}

// afterwards is sent when the receiver was killed and started again.
var afterwards = []sent{
	{name: "what came before the end", id: "c-1.10", want: 204},
	{name: "a claim whose id is test", id: "test.2", want: 204},
	{name: "the next version", id: "c-1.11", want: 204},
}

// takenLine is what a recipe prints when a callback is news.
var takenLine = regexp.MustCompile(`taken claim (\S+) version (\d+)`)

func testRecipe(t *testing.T, recipe recipe) {
	dir := recipe.save(t)
	first := sendAll(t, recipe, dir, sendings)
	if diff := cmp.Diff([]string{"c-1.2", "c.with.dots.3", "c-1.4", "c-1.10", "c-2.2", "test.5b1e-6c52.2"}, first); diff != "" {
		t.Errorf("taken (-want +got):\n%s", diff)
	}
	second := sendAll(t, recipe, dir, afterwards)
	if diff := cmp.Diff([]string{"test.2", "c-1.11"}, second); diff != "" {
		t.Errorf("taken by the one that was started again (-want +got):\n%s", diff)
	}
}

// sendAll starts a receiver, sends it callbacks, kills it, and returns what it took.
func sendAll(t *testing.T, recipe recipe, dir string, callbacks []sent) (taken []string) {
	t.Helper()
	p := recipe.start(t, dir, freeAddress(t))
	for _, callback := range callbacks {
		if got := p.post(t, callback.request(t, p.url)); got != callback.want {
			t.Errorf("%s: status %d, want %d", callback.name, got, callback.want)
		}
	}
	said := p.stop()
	for _, line := range said {
		if match := takenLine.FindStringSubmatch(line); match != nil {
			taken = append(taken, match[1]+"."+match[2])
		}
	}
	if t.Failed() {
		t.Logf("the receiver said:\n%s", strings.Join(said, "\n"))
	}
	return taken
}

// freeAddress is an address at which nobody listens; PHP's server takes no port 0.
func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}
