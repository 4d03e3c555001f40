package engine

import (
	"context"
	"encoding/json"
)

// TestEndpoint sends a test callback to the endpoint of a facility that the caller acts for, once, be it
// enabled or not, and returns what came of it; the zero Status means that no answer came. It is no delivery
// (api.md "Callbacks"). Where it is taken and the endpoint rests, its rest ends. NotFound as for Endpoint, and
// Busy while another test of the same endpoint is under way in this process.
func (e *Engine) TestEndpoint(ctx context.Context, caller Caller, fid string) (Attempt, error) {
	endpoint, err := e.Endpoint(ctx, caller, fid)
	if err != nil {
		return Attempt{}, err
	}
	if _, underWay := e.tests.LoadOrStore(fid, true); underWay {
		return Attempt{}, Errorf(Busy, "a test of the callback endpoint of facility %s is under way; wait until it has ended", fid)
	}
	defer e.tests.Delete(fid)
	ctx = context.WithoutCancel(ctx) // what was sent is noted, though the caller may have gone away
	attempt := e.Tester.Test(ctx, endpoint)
	detail, err := json.Marshal(map[string]any{"status": attempt.Status})
	if err != nil {
		return Attempt{}, err
	}
	e.audit(ctx, caller.Client, "endpoint-tested", fid, detail)
	if attempt.Taken() && endpoint.Enabled && !endpoint.Health.RestsUntil.IsZero() {
		return attempt, e.resume(ctx, fid)
	}
	return attempt, nil
}
