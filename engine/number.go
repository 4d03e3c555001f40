package engine

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/bima-exchange/bima/fhir"
)

// numberBlock is how many numbers a node takes at a time. What it has not given out when it ends is
// lost: numbers have gaps, and say nothing of how many claims there are.
const numberBlock = 100

// numbers gives out the numbers by which people know claims, each once over all nodes: it takes them
// from the store in blocks, so that they cost no lock on the way of a claim.
type numbers struct {
	store interface {
		TakeNumbers(ctx context.Context, series string, count int) (first int64, err error)
	}
	mu     sync.Mutex
	blocks map[string]block
}

// block is the numbers from next on, before end.
type block struct{ next, end int64 }

func newNumbers(store Claims) *numbers {
	return &numbers{store: store, blocks: map[string]block{}}
}

// take is the next number of a kind ("CLM", "AUTH") in the Nairobi year of an instant:
// "CLM/2026/000123".
func (n *numbers) take(ctx context.Context, kind string, at time.Time) (string, error) {
	series := fmt.Sprintf("%s/%04d", kind, fhir.DateOf(at).Year)
	n.mu.Lock()
	defer n.mu.Unlock()
	mine := n.blocks[series]
	if mine.next == mine.end {
		first, err := n.store.TakeNumbers(ctx, series, numberBlock)
		if err != nil {
			return "", err
		}
		mine = block{first, first + numberBlock}
	}
	number := mine.next
	mine.next++
	n.blocks[series] = mine
	return fmt.Sprintf("%s/%06d", series, number), nil
}
