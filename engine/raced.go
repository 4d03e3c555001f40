package engine

import "errors"

// ErrRaced is returned by Claims.Accept where another acceptance was faster.
var ErrRaced = errors.New("a claim id or mediator_id was taken meanwhile")
