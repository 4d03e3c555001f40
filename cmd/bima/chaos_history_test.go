package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"sync"
	"time"
)

// actKind is what somebody did in a run of faults.
type actKind string

const (
	submitted actKind = "submit"   // a bundle with at least one claim that was never sent before
	repeated  actKind = "repeat"   // a bundle whose claims were all sent before, whatever came of it
	polled    actKind = "poll"     // a question for the status of claims
	calledUp  actKind = "callback" // a callback of the exchange, and the receiver's answer
)

// act is one request and its answer. Its times are since the run began.
type act struct {
	Kind  actKind
	Began time.Duration
	Ended time.Duration
	// Claims are those in the bundle that was sent, those to which a poll's id leads, or the one
	// that a callback is of.
	Claims []string
	// Ask is the Bundle.id that was sent, the query of a poll (the id first), or a webhook-id.
	Ask string `json:",omitempty"`
	// Known: a bundle with the polled id was acknowledged before the poll began, so that it must
	// lead to all Claims and to no other.
	Known bool `json:",omitempty"`
	// Status is 0 where no answer came: then it is unknown whether the exchange did what it was asked.
	Status int
	// Answer is the body of an answer to a bundle, or what went wrong.
	Answer string `json:",omitempty"`
	// Seen are the ClaimResponses in the answer to a poll, or the one in a callback.
	Seen []seen `json:",omitempty"`
}

// unknown reports whether the exchange may or may not have done what it was asked.
func (a act) unknown() bool { return a.Status == 0 || a.Status >= 500 }

// seen is one version of a claim as somebody saw it.
type seen struct {
	Claim   string
	Version int
	State   string
	// Mediator is the acknowledgement under which the claim was accepted.
	Mediator string
	// Earlier: it was shown as a version of the past.
	Earlier bool `json:",omitempty"`
	// Digest is that of the ClaimResponse's bytes, Content that of the Claim beside it, if any.
	Digest  string
	Content string `json:",omitempty"`
}

// digest is a short name for bytes.
func digest(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:8])
}

// history is every act of a run, in the order of their ends. It only grows.
type history struct {
	start time.Time

	mu   sync.Mutex
	acts []act
}

func (h *history) now() time.Duration { return time.Since(h.start) }

// add ends an act now and keeps it.
func (h *history) add(a act) {
	h.mu.Lock()
	defer h.mu.Unlock()
	a.Ended = h.now()
	h.acts = append(h.acts, a)
}

// all are the acts so far.
func (h *history) all() []act {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.acts[:len(h.acts):len(h.acts)]
}

// ending is what stands in the exchange when the faults are over.
type ending struct {
	// Found are the claims that the exchange knows, of all that were ever sent.
	Found map[string]found
	// Stored is how many claims are in the store.
	Stored int
	// Faults are those that `bima audit verify` names.
	Faults []string
}

// found is a claim as the exchange tells of it in the end.
type found struct {
	// Total is how many claims its id leads to.
	Total    int
	Mediator string
	State    string
	// Versions are the digests of its ClaimResponses by version. A version that was shown twice
	// is in Twice.
	Versions map[int]string
	Twice    []int `json:",omitempty"`
}

// write keeps a run in a file, for whoever looks for the reason of a breach.
func (h *history) write(end ending) (string, error) {
	file, err := os.CreateTemp("", "bima-chaos-*.json")
	if err != nil {
		return "", err
	}
	defer file.Close()
	return file.Name(), json.NewEncoder(file).Encode(map[string]any{"acts": h.all(), "ending": end})
}
