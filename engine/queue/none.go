package queue

import "github.com/bima-exchange/bima/engine"

// None is a Queue that wakes nobody: that of a node without Redis, whose rows the sweepers of
// other nodes find.
type None struct{}

var _ engine.Queue = None{}

// Wake does nothing.
func (None) Wake(engine.Task) {}
