package main

import (
	"fmt"
	"time"

	"github.com/spf13/pflag"

	"github.com/bima-exchange/bima/callbacks"
)

// callbackSettings say how callbacks are sent.
type callbackSettings struct {
	// UnderWay is how many callbacks are under way at once in this process (0: it delivers none), Each how many of them to one
	// endpoint, at which Rate begin in a second.
	UnderWay, Each int
	Rate           float64
	// Retries are the times between two attempts, the last of which goes on; nil: those of the specification.
	Retries []time.Duration
}

func (s *callbackSettings) flags(flags *pflag.FlagSet) {
	flags.IntVar(&s.UnderWay, "callbacks", 2048, "callbacks under way at once in this process, 0 for none; endpoints that failed last time or answer slowly share half")
	flags.IntVar(&s.Each, "callbacks-each", 8, "callbacks under way at once to one endpoint")
	flags.Float64Var(&s.Rate, "callback-rate", 100, "callbacks a second to one endpoint")
	flags.DurationSliceVar(&s.Retries, "callback-retries", nil, "times between two attempts, the last of which goes on for 72 h (default 5s,30s,2m,10m,30m,1h,2h,4h,8h)")
}

func (s *callbackSettings) limits() callbacks.Limits {
	return callbacks.Limits{UnderWay: s.UnderWay, Each: s.Each, Pace: s.Rate}
}

// check refuses what would send nothing. Of a process that does not work nothing is set.
func (s *callbackSettings) check(works bool) error {
	if !works {
		return nil
	}
	if s.UnderWay < 0 || s.Each < 1 || s.Rate <= 0 {
		return fmt.Errorf("--callbacks is %d, --callbacks-each %d and --callback-rate %g; 0 or more, at least 1 and above 0 are wanted", s.UnderWay, s.Each, s.Rate)
	}
	for _, wait := range s.Retries {
		if wait < time.Second {
			return fmt.Errorf("--callback-retries has %s; no time below 1s is wanted, since a receiver that is down is to be left alone for a while", wait)
		}
	}
	return nil
}
