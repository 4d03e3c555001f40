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
	// lifetime is how long after its creation a delivery is tried again.
	lifetime = 72 * time.Hour
	// maxRetryAfter is the longest wait that a receiver can ask for.
	maxRetryAfter = 6 * time.Hour
)

// nextAttempt is when a delivery is tried again after so many attempts, the last of which ended
// now. It is false where that would be past the delivery's lifetime: the delivery is dead.
// retryAfter is what the receiver asked for, and is then kept as it is; zero: it did not ask.
func nextAttempt(attempts int, createdAt, now time.Time, retryAfter time.Duration, jitter func(time.Duration) time.Duration) (time.Time, bool) {
	wait := min(retryAfter, maxRetryAfter)
	if wait <= 0 {
		wait = jitter(waits[min(max(attempts, 1), len(waits))-1])
	}
	at := now.Add(wait)
	return at, !at.After(createdAt.Add(lifetime))
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
