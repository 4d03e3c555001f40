package engine

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"
)

// series hands out blocks as a store does.
type series struct {
	Claims
	mu    sync.Mutex
	next  map[string]int64
	asked int
	err   error
}

func (s *series) TakeNumbers(_ context.Context, name string, count int) (int64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked++
	first := s.next[name] + 1
	s.next[name] += int64(count)
	return first, s.err
}

// TestNumbers: several nodes on one store give out each number once, and seldom ask the store.
func TestNumbers(t *testing.T) {
	store := &series{next: map[string]int64{}}
	newYear := time.Date(2026, 12, 31, 21, 0, 0, 0, time.UTC) // midnight in Nairobi
	var mu sync.Mutex
	seen := map[string]bool{}
	var wg sync.WaitGroup
	for range 4 {
		node := newNumbers(store)
		for range 4 {
			wg.Go(func() {
				for i := range 100 {
					number, err := node.take(t.Context(), "CLM", newYear.Add(-time.Duration(i%2)*time.Second))
					if err != nil {
						t.Error(err)
						return
					}
					mu.Lock()
					if seen[number] {
						t.Errorf("%s was given twice", number)
					}
					seen[number] = true
					mu.Unlock()
				}
			})
		}
	}
	wg.Wait()
	if len(seen) != 1600 || store.asked > 4*2*3 {
		t.Errorf("%d numbers for %d questions", len(seen), store.asked)
	}
	for _, want := range []string{"CLM/2026/000001", "CLM/2027/000001"} {
		if !seen[want] {
			t.Errorf("%s was not given", want)
		}
	}
}

func TestNumbers_fault(t *testing.T) {
	store := &series{next: map[string]int64{}, err: errors.New("away")}
	if number, err := newNumbers(store).take(t.Context(), "AUTH", acceptedAt); err == nil {
		t.Errorf("got %s from a store that is away", number)
	}
}
