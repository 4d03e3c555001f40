package receiver

import (
	"errors"
	"fmt"
	"time"
)

// defaultTolerance is how far the clocks of the exchange and of a receiver may differ (api.md "Callbacks").
const defaultTolerance = 5 * time.Minute

// Config says who may call, and where what was taken is known. Username and Password must be set; zero values
// of the rest are good, but that a receiver without Secrets does not know who wrote what it takes.
type Config struct {
	// Username and Password are those of Basic authentication, which the exchange was told with the endpoint.
	Username, Password string
	// Secrets are the signing secrets (whsec_…), any of which may have signed: the one that the exchange told
	// with the endpoint, and for the 24 hours of a rotation the new one beside it. Without any, signatures
	// and times are not looked at.
	Secrets []string
	// Tolerance is how far webhook-timestamp may be from the clock, in either direction; zero is 5 minutes.
	Tolerance time.Duration
	// Now is the clock; nil is time.Now.
	Now func() time.Time
	// Last is the last version that was taken of a claim, 0 where none was. It is for a program that keeps
	// what it takes, as it should: then a version is dropped after a restart, too. An error is answered with a
	// 500, and the callback comes again. It is asked in the claim's turn, and not while take runs for the same
	// claim; where several processes receive, take has to compare once more in its transaction.
	//
	// nil remembers in memory, until the program ends, the claims of which a version was taken last:
	// 100,000 of them at least, 200,000 at most.
	Last func(claimID string) (int, error)
	// Dropped is called for a callback that is not above the last one of its claim; nil does nothing.
	Dropped func(Callback)
	// Tested is called when the exchange tests the endpoint, which is no news of any claim; nil does nothing.
	Tested func()
	// Refused is called with each answer that is not a 204, for a log; nil does nothing. It is called for 500s,
	// too, but does not tell what take returned.
	Refused func(status int, text string)
}

// complete sets what was left out, and reads the secrets.
func (c *Config) complete() (keys [][]byte, err error) {
	if c.Username == "" || c.Password == "" {
		return nil, errors.New("receiver: Username and Password must be set; without them anybody could tell what became of claims")
	}
	if c.Tolerance < 0 {
		return nil, fmt.Errorf("receiver: Tolerance is %s; a duration above zero is wanted, or zero for %s", c.Tolerance, defaultTolerance)
	}
	for i, secret := range c.Secrets {
		key, err := ParseSecret(secret)
		if err != nil {
			return nil, fmt.Errorf("receiver: Secrets[%d]: %w", i, err)
		}
		keys = append(keys, key)
	}
	if c.Tolerance == 0 {
		c.Tolerance = defaultTolerance
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Dropped == nil {
		c.Dropped = func(Callback) {}
	}
	if c.Tested == nil {
		c.Tested = func() {}
	}
	if c.Refused == nil {
		c.Refused = func(int, string) {}
	}
	return keys, nil
}
