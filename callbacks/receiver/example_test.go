package receiver_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"time"

	"github.com/bima-exchange/bima/callbacks/receiver"
)

// signingSecret is what the exchange told when the endpoint was set.
const signingSecret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="

func Example() {
	handler, err := receiver.New(receiver.Config{
		Username: "hmis", Password: "s3cret", Secrets: []string{signingSecret},
	}, func(callback receiver.Callback) error {
		fmt.Printf("claim %s is %s (version %d)\n", callback.ClaimID, callback.State, callback.Version)
		return nil
	})
	if err != nil {
		panic(err)
	}
	server := httptest.NewServer(handler)
	defer server.Close()

	// The exchange sends a callback until it is answered with a 2xx, so one may come twice; and one that was
	// sent anew by hand may come after a newer one.
	for _, callback := range []struct{ id, state string }{
		{"8f1e5a0c.2", "in-review"}, {"8f1e5a0c.2", "in-review"}, {"8f1e5a0c.3", "approved"}, {"8f1e5a0c.2", "in-review"},
	} {
		fmt.Println(callback.id, send(server.URL, callback.id, callback.state))
	}
	// Output:
	// claim 8f1e5a0c is in-review (version 2)
	// 8f1e5a0c.2 204 No Content
	// 8f1e5a0c.2 204 No Content
	// claim 8f1e5a0c is approved (version 3)
	// 8f1e5a0c.3 204 No Content
	// 8f1e5a0c.2 204 No Content
}

// send posts a callback as the exchange does, and returns the answer's status.
func send(url, id, state string) string {
	body := `{"resourceType":"ClaimResponse"}`
	key, err := receiver.ParseSecret(signingSecret)
	if err != nil {
		panic(err)
	}
	request, err := http.NewRequest(http.MethodPost, url, strings.NewReader(body))
	if err != nil {
		panic(err)
	}
	now := time.Now()
	request.SetBasicAuth("hmis", "s3cret")
	request.Header.Set("webhook-id", id)
	request.Header.Set("webhook-timestamp", strconv.FormatInt(now.Unix(), 10))
	request.Header.Set("webhook-signature", receiver.Sign(key, id, now, []byte(body)))
	request.Header.Set("X-Bima-State", state)
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		panic(err)
	}
	defer answer.Body.Close()
	return answer.Status
}
