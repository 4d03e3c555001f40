package queue

import (
	"fmt"
	"log/slog"
	"sync"
	"time"
)

// seldomEvery is the time between two lines of a seldom.
const seldomEvery = 10 * time.Second

// seldom logs trouble that comes a thousand times in a second: one line in ten seconds, which says
// how many were left out before it. It is safe for concurrent use.
type seldom struct {
	log *slog.Logger

	mu      sync.Mutex
	last    time.Time
	leftOut int
}

func (s *seldom) warn(message string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	if !s.last.IsZero() && now.Sub(s.last) < seldomEvery {
		s.leftOut++
		return
	}
	s.log.Warn(message, append(args, "left_out", s.leftOut)...)
	s.last, s.leftOut = now, 0
}

// asynqLog is asynq's logger. What it warns of is Redis being away or emptied, which costs
// wake-ups only: none of it is an error of ours, and none may end the process.
type asynqLog struct{ trouble *seldom }

func (asynqLog) Debug(...any) {}
func (asynqLog) Info(...any)  {}

func (l asynqLog) Warn(args ...any) {
	l.trouble.warn("asynq has trouble", "error", fmt.Sprint(args...))
}
func (l asynqLog) Error(args ...any) { l.Warn(args...) }
func (l asynqLog) Fatal(args ...any) { l.Warn(args...) }
