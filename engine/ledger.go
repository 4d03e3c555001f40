package engine

import (
	"crypto/sha256"
	"encoding/binary"
	"time"
)

// Event is one thing that happened to a claim. Events are never changed or removed; each carries
// the hash of the one before it for the same claim.
type Event struct {
	ClaimID string
	// Number is 1 for the acceptance and goes up by one: it is the claim's Version after it.
	Number int
	At     time.Time
	// Actor is the client that did it, "engine" or "sweeper".
	Actor string
	On    Action
	From  State
	To    State
	// Detail is the JSON of a Detail.
	Detail []byte
	// Digest is the SHA-256 of the ClaimResponse version that came of it, else empty.
	Digest []byte
	// Prev is the Hash of the event before, empty for the first.
	Prev []byte
	Hash []byte
	// Seal is the number of the seal that covers the event, 0 while none does.
	Seal int64
}

// Chain sets Prev and Hash.
func (e Event) Chain(prev []byte) Event {
	e.Prev = prev
	e.Hash = e.Sum()
	return e
}

// Sum is the hash that the event must carry, over every member but Hash and Seal.
func (e Event) Sum() []byte {
	return digest([]byte("event"), []byte(e.ClaimID), number(int64(e.Number)), instant(e.At),
		[]byte(e.Actor), []byte(e.On), []byte(e.From), []byte(e.To), e.Detail, e.Digest, e.Prev)
}

// AuditRow is something that happened beside the claims: a bundle refused, a copy that differed,
// a client added. It names no person.
type AuditRow struct {
	ID     string
	At     time.Time
	Actor  string
	Action string
	// Target is what it was done to: a claim id, a client id, a facility.
	Target string
	// Detail is JSON.
	Detail []byte
	Hash   []byte
	Seal   int64
}

// Sum is the hash that the row must carry, over every member but Hash and Seal.
func (a AuditRow) Sum() []byte {
	return digest([]byte("audit"), []byte(a.ID), instant(a.At), []byte(a.Actor), []byte(a.Action),
		[]byte(a.Target), a.Detail)
}

// Seal covers all events and audit rows that no seal before it covers.
type Seal struct {
	// Number is 1, 2, 3 …
	Number int64
	At     time.Time
	// Rows is how many rows it covers.
	Rows int
	Prev []byte
	Hash []byte
}

// Sum is the hash that the seal must carry: over its number, time, the seal before, and the hashes
// of the rows that it covers, in ascending order of their bytes.
func (s Seal) Sum(rows [][]byte) []byte {
	parts := append([][]byte{[]byte("seal"), number(s.Number), instant(s.At), s.Prev}, rows...)
	return digest(parts...)
}

// AuditReport is what a check of the ledger found.
type AuditReport struct {
	Claims, Events, AuditRows, Seals int
	// Unsealed is how many rows wait for a seal.
	Unsealed int
	// Faults are sentences, each naming a row and what is wrong with it; empty: all is well.
	Faults []string
}

// digest hashes parts with their lengths, so that no two lists of parts hash alike.
func digest(parts ...[]byte) []byte {
	hash := sha256.New()
	for _, part := range parts {
		hash.Write(number(int64(len(part))))
		hash.Write(part)
	}
	return hash.Sum(nil)
}

func number(n int64) []byte { return binary.BigEndian.AppendUint64(nil, uint64(n)) }

// instant is in whole microseconds, as the store keeps it.
func instant(t time.Time) []byte { return number(t.UnixMicro()) }
