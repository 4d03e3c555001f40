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
	// Stated is the SHA-256 of what the bundle says of patient, facility and papers. The first event has it.
	Stated []byte `json:"stated_sha256,omitempty"`
	// Decision is what the engine or an officer decided; nil where nothing was.
	Decision *Decision `json:"decision,omitempty"`
	// Reason and Note are those that a person gave.
	Reason Reason `json:"reason,omitempty"`
	Note   string `json:"note,omitempty"`
	// Proposal is what the first of two officers would approve.
	Proposal *Proposal `json:"proposal,omitempty"`
	// Payment is what the paying system said.
	Payment *Payment `json:"payment,omitempty"`
	// Assigned is the officer to whom the claim was given.
	Assigned string `json:"assigned,omitempty"`
	// Documents are those that were added.
	Documents []DocumentSum `json:"documents,omitempty"`
	// Copy is the digest of a copy with other content that came while the claim was sent back.
	Copy []byte `json:"copy_sha256,omitempty"`
	// Replaced is the claim that took the place of this one.
	Replaced string `json:"replaced_by,omitempty"`
}

// DocumentSum binds a document to the event that added it.
type DocumentSum struct {
	ID string `json:"id"`
	// Sum is the SHA-256 of its url and content.
	Sum []byte `json:"sha256"`
}

// SumDocument is the SHA-256 of a document's url and content.
func SumDocument(document Document) []byte {
	sum := sha256.Sum256(append([]byte(document.URL), document.Body...))
	return sum[:]
}

// Proposal is what the first officer would approve (api.md "Second officer").
type Proposal struct {
	Officer string `json:"officer"`
	// Benefits are cents by the sequence of the item, Reasons likewise why an item gets less.
	Benefits map[int]int64  `json:"benefits"`
	Reasons  map[int]Reason `json:"reasons,omitempty"`
	Override bool           `json:"override,omitempty"`
	Reason   Reason         `json:"reason,omitempty"`
	Decision Decision       `json:"decision"`
}

func (p Proposal) reason(sequence int) Reason { return p.Reasons[sequence] }

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
		if item.Scheme != "" {
			fmt.Fprintf(hash, "scheme %s|", item.Scheme)
		}
		if !item.At.IsZero() {
			fmt.Fprintf(hash, "at %d|", item.At.Unix())
		}
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

// SumStated is the SHA-256 of what a bundle says of patient, facility and papers.
func SumStated(stated Stated) []byte {
	text, err := json.Marshal(stated)
	if err != nil {
		panic("encode what a bundle says: " + err.Error()) // types of ours always encode
	}
	sum := sha256.Sum256(text)
	return sum[:]
}
