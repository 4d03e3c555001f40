package fhir

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
)

// ClaimResponse is the R4 ClaimResponse as the exchange writes it. Its JSON members stand in the
// order of this struct, so that equal responses are equal bytes. It is encoded once for each
// version; polls and callbacks send the stored bytes.
type ClaimResponse struct {
	ResourceType  string           `json:"resourceType"`
	ID            string           `json:"id"`
	Meta          Meta             `json:"meta"`
	Extension     []ExtensionJSON  `json:"extension,omitempty"`
	Identifier    []IdentifierJSON `json:"identifier,omitempty"`
	Status        string           `json:"status"`
	Type          ConceptJSON      `json:"type"`
	SubType       *ConceptJSON     `json:"subType,omitempty"`
	Use           string           `json:"use"`
	Patient       ReferenceJSON    `json:"patient"`
	Created       Instant          `json:"created"`
	Insurer       ReferenceJSON    `json:"insurer"`
	Requestor     *ReferenceJSON   `json:"requestor,omitempty"`
	Request       ReferenceJSON    `json:"request"`
	Outcome       string           `json:"outcome"`
	Disposition   string           `json:"disposition,omitempty"`
	PreAuthRef    string           `json:"preAuthRef,omitempty"`
	PreAuthPeriod *PeriodJSON      `json:"preAuthPeriod,omitempty"`
	Item          []ResponseItem   `json:"item"`
	Total         []ResponseTotal  `json:"total,omitempty"`
	Payment       *ResponsePayment `json:"payment,omitempty"`
	ProcessNote   []ProcessNote    `json:"processNote,omitempty"`
}

// Meta is Resource.meta.
type Meta struct {
	VersionID   string  `json:"versionId"`
	LastUpdated Instant `json:"lastUpdated"`
}

// ResponseItem is one ClaimResponse.item.
type ResponseItem struct {
	ItemSequence int            `json:"itemSequence"`
	NoteNumber   []int          `json:"noteNumber,omitempty"`
	Adjudication []Adjudication `json:"adjudication"`
}

// Adjudication is one ClaimResponse.item.adjudication.
type Adjudication struct {
	Category ConceptJSON  `json:"category"`
	Reason   *ConceptJSON `json:"reason,omitempty"`
	Amount   *Money       `json:"amount,omitempty"`
}

// ResponseTotal is one ClaimResponse.total.
type ResponseTotal struct {
	Category ConceptJSON `json:"category"`
	Amount   Money       `json:"amount"`
}

// ResponsePayment is ClaimResponse.payment.
type ResponsePayment struct {
	Type       ConceptJSON     `json:"type"`
	Adjustment *Money          `json:"adjustment,omitempty"`
	Date       string          `json:"date,omitempty"`
	Amount     Money           `json:"amount"`
	Identifier *IdentifierJSON `json:"identifier,omitempty"`
}

// ProcessNote is one ClaimResponse.processNote.
type ProcessNote struct {
	Number int    `json:"number"`
	Type   string `json:"type"`
	Text   string `json:"text"`
}

// Encode is the ClaimResponse in JSON.
func (r ClaimResponse) Encode() []byte {
	r.ResourceType = "ClaimResponse"
	return encode(r)
}

// DecodeClaimResponse reads what Encode wrote.
func DecodeClaimResponse(body []byte) (ClaimResponse, error) {
	var response ClaimResponse
	if err := json.Unmarshal(body, &response); err != nil {
		return ClaimResponse{}, fmt.Errorf("read stored ClaimResponse: %w", err)
	}
	return response, nil
}

// encode is encoding/json without its escapes for HTML, which FHIR does not need.
func encode(v any) []byte {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		// Only a type that JSON cannot hold gets here, and the types are ours.
		panic("encode " + fmt.Sprintf("%T", v) + ": " + err.Error())
	}
	return bytes.TrimSuffix(buffer.Bytes(), []byte("\n"))
}

// Instant is a FHIR instant, written in East Africa Time to the millisecond.
type Instant time.Time

const instantLayout = "2006-01-02T15:04:05.000-07:00"

// String is the instant as it is written.
func (i Instant) String() string { return time.Time(i).In(Nairobi).Format(instantLayout) }

// MarshalText is String.
func (i Instant) MarshalText() ([]byte, error) { return []byte(i.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (i *Instant) UnmarshalText(text []byte) error {
	t, err := time.Parse(instantLayout, string(text))
	*i = Instant(t)
	return err
}
