package receiver

import (
	"errors"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"
)

func TestHandler_dropsWhatIsNotNewer(t *testing.T) {
	var got, dropped []string
	h := newHandler(t, func(c Callback) error { got = append(got, c.ID); return nil },
		func(c *Config) { c.Dropped = func(c Callback) { dropped = append(dropped, c.ID) } })
	for _, id := range []string{"a.2", "a.2", "b.3", "b.2", "a.4", "a.3", "a.10", "a.9"} {
		if w := answer(h, request(id, "{}")); w.Code != http.StatusNoContent {
			t.Errorf("%s: status %d, want 204, or it would be sent again", id, w.Code)
		}
	}
	if diff := cmp.Diff([]string{"a.2", "b.3", "a.4", "a.10"}, got); diff != "" {
		t.Errorf("taken (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"a.2", "b.2", "a.3", "a.9"}, dropped); diff != "" {
		t.Errorf("dropped (-want +got):\n%s", diff)
	}
}

// A program that keeps what it takes is asked, each time.
func TestHandler_asksTheProgram(t *testing.T) {
	stored := map[string]int{"a": 4}
	var failure error
	var got []string
	h := newHandler(t, func(c Callback) error { got = append(got, c.ID); return nil }, func(c *Config) {
		c.Last = func(claimID string) (int, error) { return stored[claimID], failure }
	})
	for _, id := range []string{"a.4", "a.5", "a.5", "b.2"} { // it stores nothing, so version 5 is news twice
		answer(h, request(id, "{}"))
	}
	if diff := cmp.Diff([]string{"a.5", "a.5", "b.2"}, got); diff != "" {
		t.Errorf("taken (-want +got):\n%s", diff)
	}
	failure = errors.New("no connection to the database")
	if w := answer(h, request("a.6", "{}")); w.Code != http.StatusInternalServerError || len(got) != 3 {
		t.Errorf("the program cannot say: status %d, want 500 and nothing taken", w.Code)
	}
}

func TestHandler_takesOneAtATime(t *testing.T) {
	taken := 0 // unguarded: the race detector watches
	h := newHandler(t, func(Callback) error { taken++; return nil }, nil)
	var group sync.WaitGroup
	for range 20 {
		group.Go(func() { answer(h, request("a.2", "{}")) })
	}
	group.Wait()
	if taken != 1 || len(h.turns.claim) != 0 {
		t.Errorf("one version was taken %d times, want once; %d turns are held, want none", taken, len(h.turns.claim))
	}
}

// While one callback is taken, the next of its claim waits, and those of other claims do not.
func TestHandler_claimsGoSideBySide(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		var got []string
		hold := make(chan struct{})
		h := newHandler(t, func(c Callback) error {
			if c.ID == "a.2" {
				<-hold
			}
			mu.Lock()
			defer mu.Unlock()
			got = append(got, c.ID)
			return nil
		}, nil)
		var group sync.WaitGroup
		send := func(id string) {
			group.Go(func() { answer(h, request(id, "{}")) })
			synctest.Wait()
		}
		send("a.2")
		send("b.2")
		if diff := cmp.Diff([]string{"b.2"}, got); diff != "" {
			t.Errorf("taken beside a.2 (-want +got):\n%s", diff)
		}
		second := make(chan struct{})
		group.Go(func() { close(second); answer(h, request("a.3", "{}")) })
		<-second // a mutex that is waited for is nothing that synctest.Wait takes for rest
		close(hold)
		group.Wait()
		if diff := cmp.Diff([]string{"b.2", "a.2", "a.3"}, got); diff != "" {
			t.Errorf("taken (-want +got):\n%s", diff)
		}
	})
}

// What was taken long ago is forgotten, and never what was taken of late.
func TestMemory_isBounded(t *testing.T) {
	m := newMemory(2)
	for _, claim := range []string{"a", "b", "a", "c", "b", "d"} {
		m.keep(claim, 2)
	}
	got := map[string]int{}
	for _, claim := range []string{"a", "b", "c", "d"} {
		got[claim], _ = m.last(claim)
	}
	// {a b} was full when c came; {c b} is full when d comes, and with that a is forgotten.
	if diff := cmp.Diff(map[string]int{"a": 0, "b": 2, "c": 2, "d": 2}, got); diff != "" {
		t.Errorf("known (-want +got):\n%s", diff)
	}
}
