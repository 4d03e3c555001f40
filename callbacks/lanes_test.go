package callbacks

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// picked are the places by facility.
func picked(s *lanes) map[string]int {
	places := map[string]int{}
	for _, p := range s.pick() {
		places[p.facility] += p.places
	}
	return places
}

func wantPicked(t *testing.T, s *lanes, want map[string]int) {
	t.Helper()
	if diff := cmp.Diff(want, picked(s)); diff != "" {
		t.Errorf("picked (-want +got):\n%s", diff)
	}
}

// answer ends an attempt of a lane.
func answer(s *lanes, p pick, taken bool, took time.Duration) {
	s.answered(p.lane, taken, took)
	s.ended(p)
}

// An endpoint begins with one callback at a time, and has twice as many after each that it takes, until one
// fails.
func TestLanes_width(t *testing.T) {
	s := newLanes(Limits{}, &clock{day})
	for i, want := range []int{1, 2, 4, 8, 8} {
		s.want("a")
		p := s.pick()[0]
		if p.places != want {
			t.Errorf("look %d: %d places, want %d", i+1, p.places, want)
		}
		s.taken(p, 1, 0)
		answer(s, p, true, time.Millisecond)
	}
	s.want("a")
	p := s.pick()[0]
	s.taken(p, 1, 0)
	answer(s, p, false, time.Millisecond)
	s.want("a")
	wantPicked(t, s, map[string]int{"a": 1})
}

// Where all places of a lane were needed it is looked at again when one is free, and where they were not it is
// left until it is wanted.
func TestLanes_more(t *testing.T) {
	s := newLanes(Limits{Each: 1}, &clock{day})
	s.want("a")
	p := s.pick()[0]
	s.taken(p, 1, 0)
	wantPicked(t, s, map[string]int{}) // its place is taken
	answer(s, p, true, 0)
	p = s.pick()[0]
	s.taken(p, 0, 0)
	wantPicked(t, s, map[string]int{})
	s.want("a")
	p = s.pick()[0]
	s.want("a") // while the store is asked: what came meanwhile may not be in the answer
	s.taken(p, 0, 0)
	wantPicked(t, s, map[string]int{"a": 1})
}

// Lanes that failed or are slow share half of the places, so that they never keep others waiting.
func TestLanes_troubled(t *testing.T) {
	s := newLanes(Limits{UnderWay: 4, Each: 4}, &clock{day})
	for _, facility := range []string{"failed", "slow", "third"} {
		s.want(facility)
	}
	for _, p := range s.pick() {
		s.taken(p, 1, 0)
		answer(s, p, p.facility == "slow", map[string]time.Duration{"slow": 3 * time.Second}[p.facility])
	}
	for _, facility := range []string{"failed", "slow", "third", "well"} {
		s.want(facility)
	}
	// "slow" was taken once and might have two.
	if got := picked(s); got["failed"]+got["slow"]+got["third"] != 2 || got["well"] != 1 {
		t.Errorf("picked %v, want two places for troubled lanes and one for the other", got)
	}
}

// A lane goes no faster than its pace, and is looked at again by itself when it may go on.
func TestLanes_pace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newLanes(Limits{Pace: 2}, wall{})
		began := time.Now()
		var at []time.Duration
		s.want("a")
		for len(at) < 6 {
			<-s.signal
			for _, p := range s.pick() {
				s.taken(p, 1, 0)
				at = append(at, time.Since(began))
				s.want("a")
				answer(s, p, true, 0)
			}
		}
		want := []time.Duration{0, 0, 500 * time.Millisecond, time.Second, 1500 * time.Millisecond, 2 * time.Second}
		if diff := cmp.Diff(want, at); diff != "" {
			t.Errorf("attempts at (-want +got):\n%s", diff)
		}
	})
}

// Lanes are served in turn, however much waits on one of them.
func TestLanes_inTurn(t *testing.T) {
	s := newLanes(Limits{UnderWay: 2, Each: 1}, &clock{day})
	for _, facility := range []string{"a", "b", "c"} {
		s.want(facility)
	}
	var order []string
	for range 3 {
		picks := s.pick()
		for _, p := range picks {
			order = append(order, p.facility)
			s.taken(p, 1, 0) // there is always more
		}
		for _, p := range picks {
			answer(s, p, true, 0)
		}
	}
	if diff := cmp.Diff([]string{"a", "b", "c", "a", "b", "c"}, order); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
}
