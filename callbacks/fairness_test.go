package callbacks

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/secret"
)

// crowd is a store of many endpoints, and their receivers: those whose facility begins with "good" answer
// after 20 ms, the others never.
type crowd struct {
	engine.Deliveries
	mu        sync.Mutex
	endpoints map[string]*engine.Endpoint
	due       map[string][]engine.Delivery
	// latencies are how long after their creation callbacks reached good receivers.
	latencies []time.Duration
	// underWay is how many requests dead receivers hold, most the most that they held.
	underWay, most int
}

const goodAnswer = 20 * time.Millisecond

func (c *crowd) RoundTrip(r *http.Request) (*http.Response, error) {
	if strings.HasPrefix(r.Host, "good") {
		time.Sleep(goodAnswer)
		return &http.Response{StatusCode: http.StatusNoContent, Body: http.NoBody}, nil
	}
	c.count(1)
	defer c.count(-1)
	<-r.Context().Done()
	return nil, r.Context().Err()
}

func (c *crowd) count(by int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.underWay += by
	c.most = max(c.most, c.underWay)
}

func (c *crowd) TakeDeliveries(_ context.Context, lanes []engine.Lane, now, until time.Time) ([]engine.Taken, error) {
	time.Sleep(time.Millisecond) // a question to a database
	c.mu.Lock()
	defer c.mu.Unlock()
	taken := make([]engine.Taken, len(lanes))
	for i, lane := range lanes {
		endpoint := *c.endpoints[lane.Facility]
		taken[i].Endpoint = &endpoint
		limit := lane.Limit
		switch endpoint.Health.Circuit(now) {
		case engine.CircuitOpen:
			continue
		case engine.CircuitProbing:
			limit, taken[i].Probe = 1, true
			c.endpoints[lane.Facility].Health.RestsUntil = until
		}
		due := c.due[lane.Facility]
		n := min(limit, len(due))
		taken[i].Deliveries, c.due[lane.Facility] = slices.Clone(due[:n]), due[n:]
	}
	return taken, nil
}

func (c *crowd) FinishAttempts(_ context.Context, outcomes []engine.AttemptOutcome, at time.Time) ([]string, error) {
	time.Sleep(time.Millisecond)
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, o := range outcomes {
		health := &c.endpoints[o.Facility].Health
		if o.Failure == "" {
			c.latencies = append(c.latencies, at.Sub(created(o.DeliveryID)))
			continue
		}
		if health.Failures == 0 {
			health.FailingSince = o.At
		}
		health.Failures++
		if !o.RestsUntil.IsZero() {
			health.RestsUntil = o.RestsUntil
		}
	}
	return nil, nil
}

func (c *crowd) EndDeliveries(context.Context, engine.Ending, time.Time) (int, error) { return 0, nil }

// created is when a delivery of the crowd was.
func created(id string) time.Time {
	at, err := time.Parse(time.RFC3339Nano, id[strings.IndexByte(id, ' ')+1:])
	if err != nil {
		panic(err)
	}
	return at
}

// arrive has each facility called back once a second for a while, and one after the other within it.
func (c *crowd) arrive(d *Deliverer, facilities []string, seconds int) {
	for range seconds {
		pause := time.Second / time.Duration(len(facilities))
		for _, facility := range facilities {
			time.Sleep(pause)
			now := time.Now().UTC()
			c.mu.Lock()
			c.due[facility] = append(c.due[facility], engine.Delivery{
				ID: facility + " " + now.Format(time.RFC3339Nano), Facility: facility, CreatedAt: now, NextAt: now, BegunAt: now,
			})
			c.mu.Unlock()
			d.Wake(engine.Task{Kind: engine.TaskDeliver, ID: facility})
		}
	}
}

// latency is the 99th percentile of what good receivers saw beside so many that never answer, and the most
// requests that those held.
func latency(t *testing.T, good, dead int) (p99 time.Duration, held int) {
	synctest.Test(t, func(t *testing.T) {
		box, err := secret.NewBox("a", map[string][]byte{"a": make([]byte, secret.KeySize)})
		if err != nil {
			t.Fatal(err)
		}
		c := &crowd{endpoints: map[string]*engine.Endpoint{}, due: map[string][]engine.Delivery{}}
		var facilities []string
		for i := range good + dead {
			facility := fmt.Sprintf("dead-%d", i)
			if i < good {
				facility = fmt.Sprintf("good-%d", i)
			}
			password, err := box.Seal([]byte("s3cret"), engine.EndpointContext(facility))
			if err != nil {
				t.Fatal(err)
			}
			c.endpoints[facility] = &engine.Endpoint{Facility: facility, URL: "https://" + facility + ".example.org/", Username: "u", Password: password, Enabled: true}
			facilities = append(facilities, facility)
		}
		slices.SortFunc(facilities, func(a, b string) int { return strings.Compare(a[5:], b[5:]) }) // good and dead ones mixed
		d := New(Config{Deliveries: c, Guard: newGuard(t, nil), Box: box, Clock: wall{}})
		d.client.Transport = c
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() { defer close(ended); d.Run(ctx) }()
		const seconds = 30
		c.arrive(d, facilities, seconds)
		time.Sleep(time.Minute)
		stop()
		<-ended
		if len(c.latencies) != good*seconds {
			t.Errorf("%d callbacks reached good receivers, want %d", len(c.latencies), good*seconds)
		}
		slices.Sort(c.latencies)
		p99, held = c.latencies[len(c.latencies)*99/100], c.most
	})
	return p99, held
}

// wall is the clock of the synctest bubble.
type wall struct{}

func (wall) Now() time.Time { return time.Now() }

// A thousand receivers that never answer, each of which holds a request for 15 s, slow a thousand others down
// by less than the time that they need alone.
func TestRun_deadReceiversSlowNobody(t *testing.T) {
	alone, _ := latency(t, 1000, 0)
	beside, held := latency(t, 1000, 1000)
	t.Logf("99 of 100 callbacks arrived within %s alone and %s beside 1,000 dead receivers, which held %d requests at most", alone, beside, held)
	if beside > 2*alone {
		t.Errorf("99 of 100 callbacks arrived within %s beside 1,000 dead receivers, and %s alone; at most twice that is wanted", beside, alone)
	}
	if held > 1024+8 {
		t.Errorf("dead receivers held %d requests at once, want about half of the places at most", held)
	}
}
