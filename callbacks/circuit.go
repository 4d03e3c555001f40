package callbacks

import "time"

const (
	// opensAfter is how many attempts in a row fail before the circuit opens.
	opensAfter = 5
	// shortestRest is how long an endpoint is left alone when its circuit opens. After each probe that fails
	// it is twice as long, up to longestRest.
	shortestRest = 30 * time.Second
	longestRest  = 10 * time.Minute
)

// rest is how long an endpoint is left alone after so many failures in a row. One that is down is so asked
// again at least every ten minutes, with one callback; whatever else waits for it costs nothing.
func rest(failures int) time.Duration {
	wait := shortestRest
	for range failures - opensAfter {
		if wait *= 2; wait >= longestRest {
			return longestRest
		}
	}
	return wait
}
