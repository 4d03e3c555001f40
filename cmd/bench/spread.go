package main

import (
	"fmt"
	"math"
	"slices"
	"time"
)

// spread is how a number of durations lie.
type spread struct {
	Count         int
	P50, P95, P99 time.Duration
}

// spreadOf sorts the durations.
func spreadOf(took []time.Duration) spread {
	slices.Sort(took)
	return spread{Count: len(took), P50: percentile(took, 50), P95: percentile(took, 95), P99: percentile(took, 99)}
}

// percentile is the smallest of the sorted values that at least p of a hundred do not exceed
// (nearest rank); 0 where there are none.
func percentile(sorted []time.Duration, p float64) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	rank := int(math.Ceil(p / 100 * float64(len(sorted))))
	return sorted[max(rank, 1)-1]
}

// String is "1.2 / 3.4 / 5.6 ms".
func (s spread) String() string {
	if s.Count == 0 {
		return "–"
	}
	return fmt.Sprintf("%s / %s / %s ms", milliseconds(s.P50), milliseconds(s.P95), milliseconds(s.P99))
}

// milliseconds shows three digits that count.
func milliseconds(took time.Duration) string {
	ms := float64(took) / float64(time.Millisecond)
	switch {
	case ms < 9.995:
		return fmt.Sprintf("%.2f", ms)
	case ms < 99.95:
		return fmt.Sprintf("%.1f", ms)
	}
	return fmt.Sprintf("%.0f", ms)
}
