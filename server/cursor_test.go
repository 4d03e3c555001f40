package server

import (
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// A cursor leads to its place for its own question, whatever the page size and the hour, and to none
// for another.
func TestCursor(t *testing.T) {
	place := engine.ClaimPlace{At: time.Date(2026, 11, 21, 9, 0, 0, 123000, time.UTC), ID: deliveryID}
	filter := engine.ClaimFilter{States: []engine.State{engine.InReview}, Sort: engine.ByDue, Limit: 10, OverdueAt: testNow}
	text := writeCursor(&place, filter)

	same := filter
	same.Limit, same.OverdueAt = 20, testNow.Add(time.Minute)
	if got, err := readCursor(text, same); err != nil || *got != place {
		t.Errorf("%+v, %v; wanted %+v", got, err, place)
	}
	for name, change := range map[string]func(*engine.ClaimFilter){
		"states":   func(f *engine.ClaimFilter) { f.States = nil },
		"sort":     func(f *engine.ClaimFilter) { f.Sort = engine.ByNewest },
		"use":      func(f *engine.ClaimFilter) { f.Use = engine.UseClaim },
		"facility": func(f *engine.ClaimFilter) { f.Facility = testFID },
		"member":   func(f *engine.ClaimFilter) { f.Member = "m" },
		"from":     func(f *engine.ClaimFilter) { f.From = fhir.DateOf(testNow) },
		"to":       func(f *engine.ClaimFilter) { f.To = fhir.DateOf(testNow) },
		"assigned": func(f *engine.ClaimFilter) { f.Assigned = "o" },
		"nobody's": func(f *engine.ClaimFilter) { f.Unassigned = true },
		"overdue":  func(f *engine.ClaimFilter) { f.OverdueAt = time.Time{} },
	} {
		other := filter
		change(&other)
		if got, err := readCursor(text, other); engine.KindOf(err) != engine.Invalid {
			t.Errorf("for another %s: %+v, %v", name, got, err)
		}
	}
	if got := writeCursor(nil, filter); got != "" {
		t.Errorf("the cursor of no place is %q", got)
	}
}

// Whatever comes as a cursor is refused or is a place that is written as it was.
func FuzzReadCursor(f *testing.F) {
	filter := engine.ClaimFilter{Sort: engine.ByReceived}
	f.Add(writeCursor(&engine.ClaimPlace{At: testNow, ID: "a"}, filter))
	f.Add("e30")
	f.Add("not base64!")
	f.Fuzz(func(t *testing.T, text string) {
		place, err := readCursor(text, filter)
		if err != nil || place == nil {
			if engine.KindOf(err) != engine.Invalid && err != nil {
				t.Errorf("%q: %v", text, err)
			}
			return
		}
		again, err := readCursor(writeCursor(place, filter), filter)
		if err != nil || !again.At.Equal(place.At) || again.ID != place.ID {
			t.Errorf("%q leads to %+v and then to %+v, %v", text, place, again, err)
		}
	})
}
