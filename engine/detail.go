package engine

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
)

// Detail is what an event tells beyond its members, for officers and for the audit: Event.Detail
// is its JSON. It names no person. The digests bind what stands in other tables to the chain.
type Detail struct {
	// JSON and Body are the SHA-256 of the Claim as it is stored and of the bundle as it came. The
	// first event has them.
	JSON []byte `json:"claim_sha256,omitempty"`
	Body []byte `json:"bundle_sha256,omitempty"`
	// Items is SumItems of the claim's items as they stand after the event.
	Items []byte `json:"items_sha256,omitempty"`
	// Decision is what the engine or an officer decided; nil where nothing was.
	Decision *Decision `json:"decision,omitempty"`
}

// Encode is the Detail in JSON.
func (d Detail) Encode() []byte {
	body, err := json.Marshal(d)
	if err != nil {
		panic("encode event detail: " + err.Error()) // types of ours always encode
	}
	return body
}

// ReadDetail reads what Encode wrote; of nothing it makes an empty Detail.
func ReadDetail(body []byte) (Detail, error) {
	var detail Detail
	if len(body) == 0 {
		return detail, nil
	}
	if err := json.Unmarshal(body, &detail); err != nil {
		return Detail{}, fmt.Errorf("read event detail: %w", err)
	}
	return detail, nil
}

// SumItems is the SHA-256 of a claim's items, with what was decided about them. The items are in
// ascending order of sequence.
func SumItems(items []Item) []byte {
	hash := sha256.New()
	for _, item := range items {
		fmt.Fprintf(hash, "%d|%s|%s|%s|%s|%d %s|%q|", item.Sequence, item.Code, item.Start, item.End,
			item.Quantity, item.Net.Cents, item.Net.Currency, item.Diagnosis)
		if item.Eligible != nil {
			fmt.Fprintf(hash, "eligible %d|", item.Eligible.Cents)
		}
		if item.Benefit != nil {
			fmt.Fprintf(hash, "benefit %d|", item.Benefit.Cents)
		}
		hash.Write([]byte{'\n'})
	}
	return hash.Sum(nil)
}
