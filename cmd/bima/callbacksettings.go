package main

import (
	"fmt"
	"time"

	"github.com/spf13/pflag"

	"github.com/bima-exchange/bima/callbacks"
)

// callbackSettings say how callbacks are sent.
type callbackSettings struct {
	// None: this process delivers none.
	None bool
	// UnderWay is how many callbacks are under way at once in this process, Each how many of them to one
	// endpoint, at which Rate begin in a second; 0: the default.
	UnderWay, Each int
	Rate           float64
	// Retries are the times between two attempts, the last of which goes on; nil: those of the specification.
	Retries []time.Duration
}

func (s *callbackSettings) flags(flags *pflag.FlagSet) {
	flags.BoolVar(&s.None, "no-callbacks", false, "deliver no callbacks in this process")
	flags.IntVar(&s.UnderWay, "callbacks", 2048, "callbacks under way at once in this process; endpoints that failed last time or answer slowly share half")
	flags.IntVar(&s.Each, "callbacks-each", 8, "callbacks under way at once to one endpoint")
	flags.Float64Var(&s.Rate, "callback-rate", 100, "callbacks a second to one endpoint")
	flags.DurationSliceVar(&s.Retries, "callback-retries", nil, "times between two attempts, the last of which goes on for 72 h (default 5s,30s,2m,10m,30m,1h,2h,4h,8h)")
}

func (s *callbackSettings) limits() callbacks.Limits {
	return callbacks.Limits{UnderWay: s.UnderWay, Each: s.Each, Pace: s.Rate}
}

// check refuses what would send nothing.
func (s *callbackSettings) check() error {
	if s.UnderWay < 0 || s.Each < 0 || s.Rate < 0 {
		return fmt.Errorf("--callbacks is %d, --callbacks-each %d and --callback-rate %g; none below 0 is wanted, and 0 is the default", s.UnderWay, s.Each, s.Rate)
	}
	for _, wait := range s.Retries {
		if wait < time.Second {
			return fmt.Errorf("--callback-retries has %s; no time below 1s is wanted, since a receiver that is down is to be left alone for a while", wait)
		}
	}
	return nil
}
