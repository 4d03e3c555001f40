package server

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"time"

	"github.com/bima-exchange/bima/engine"
)

// cursor is the place at which a list goes on, and what the list is of: with another question it would
// lead into the middle of nowhere.
type cursor struct {
	engine.ClaimPlace
	Of string `json:"of"`
}

// longestCursor is more characters than any cursor of ours has.
const longestCursor = 400

// writeCursor is the opaque text of a place in the list of a filter; empty for none.
func writeCursor(place *engine.ClaimPlace, filter engine.ClaimFilter) string {
	if place == nil {
		return ""
	}
	text, err := json.Marshal(cursor{*place, questionOf(filter)})
	if err != nil {
		panic("encode cursor: " + err.Error()) // instants of the store always encode
	}
	return base64URL(text)
}

// readCursor reads what writeCursor wrote for the same question; nil for an empty text.
func readCursor(text string, filter engine.ClaimFilter) (*engine.ClaimPlace, error) {
	if text == "" {
		return nil, nil
	}
	var read cursor
	body, err := base64.RawURLEncoding.DecodeString(text)
	if err == nil {
		err = json.Unmarshal(body, &read)
	}
	if err != nil || len(text) > longestCursor || read.ID == "" {
		return nil, engine.Errorf(engine.Invalid, "the cursor cannot be read; send the next of an answer as it is, or none")
	}
	if read.Of != questionOf(filter) {
		return nil, engine.Errorf(engine.Invalid, "the cursor belongs to another question; send it with the parameters of the page that gave it, or none")
	}
	read.At = read.At.UTC()
	return &read.ClaimPlace, nil
}

// questionOf is a digest of what a list is of: the filter without its place, its page size, and the
// instant by which something is overdue, which goes on between two pages.
func questionOf(filter engine.ClaimFilter) string {
	overdue := !filter.OverdueAt.IsZero()
	filter.After, filter.Limit, filter.OverdueAt, filter.Scope = nil, 0, time.Time{}, engine.Scope{}
	text, err := json.Marshal(struct {
		Filter  engine.ClaimFilter
		Overdue bool
	}{filter, overdue})
	if err != nil {
		panic("encode filter: " + err.Error()) // a filter holds text and days alone
	}
	sum := sha256.Sum256(text)
	return base64URL(sum[:9])
}
