package callbacks

import "time"

const (
	// opensAfter is how many attempts in a row fail before the circuit opens.
	opensAfter = 5
	// An endpoint is left alone for half as long as it has been failing, between these two.
	shortestRest = 5 * time.Second
	longestRest  = 5 * time.Minute
)

// rest is for how long an endpoint is left alone that has been failing for a while. One that fails now and then
// loses little time, and one that is down is asked again at least every five minutes, with one callback; whatever
// else waits for it costs nothing.
func rest(failing time.Duration) time.Duration {
	return min(max(failing/2, shortestRest), longestRest)
}
