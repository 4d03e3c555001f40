package callbacks

import (
	"time"

	"golang.org/x/time/rate"

	"github.com/bima-exchange/bima/engine"
)

// slowAnswer is how long an answer may take before its endpoint counts as troubled.
const slowAnswer = 2 * time.Second

// lane is the way to one facility's endpoint.
type lane struct {
	facility string
	// wanted: there may be something to take. queued: it stands in line to be looked at.
	wanted, queued bool
	// underWay is how many attempts are, width how many may be: an endpoint begins with one, and gets more
	// with each callback that it takes.
	underWay, width int
	// failures is how many attempts in a row failed, slow whether the last answer was.
	failures int
	slow     bool
	pace     *rate.Limiter
	// waits: a timer will have the lane looked at when its pace allows it.
	waits bool
}

// troubled lanes share a part of what may be under way, so that those which answer well always have room.
func (l *lane) troubled() bool { return l.failures > 0 || l.slow }

// pick is what may be taken of a lane: so many places are held for it.
type pick struct {
	*lane
	places int
	// troubled: the places are among those for troubled lanes.
	troubled bool
}

// answered notes how an attempt ended.
func (l *lane) answered(taken bool, took time.Duration, widest int) {
	l.slow = took > slowAnswer
	if taken {
		l.failures = 0
		l.width = min(2*l.width, widest)
		return
	}
	l.failures++
	l.width = 1
}

// Limits are how much a Deliverer does at once. Zero members are the defaults.
type Limits struct {
	// UnderWay is how many attempts may be in all, 2,048 where it is 0. Endpoints that failed last time or
	// answer slowly share half of them.
	UnderWay int
	// Each is how many of one endpoint, 8 where it is 0.
	Each int
	// Pace is how many attempts at one endpoint begin in a second, 100 where it is 0; as many may begin at
	// once after a pause.
	Pace float64
}

func (l Limits) orDefaults() Limits {
	if l.UnderWay == 0 {
		l.UnderWay = 2048
	}
	if l.Each == 0 {
		l.Each = 8
	}
	if l.Pace == 0 {
		l.Pace = 100
	}
	return l
}

// asLane is the pick as the store is asked.
func (p pick) asLane() engine.Lane { return engine.Lane{Facility: p.facility, Limit: p.places} }
