package callbacks

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

const (
	// mostPicked is how many lanes the store is asked about at once, mostTroubled how many of them may be
	// troubled ones.
	mostPicked   = 64
	mostTroubled = 16
)

// lanes say which endpoints may get how many callbacks now. They keep what happens to one endpoint from
// slowing another: places are given out lane by lane in turn, troubled lanes have places of their own, and
// no lane has more than its width or goes faster than its pace. They are safe for concurrent use.
type lanes struct {
	limits Limits
	clock  interface{ Now() time.Time }

	mu sync.Mutex
	by map[string]*lane
	// well and troubled are lines of lanes to be looked at.
	well, troubled []*lane
	// underWay are the places given out, troubledUnderWay those of them that troubled lanes have.
	underWay, troubledUnderWay int
	// signal has a token when there may be something to pick.
	signal chan struct{}
}

func newLanes(limits Limits, clock interface{ Now() time.Time }) *lanes {
	return &lanes{limits: limits.orDefaults(), clock: clock, by: make(map[string]*lane), signal: make(chan struct{}, 1)}
}

// want says that there may be something to deliver to a facility.
func (s *lanes) want(facility string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	l := s.by[facility]
	if l == nil {
		l = &lane{facility: facility, width: 1, pace: rate.NewLimiter(rate.Limit(s.limits.Pace), max(1, int(s.limits.Pace)))}
		s.by[facility] = l
	}
	l.wanted = true
	s.queue(l)
}

// queue puts a lane that is wanted and has room into its line.
func (s *lanes) queue(l *lane) {
	if !l.wanted || l.queued || l.underWay >= l.width {
		return
	}
	l.queued = true
	if l.troubled() {
		s.troubled = append(s.troubled, l)
	} else {
		s.well = append(s.well, l)
	}
	s.wake()
}

func (s *lanes) wake() {
	select {
	case s.signal <- struct{}{}:
	default:
	}
}

// pick gives out places, and holds them until they are given back by release or ended. The store is to be
// asked what is due of each lane.
func (s *lanes) pick() []pick {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.clock.Now()
	var picks []pick
	half := max(1, s.limits.UnderWay/2)
	for len(s.troubled) > 0 && len(picks) < mostTroubled && s.troubledUnderWay < half && s.underWay < s.limits.UnderWay {
		l := s.troubled[0]
		s.troubled = s.troubled[1:]
		picks = s.place(picks, l, now, min(half-s.troubledUnderWay, s.limits.UnderWay-s.underWay), true)
	}
	for len(s.well) > 0 && len(picks) < mostPicked && s.underWay < s.limits.UnderWay {
		l := s.well[0]
		s.well = s.well[1:]
		picks = s.place(picks, l, now, s.limits.UnderWay-s.underWay, false)
	}
	return picks
}

// place gives places to a lane that was taken out of its line, at most so many as there is room.
func (s *lanes) place(picks []pick, l *lane, now time.Time, room int, troubled bool) []pick {
	l.queued = false
	places := min(room, l.width-l.underWay)
	allowed := int(l.pace.TokensAt(now))
	if allowed < 1 {
		s.later(l)
		return picks
	}
	if places = min(places, allowed); places < 1 {
		return picks
	}
	l.wanted = false
	l.underWay += places
	s.underWay += places
	if troubled {
		s.troubledUnderWay += places
	}
	return append(picks, pick{lane: l, places: places, troubled: troubled})
}

// later has a lane looked at when its pace allows one more.
func (s *lanes) later(l *lane) {
	if l.waits {
		return
	}
	l.waits = true
	time.AfterFunc(time.Duration(float64(time.Second)/s.limits.Pace), func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		l.waits = false
		s.queue(l)
	})
}

// taken notes that of a pick so many were taken, and how often the endpoint failed before. Places that were
// not needed are given back; where all were there may be more.
func (s *lanes) taken(p pick, took, failures int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p.pace.AllowN(s.clock.Now(), took)
	if p.underWay == p.places { // what this process has under way it knows better
		p.lane.failures = failures
	}
	s.giveBack(p, p.places-took)
	p.wanted = p.wanted || took == p.places
	s.queue(p.lane)
}

// answered notes how an attempt ended, and returns how many in a row failed.
func (s *lanes) answered(l *lane, taken bool, took time.Duration) (failures int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	l.answered(taken, took, s.limits.Each)
	return l.failures
}

// ended gives the place of an attempt back.
func (s *lanes) ended(p pick) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.giveBack(p, 1)
	s.queue(p.lane)
}

func (s *lanes) giveBack(p pick, places int) {
	if places == 0 {
		return
	}
	p.underWay -= places
	s.underWay -= places
	if p.troubled {
		s.troubledUnderWay -= places
	}
	s.wake() // another lane may have waited for the place
}
