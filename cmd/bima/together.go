package main

import (
	"context"
	"errors"
	"sync"
)

// together runs parts of a process at one time until ctx is done or one of them ends; then all are
// to end. It returns when all have, with their errors.
func together(ctx context.Context, parts ...func(context.Context) error) error {
	running, stop := context.WithCancel(ctx)
	defer stop()
	errs := make([]error, len(parts))
	var group sync.WaitGroup
	for i, part := range parts {
		group.Go(func() {
			defer stop()
			errs[i] = part(running)
		})
	}
	group.Wait()
	return errors.Join(errs...)
}
