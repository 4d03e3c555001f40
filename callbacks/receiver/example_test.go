package receiver_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/bima-exchange/bima/callbacks/receiver"
)

func Example() {
	handler := receiver.New("hmis", "s3cret", func(callback receiver.Callback) error {
		fmt.Printf("claim %s is %s (version %d)\n", callback.ClaimID, callback.State, callback.Version)
		return nil
	})
	server := httptest.NewServer(handler)
	defer server.Close()

	// The exchange sends a callback until it is answered with a 2xx, so one may come twice.
	for range 2 {
		request, err := http.NewRequest(http.MethodPost, server.URL, strings.NewReader(`{"resourceType":"ClaimResponse"}`))
		if err != nil {
			panic(err)
		}
		request.SetBasicAuth("hmis", "s3cret")
		request.Header.Set("webhook-id", "8f1e5a0c.2")
		request.Header.Set("X-Bima-State", "approved")
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			panic(err)
		}
		answer.Body.Close()
		fmt.Println(answer.Status)
	}
	// Output:
	// claim 8f1e5a0c is approved (version 2)
	// 204 No Content
	// 204 No Content
}
