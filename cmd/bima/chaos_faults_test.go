//go:build unix

package main

import (
	"fmt"
	"time"

	"github.com/bima-exchange/bima/engine/queue/redistest"
)

// leaseInChaos is the workers' lease: short, so that a run sees many of them end.
const leaseInChaos = 2 * time.Second

// fault is something that goes wrong in a run.
type fault struct {
	name string
	do   func(dice) error
}

// killsOfDeck is how often a deck of process faults kills.
const killsOfDeck = 8

// processFaults are what happens to the processes, of which killsOfDeck are kills.
func processFaults(serves, works []*victim) []fault {
	kill := func(of []*victim) func(dice) error {
		return func(dice dice) error {
			v := of[dice.IntN(len(of))]
			if err := v.kill(); err != nil {
				return err
			}
			time.Sleep(dice.between(0, 500*time.Millisecond))
			return v.start()
		}
	}
	term := func(of []*victim) func(dice) error {
		return func(dice dice) error {
			v := of[dice.IntN(len(of))]
			if err := v.stop(); err != nil {
				return err
			}
			return v.start()
		}
	}
	deck := []fault{
		{"SIGTERM serve", term(serves)},
		{"SIGTERM work", term(works)},
		{"SIGSTOP work", func(dice dice) error {
			return works[dice.IntN(len(works))].pause(leaseInChaos + dice.between(500*time.Millisecond, 2*time.Second))
		}},
	}
	for range killsOfDeck / 2 {
		deck = append(deck, fault{"kill -9 serve", kill(serves)}, fault{"kill -9 work", kill(works)})
	}
	return deck
}

// outsideFaults are what happens to what the processes need.
func outsideFaults(postgres *scratchPostgres, redis *redistest.Server, receiver *moodyReceiver) []fault {
	inMood := func(mood mood) func(dice) error {
		return func(dice dice) error {
			receiver.be(mood)
			time.Sleep(dice.between(time.Second, 2*time.Second))
			receiver.be(willing)
			return nil
		}
	}
	return []fault{
		{"PostgreSQL broken off", func(dice) error { return postgres.breakOff() }},
		{"Redis stopped", func(dice dice) error {
			redis.Stop()
			time.Sleep(dice.between(time.Second, 3*time.Second))
			redis.Restart()
			return nil
		}},
		{"Redis emptied", func(dice) error { redis.Flush(); return nil }},
		{"receiver fails", inMood(failing)},
		{"receiver slow", inMood(slow)},
	}
}

// play has the faults of so many decks happen one after the other, each deck in an order of its own, and
// counts them by name.
func play(dice dice, decks int, deck []fault, gap time.Duration) (map[string]int, error) {
	counts := map[string]int{}
	for range decks {
		dice.Shuffle(len(deck), func(i, j int) { deck[i], deck[j] = deck[j], deck[i] })
		for _, fault := range deck {
			time.Sleep(dice.between(gap/2, gap*3/2))
			if err := fault.do(dice); err != nil {
				return counts, fmt.Errorf("%s: %w", fault.name, err)
			}
			counts[fault.name]++
		}
	}
	return counts, nil
}
