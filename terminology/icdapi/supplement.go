package icdapi

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/bima-exchange/bima/terminology"
)

// Record is where supplements are kept: terminology.Record.
type Record interface {
	SaveSupplements(ctx context.Context, url, version string, supplements []terminology.Supplement) error
	Supplemented(ctx context.Context, url, version string) ([]string, error)
	FinishSupplements(ctx context.Context, url, version string) error
}

// Report is what became of the concepts of a release.
type Report struct {
	// Before had their supplement already, Added got it now.
	Before, Added int
	// Missing are residual codes that the API does not have.
	Missing int
	// Designations, Definitions and Axes are what was added.
	Designations, Definitions, Axes int
}

// batch is how many supplements are saved at once: so much is lost at most when the machine stops.
const batch = 200

// Supplement asks for each concept of a release that has no supplement yet, and keeps the answers as
// they come. Where it is ended by an error or its context, what has been answered is kept, and the
// next call goes on from there. The record shows the supplements when all are there. progress is told
// how many concepts are done.
func (c *Client) Supplement(ctx context.Context, release *terminology.CodeSystem, record Record, progress func(done, total int)) (Report, error) {
	if err := c.check(ctx, release.Version); err != nil {
		return Report{}, err
	}
	positions, report, err := remaining(ctx, release, record)
	if err != nil {
		return report, err
	}
	work, stop := context.WithCancel(ctx)
	defer stop()
	k := keeper{record: record, release: release, report: report}
	done := report.Before
	for a := range c.askAll(work, release, positions) {
		if err := k.take(ctx, a); err != nil {
			stop()
			continue
		}
		done++
		progress(done, release.Len())
	}
	// What was answered is kept, even though the caller waits no more.
	keep, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if err := errors.Join(k.failed, k.save(keep)); err != nil {
		return k.report, err
	}
	return k.report, record.FinishSupplements(ctx, release.URL, release.Version)
}

// remaining are the positions of the concepts that have no supplement yet.
func remaining(ctx context.Context, release *terminology.CodeSystem, record Record) ([]int, Report, error) {
	done, err := record.Supplemented(ctx, release.URL, release.Version)
	if err != nil {
		return nil, Report{}, err
	}
	before := make(map[string]bool, len(done))
	for _, uri := range done {
		before[uri] = true
	}
	var positions []int
	var report Report
	for position := range release.Len() {
		if before[release.At(position).URI] {
			report.Before++
			continue
		}
		positions = append(positions, position)
	}
	return positions, report, nil
}

// answer is what the API said of a concept.
type answer struct {
	supplement terminology.Supplement
	missing    bool
	err        error
}

// askAll asks for the concepts at the positions, several at once, until the context ends.
func (c *Client) askAll(ctx context.Context, release *terminology.CodeSystem, positions []int) <-chan answer {
	next := make(chan int)
	answers := make(chan answer)
	go func() {
		defer close(next)
		for _, position := range positions {
			select {
			case next <- position:
			case <-ctx.Done():
				answers <- answer{err: ctx.Err()}
				return
			}
		}
	}()
	var workers sync.WaitGroup
	for range c.parallel {
		workers.Go(func() {
			for position := range next {
				answers <- c.ask(ctx, release, position)
			}
		})
	}
	go func() {
		workers.Wait()
		close(answers)
	}()
	return answers
}

// ask asks for one concept.
func (c *Client) ask(ctx context.Context, release *terminology.CodeSystem, position int) answer {
	concept := release.At(position)
	where, err := path(concept.URI, release.Version)
	if err != nil {
		return answer{err: err}
	}
	body, err := c.get(ctx, where)
	residual := strings.HasSuffix(concept.URI, "/other") || strings.HasSuffix(concept.URI, "/unspecified")
	if errors.Is(err, errNone) && residual {
		return answer{missing: true}
	}
	if err != nil {
		return answer{err: fmt.Errorf("%s: %w", concept.URI, err)}
	}
	supplement, err := readEntity(body, release.Version, concept)
	return answer{supplement: supplement, err: err}
}
