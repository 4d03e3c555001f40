package callbacks

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/bima-exchange/bima/callbacks/receiver"
	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/secret"
)

// A test arrives as one: verified by the facility's side, and not taken for a callback.
func TestTest(t *testing.T) {
	signing, tested := secret.GenerateSigning(), 0
	var got *http.Request
	var b *bench
	handler, err := receiver.New(receiver.Config{
		Username: "hmis", Password: "s3cret", Secrets: []string{signing}, Now: func() time.Time { return b.clock.now },
		Tested: func() { tested++ },
	}, func(receiver.Callback) error { t.Error("it was taken for a callback"); return nil })
	if err != nil {
		t.Fatal(err)
	}
	b = newBench(t, receive(t, func(w http.ResponseWriter, r *http.Request) { got = r; handler.ServeHTTP(w, r) }))
	b.store.endpoint.Signing.Secret = sealed(t, b, signing)
	b.store.endpoint.Enabled = false // one tests before it is set to be enabled

	attempt := b.Test(t.Context(), *b.store.endpoint)
	if attempt.Status != http.StatusNoContent || attempt.DeliveryID != "test.id" || !attempt.At.Equal(day) || tested != 1 {
		t.Fatalf("%+v, tested %d times", attempt, tested)
	}
	for header, want := range map[string]string{
		"Content-Type": "application/fhir+json", "Webhook-Id": "test.id", "X-Bima-State": "test", "X-Bima-Version": "", "X-Bima-Mediator-Id": "",
	} {
		if got.Header.Get(header) != want {
			t.Errorf("%s: %q, want %q", header, got.Header.Get(header), want)
		}
	}
	if err := fhir.Judge(testBody("FID-1")); err != nil || !strings.Contains(string(testBody("FID-1")), `"severity":"information"`) {
		t.Errorf("the body %s: %v", testBody("FID-1"), err)
	}
	if b.store.finished != nil || b.store.delivery.Attempts != 0 {
		t.Errorf("noted %+v", b.store.finished)
	}
}

// What is refused of a callback is refused of a test, and an answer changes nothing.
func TestTest_answers(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*bench)
		answer http.HandlerFunc
		status int
		words  string
	}{
		"410":       {func(*bench) {}, answering(410), 410, "the answer"},
		"500":       {func(*bench) {}, answering(500), 500, "the answer"},
		"redirect":  {func(*bench) {}, answering(302, "Location", "/elsewhere"), 302, "the answer"},
		"no answer": {func(*bench) {}, func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, 0, "no answer"},
		"guarded":   {func(b *bench) { b.Guard.allow.Networks = nil }, answering(200), 0, "not sent: the callback url leads to 127.0.0.1"},
		"sealed":    {func(b *bench) { b.store.endpoint.Password = nil }, answering(200), 0, "cannot be opened"},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, receive(t, test.answer))
			test.change(b)
			before := b.store.endpoint.Enabled
			got := b.Test(t.Context(), *b.store.endpoint)
			if got.Status != test.status || !strings.Contains(got.Answer, test.words) {
				t.Errorf("%+v; want status %d with %q", got, test.status, test.words)
			}
			if b.store.endpoint.Enabled != before || b.store.endpoint.Health != (engine.Health{}) {
				t.Errorf("the endpoint became %+v", b.store.endpoint)
			}
		})
	}
}
