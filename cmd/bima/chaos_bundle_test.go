package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/testdata"
)

// pattern is a sample bundle from which any number are made. It is cut around its Claim's entry, so
// that a bundle may have several.
type pattern struct {
	before, entry, after []byte
	bundle, claim        string
}

// patterns are samples that are dated today.
func patterns(t *testing.T) []pattern {
	t.Helper()
	var all []pattern
	for _, name := range []string{"outpatient-phc", "inpatient-per-diem", "delivery"} {
		body := testdata.Today(testdata.Bundle(name), fhir.DateOf(time.Now()))
		var bundle struct{ Entry []json.RawMessage }
		if err := json.Unmarshal(body, &bundle); err != nil {
			t.Fatal(err)
		}
		at := slices.IndexFunc(bundle.Entry, func(entry json.RawMessage) bool {
			return bytes.Contains(entry, []byte(`"resourceType": "Claim"`))
		})
		if at < 0 || !bytes.Contains(bundle.Entry[at], []byte(`"priority"`)) {
			t.Fatalf("the sample %s is written otherwise than this test thinks", name)
		}
		before, after, _ := bytes.Cut(body, bundle.Entry[at])
		all = append(all, pattern{before, bundle.Entry[at], after, bundleID(t, body), claimIn(t, body).ID.Value})
	}
	return all
}

// parcel is a bundle that was sent, or is about to be.
type parcel struct {
	pattern pattern
	bundle  string
	claims  []string
	// changed: the claims have other content than those first sent under their ids may have.
	changed bool
}

// body is the bundle as it is sent: always the same bytes.
func (p parcel) body() []byte {
	var entries [][]byte
	for _, claim := range p.claims {
		entry := bytes.ReplaceAll(p.pattern.entry, []byte(p.pattern.claim), []byte(claim))
		if p.changed {
			entry = bytes.Replace(entry, []byte(`"priority"`), []byte(`"language": "en", "priority"`), 1)
		}
		entries = append(entries, entry)
	}
	body := slices.Concat(p.pattern.before, bytes.Join(entries, []byte(",")), p.pattern.after)
	body = bytes.ReplaceAll(body, []byte(p.pattern.claim), []byte(p.claims[0]))
	return bytes.ReplaceAll(body, []byte(p.pattern.bundle), []byte(p.bundle))
}

// dice are the choices of one who acts in a run. Equal seeds choose alike.
type dice struct {
	*rand.Rand
	source *rand.ChaCha8
}

func newDice(seed uint64, who string) dice {
	source := rand.NewChaCha8(sha256.Sum256(fmt.Appendf(nil, "%d %s", seed, who)))
	return dice{rand.New(source), source}
}

// id is a new UUID.
func (d dice) id() string { return uuid.Must(uuid.NewRandomFromReader(d.source)).String() }

// between is a time in a range.
func (d dice) between(from, to time.Duration) time.Duration {
	return from + time.Duration(d.Int64N(int64(to-from)))
}

// one in n times it is true.
func (d dice) oneIn(n int) bool { return d.IntN(n) == 0 }
