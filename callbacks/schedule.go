package callbacks

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// waits are the times between attempts; the last one goes on (api.md "Callbacks").
var waits = []time.Duration{
	5 * time.Second, 30 * time.Second, 2 * time.Minute, 10 * time.Minute, 30 * time.Minute,
	time.Hour, 2 * time.Hour, 4 * time.Hour, 8 * time.Hour,
}

const (
	// lifetime is for how long a delivery is tried again.
	lifetime = 72 * time.Hour
	// maxRetryAfter is the longest wait that a receiver can ask for.
	maxRetryAfter = 6 * time.Hour
)

// wait is how long a delivery waits after a failed attempt, of which so many were made before. retryAfter is
// what the receiver asked for, and is then kept as it is; zero: it did not ask.
func (d *Deliverer) wait(failedBefore int, retryAfter time.Duration) (wait time.Duration, asked bool) {
	if wait = min(retryAfter, maxRetryAfter); wait > 0 {
		return wait, true
	}
	return d.Jitter(d.Waits[min(failedBefore, len(d.Waits)-1)]), false
}

// retryAfter reads how long a 429 or 503 asks to wait (RFC 9110 §10.2.3: seconds or a date). It is
// zero for other statuses and where nothing readable is asked. It is never below the first wait:
// a receiver that says 0 would be called without a pause for three days.
func retryAfter(status int, header http.Header, now time.Time) time.Duration {
	if status != http.StatusTooManyRequests && status != http.StatusServiceUnavailable {
		return 0
	}
	text := strings.TrimSpace(header.Get("Retry-After"))
	if seconds, err := strconv.ParseUint(text, 10, 64); err == nil {
		seconds = min(seconds, uint64(maxRetryAfter/time.Second)) // before it could overflow
		return max(time.Duration(seconds)*time.Second, waits[0])
	}
	if date, err := http.ParseTime(text); err == nil {
		return max(date.Sub(now), waits[0])
	}
	return 0
}
