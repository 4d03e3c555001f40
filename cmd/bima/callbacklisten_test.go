package main

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/callbacks/receiver"
	"github.com/bima-exchange/bima/secret"
)

// postCallback sends a callback as the exchange does, and returns the status of the answer.
func postCallback(t *testing.T, target, signing, id, state string) int {
	t.Helper()
	key, err := receiver.ParseSecret(signing)
	if err != nil {
		t.Fatal(err)
	}
	body, now := `{"resourceType":"ClaimResponse"}`, time.Now()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, target, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.SetBasicAuth("clinic", "long-one")
	request.Header.Set("webhook-id", id)
	request.Header.Set("webhook-timestamp", strconv.FormatInt(now.Unix(), 10))
	request.Header.Set("webhook-signature", receiver.Sign(key, id, now, []byte(body)))
	request.Header.Set("X-Bima-State", state)
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	return answer.StatusCode
}

// TestCallbackListen prints one line of each request, and one more where it went wrong on purpose.
func TestCallbackListen(t *testing.T) {
	before, now := secret.GenerateSigning(), secret.GenerateSigning()
	t.Setenv("BIMA_PASSWORD", "long-one")
	t.Setenv("BIMA_SECRET", before+","+now)
	t.Setenv("BIMA_RATE", "50") // it is for serve, but serves here to see that it is left alone
	p := start(t, "callback", "listen", "--addr", "127.0.0.1:0", "--user", "clinic")
	for _, callback := range []struct {
		signing, id, state string
		want               int
	}{
		{before, "c-1.2", "in-review", 204},
		{now, "c-1.2", "in-review", 204},
		{now, "test.5b1e6c52-0f0c-4f7e-8d6f-1d2f0c9b7a11", "test", 204},
		{secret.GenerateSigning(), "c-1.3", "approved", 401},
		{now, "c-1.3", "approved", 204},
	} {
		if got := postCallback(t, p.URL, callback.signing, callback.id, callback.state); got != callback.want {
			t.Errorf("%s: status %d, want %d", callback.id, got, callback.want)
		}
	}
	p.Stop(t)
	var got []string
	for line := range strings.Lines(p.out.String()) {
		got = append(got, strings.TrimSpace(line[:min(len(line), 45)]))
	}
	want := []string{
		"listening at " + p.URL,
		"callback  in-review  claim c-1  version 2  (B",
		"known     claim c-1  version 2  it is not abo",
		"test      the exchange tested this endpoint;",
		"refused   401  no signature in webhook-signat",
		"callback  approved  claim c-1  version 3  (Ba",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
}

func TestCallbackListen_misbehaves(t *testing.T) {
	signing := secret.GenerateSigning()
	p := start(t, "callback", "listen", "--addr=127.0.0.1:0", "--user=clinic", "--password=long-one", "--secret", signing, "--twice")
	for _, want := range []int{500, 204} {
		if got := postCallback(t, p.URL, signing, "c-1.2", "approved"); got != want {
			t.Errorf("status %d, want %d", got, want)
		}
	}
	p.Stop(t)
	for _, words := range []string{"callback  approved", "on purpose  c-1.2  answered 500", "known     claim c-1"} {
		if strings.Count(p.out.String(), words) != 1 {
			t.Errorf("not once is there %q in\n%s", words, p.out)
		}
	}
}

func TestCallbackListen_refuses(t *testing.T) {
	for words, args := range map[string][]string{
		"--rate 1.5: a share from 0 to 1 is wanted": {"--fail=500", "--rate=1.5"},
		"--secret: signing secret is not whsec_":    {"--secret=whsec_AAAA"},
		"--user and --password must not be empty":   {"--password="},
		"only one of them":                          {"--drop", "--twice"},
	} {
		wantRun(t, exitWrong, []string{words}, append([]string{"callback", "listen", "--addr=127.0.0.1:0"}, args...)...)
	}
}
