package fhir

import (
	"bytes"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func sampleResponse() ClaimResponse {
	at := Instant(time.Date(2026, 11, 21, 7, 30, 15, 250_999_000, time.UTC))
	return ClaimResponse{
		ID: "a", Meta: Meta{VersionID: "2", LastUpdated: at}, Status: "active", Use: "claim", Created: at, Outcome: "complete",
		Type:    Concept("http://terminology.hl7.org/CodeSystem/claim-type", "institutional", "Institutional"),
		Patient: ReferenceJSON{Reference: "https://x.example/fhir/Patient/1", Type: "Patient"},
		Insurer: ReferenceJSON{Identifier: &IdentifierJSON{Value: "SHA <&>"}},
		Request: ReferenceJSON{Reference: "https://x.example/fhir/Claim/a"},
		Item: []ResponseItem{{ItemSequence: 1, NoteNumber: []int{1}, Adjudication: []Adjudication{
			{Category: Concept("http://terminology.hl7.org/CodeSystem/adjudication", "submitted", ""), Amount: new(Cents(1050))},
		}}},
		Total:       []ResponseTotal{{Category: Concept("s", "c", "d"), Amount: Shillings(10)}},
		ProcessNote: []ProcessNote{{Number: 1, Type: "display", Text: "a note"}},
	}
}

// TestClaimResponse: what is written is R4, the same bytes each time, and reads back as it was.
func TestClaimResponse(t *testing.T) {
	body := sampleResponse().Encode()
	if err := Judge(body); err != nil {
		t.Error(err)
	}
	if !bytes.Equal(body, sampleResponse().Encode()) {
		t.Error("the same response is not the same bytes")
	}
	for _, part := range []string{`"resourceType":"ClaimResponse"`, `"lastUpdated":"2026-11-21T10:30:15.250+03:00"`, `{"value":10.5,"currency":"KES"}`, `SHA <&>`} {
		if !bytes.Contains(body, []byte(part)) {
			t.Errorf("%s is not in %s", part, body)
		}
	}
	read, err := DecodeClaimResponse(body)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(body), string(read.Encode())); diff != "" {
		t.Errorf("it reads back as another (-want +got):\n%s", diff)
	}
	if _, err := DecodeClaimResponse([]byte(`{"total":[{"amount":{"value":1.005}}]}`)); err == nil {
		t.Error("an amount of parts of a cent is read")
	}
}

func TestEncodeSearchset(t *testing.T) {
	for _, test := range []struct {
		name       string
		total      int
		self, next string
		entries    []SearchEntry
		want       string
	}{
		{"nothing", 0, "", "", nil, `{"resourceType":"Bundle","type":"searchset","total":0}`},
		{"a page", 2, "/s?a=1&b=2", "/s?page=2", []SearchEntry{
			{"https://x.example/fhir/Patient/1", []byte(`{"resourceType":"Patient","id":"1"}`), "match"},
			{"https://x.example/fhir/Patient/2", []byte(`{"resourceType":"Patient","id":"2"}`), "include"},
		}, `{"resourceType":"Bundle","type":"searchset","total":2,"link":[{"relation":"self","url":"/s?a=1&b=2"},{"relation":"next","url":"/s?page=2"}],` +
			`"entry":[{"fullUrl":"https://x.example/fhir/Patient/1","resource":{"resourceType":"Patient","id":"1"},"search":{"mode":"match"}},` +
			`{"fullUrl":"https://x.example/fhir/Patient/2","resource":{"resourceType":"Patient","id":"2"},"search":{"mode":"include"}}]}`},
		{"next alone", 1, "", "/n", nil, `{"resourceType":"Bundle","type":"searchset","total":1,"link":[{"relation":"next","url":"/n"}]}`},
	} {
		got := EncodeSearchset(test.total, test.self, test.next, test.entries)
		if diff := cmp.Diff(test.want, string(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
		if err := Judge(got); err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
	}
}
