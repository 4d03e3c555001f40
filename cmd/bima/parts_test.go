package main

import (
	"sync/atomic"
	"testing"
	"time"

	"github.com/bima-exchange/bima/store/storetest"
)

// movedClock is the wall's clock, which can be put forward and back.
type movedClock struct{ by atomic.Int64 }

func (c *movedClock) Now() time.Time { return time.Now().Add(time.Duration(c.by.Load())) }

func (c *movedClock) move(by time.Duration) { c.by.Add(int64(by)) }

// startParts runs the part of an exchange that answers, in this process, with an engine whose clock the
// test has in hand. Nobody adjudicates until the test starts a crew on the node.
func startParts(t *testing.T, onPostgres bool, sets string) (*node, *movedClock, *staff) {
	t.Helper()
	config := Config{
		Data: t.TempDir(), Addr: "127.0.0.1:0", States: "all", AllowFragment: true, OpenRegistry: true, Workers: 2, StopWithin: 10 * time.Second,
		CallbackAllow: []string{"http", "127.0.0.0/8"}, FHIRBase: defaultBase, Adjudication: write(t, "parts.json", []byte(sets)),
	}
	if onPostgres {
		config.DB = storetest.PostgresURL(t)
		loadRegistry(t, config.DB, config.Keys)
	} else {
		startDev(t, config.Data, "").Stop(t)
	}
	n, clock := testNode(t, devRole, config), &movedClock{}
	n.engine.Clock = clock
	w, err := newWeb(t.Context(), n)
	if err != nil {
		t.Fatal(err)
	}
	runPart(t, w.run)
	return n, clock, newStaff(t, w.url())
}
