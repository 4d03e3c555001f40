package main

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/spf13/pflag"
)

// misbehaviour is how a receiver of callbacks goes wrong on purpose, so that an integrator sees what the
// exchange makes of it. The zero value behaves.
type misbehaviour struct {
	// fail is the status that is answered instead of taking the callback; 0: none.
	fail int
	// retryAfter is how long a 429 or 503 asks to wait; 0: it does not.
	retryAfter time.Duration
	// slow is how long an answer is held back. The callback is taken before.
	slow time.Duration
	// drop closes the connection without an answer.
	drop bool
	// twice takes a callback and answers 500 the first time.
	twice bool
	// rate is the share of the requests that misbehave, from 0 to 1.
	rate float64
	// random is below 1 and not below 0, another for each request.
	random func() float64
}

func (m misbehaviour) none() bool { return m.fail == 0 && m.slow == 0 && !m.drop && !m.twice }

func (m *misbehaviour) flags(flags *pflag.FlagSet) {
	flags.IntVar(&m.fail, "fail", 0, "answer with this status instead of taking the callback")
	flags.DurationVar(&m.retryAfter, "retry-after", 0, "with --fail 429 or 503: ask to wait so long")
	flags.DurationVar(&m.slow, "slow", 0, "wait so long before the answer")
	flags.BoolVar(&m.drop, "drop", false, "close the connection without an answer")
	flags.BoolVar(&m.twice, "twice", false, "take each callback, but answer 500 the first time, so that it comes again")
	flags.Float64Var(&m.rate, "rate", 1, "share of the requests that misbehave, from 0 to 1")
}

// check says which flag is wrong. Without any of the others, a rate is wrong where it was given as a flag: as
// BIMA_RATE it is one of `bima serve`.
func (m misbehaviour) check(rateGiven bool) error {
	ways := 0
	for _, given := range []bool{m.fail != 0, m.drop, m.twice} {
		if given {
			ways++
		}
	}
	switch {
	case m.fail != 0 && (m.fail < 300 || m.fail > 599):
		return fmt.Errorf("--fail %d: a status from 300 to 599 is wanted, such as 500; a 2xx says that all is well", m.fail)
	case m.slow < 0:
		return fmt.Errorf("--slow %s: a time above zero is wanted, such as 20s", m.slow)
	case ways > 1:
		return errors.New("--fail, --drop and --twice: only one of them can be done to a callback; give one")
	case m.retryAfter != 0 && m.fail != http.StatusTooManyRequests && m.fail != http.StatusServiceUnavailable:
		return errors.New("--retry-after: it is sent, and obeyed, with a 429 or 503 only; add --fail 503")
	case m.retryAfter < 0 || m.retryAfter%time.Second != 0:
		return fmt.Errorf("--retry-after %s: whole seconds above zero are wanted, such as 90s", m.retryAfter)
	case m.none() && rateGiven:
		return fmt.Errorf("--rate %g says how many requests misbehave, and nothing says how; add --fail, --slow, --drop or --twice", m.rate)
	case !m.none() && !(m.rate >= 0 && m.rate <= 1): // so that NaN is refused
		return fmt.Errorf("--rate %g: a share from 0 to 1 is wanted, such as 0.3 for three requests of ten", m.rate)
	}
	return nil
}
