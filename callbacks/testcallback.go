package callbacks

import (
	"context"
	"fmt"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// testState is the X-Bima-State of a test, and the beginning of its id.
const testState = "test"

var _ engine.Tester = (*Deliverer)(nil)

// Test implements engine.Tester. A test goes the way of every callback, under the same guard, credentials,
// signature and bounds, but has no place in a lane: it is tried once, at once, and counts for no circuit. A
// 410 disables nothing.
func (d *Deliverer) Test(ctx context.Context, endpoint engine.Endpoint) engine.Attempt {
	ctx = context.WithoutCancel(ctx)
	test := engine.Delivery{
		ID: testState + "." + d.NewID(), Facility: endpoint.Facility, ClaimState: testState, Body: testBody(endpoint.Facility),
	}
	started := d.now()
	got := d.postSafely(ctx, endpoint, test)
	took := d.now().Sub(started)
	d.Log.InfoContext(ctx, "endpoint tested", "delivery", test.ID, "facility", endpoint.Facility, "host", hostOf(endpoint.URL),
		"status", got.status, "took", took)
	return engine.Attempt{DeliveryID: test.ID, At: started, Took: took, Status: got.status, Answer: got.answer}
}

// testBody is an OperationOutcome, as which no receiver can take a ClaimResponse.
func testBody(facility string) []byte {
	return fhir.EncodeOutcome("", []fhir.Issue{{
		Level: fhir.Information, Code: "informational",
		Text: fmt.Sprintf("This is a test of the callbacks of facility %s. No claim is behind it.", facility),
	}})
}
