package callbacks

import (
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	webhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/secret"
)

// caught are the headers of each attempt of a bench whose endpoint has secrets: the receiver never takes
// what it gets, so that one delivery is attempted again and again.
func caught(t *testing.T, signing func(b *bench) engine.Signing) (*bench, *[]http.Header) {
	t.Helper()
	headers := new([]http.Header)
	b := newBench(t, "http://127.0.0.1/")
	b.client.Transport = roundTrip(func(r *http.Request) (*http.Response, error) {
		*headers = append(*headers, r.Header.Clone())
		return nil, http.ErrHandlerTimeout
	})
	b.store.endpoint.Signing = signing(b)
	return b, headers
}

func sealed(t *testing.T, b *bench, text string) []byte {
	t.Helper()
	sealed, err := b.Box.Seal([]byte(text), engine.SigningContext("FID-1"))
	if err != nil {
		t.Fatal(err)
	}
	return sealed
}

// wantVerified asks the library of the Standard Webhooks, which also wants a timestamp of these minutes.
func wantVerified(t *testing.T, text string, header http.Header, want bool) {
	t.Helper()
	webhook, err := webhooks.NewWebhook(text)
	if err != nil {
		t.Fatal(err)
	}
	if err := webhook.Verify([]byte(body), header); (err == nil) != want {
		t.Errorf("%v is verified with %v, want %t", header, err, want)
	}
	if err := webhook.Verify([]byte(body+" "), header); err == nil {
		t.Errorf("%v is verified for another body", header)
	}
}

// Every attempt is signed anew, under the same id, by what is in force at its time.
func TestDeliver_signs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // so that the library's clock is ours
		first, second := secret.GenerateSigning(), secret.GenerateSigning()
		b, headers := caught(t, func(b *bench) engine.Signing {
			return engine.Signing{Secret: sealed(t, b, second), Before: sealed(t, b, first), BothUntil: time.Now().Add(24 * time.Hour)}
		})
		attempt := func() http.Header {
			b.clock.now = time.Now()
			b.store.delivery.NextAt = b.clock.now
			b.deliver(t)
			return (*headers)[len(*headers)-1]
		}
		during := attempt()
		wantVerified(t, first, during, true)
		wantVerified(t, second, during, true)
		wantVerified(t, secret.GenerateSigning(), during, false)
		time.Sleep(24 * time.Hour)
		after := attempt()
		wantVerified(t, second, during, false) // it is of yesterday
		wantVerified(t, first, after, false)
		wantVerified(t, second, after, true)
		if during.Get("webhook-id") != "claim-1.2" || after.Get("webhook-id") != "claim-1.2" {
			t.Errorf("ids %s and %s", during.Get("webhook-id"), after.Get("webhook-id"))
		}
	})
}

// An endpoint from before callbacks were signed gets them as before.
func TestDeliver_unsigned(t *testing.T) {
	b, headers := caught(t, func(*bench) engine.Signing { return engine.Signing{} })
	b.deliver(t)
	if signature := (*headers)[0].Values("webhook-signature"); signature != nil || (*headers)[0].Get("webhook-timestamp") == "" {
		t.Errorf("signature %q in %v", signature, (*headers)[0])
	}
}

// A secret that cannot be opened is told as a password that cannot be: nothing goes out unsigned.
func TestDeliver_secretCannotBeOpened(t *testing.T) {
	b, headers := caught(t, func(*bench) engine.Signing { return engine.Signing{Secret: []byte("no box")} })
	b.deliver(t)
	if len(*headers) != 0 || b.store.finished[0].Answer == "" {
		t.Errorf("%d attempts went out; noted is %+v", len(*headers), b.store.finished)
	}
}
