package fhirtest

import (
	"strings"
	"testing"
)

const sound = `{"resourceType":"ClaimResponse","id":"c1",` +
	`"extension":[{"url":"https://x.example/fhir/StructureDefinition/claim-state-extension","valueCodeableConcept":{"coding":[` +
	`{"system":"https://x.example/fhir/CodeSystem/claim-state","code":"queued","display":"Queued"}]}},` +
	`{"url":"https://x.example/fhir/StructureDefinition/claim-expiry-extension","valueCodeableConcept":{"coding":[` +
	`{"system":"https://x.example/fhir/CodeSystem/claim-expiry","code":"expiry-date","display":"2026-01-31"}]}}],` +
	`"status":"active","type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/claim-type","code":"institutional"}]},` +
	`"use":"claim","patient":{"reference":"Patient/p"},"created":"2026-01-01T08:00:00+03:00","insurer":{"reference":"Organization/SHA"},` +
	`"request":{"reference":"Claim/c1"},"outcome":"queued",` +
	`"item":[{"itemSequence":1,"adjudication":[{"category":{"coding":[{"code":"submitted"}]},"amount":{"value":1.5,"currency":"KES"}}]}],` +
	`"total":[{"category":{"coding":[{"code":"submitted"}]},"amount":{"value":1.5,"currency":"KES"}}],` +
	`"processNote":[{"number":1,"type":"display","text":"queued"}]}`

func TestCheckClaimResponse_takesASoundOne(t *testing.T) {
	CheckClaimResponse(t, []byte(sound))
}

func TestClaimResponseFaults(t *testing.T) {
	for _, test := range []struct{ name, old, replacement, want string }{
		{"no JSON", sound, `{`, "no JSON object"},
		{"no R4", `"use":"claim"`, `"use":"cash"`, "google/fhir refuses it"},
		{"other resource", `"resourceType":"ClaimResponse"`, `"resourceType":"Claim"`, "resourceType is Claim"},
		{"other status", `"status":"active"`, `"status":"draft"`, "status is draft"},
		{"no request", `"request":{"reference":"Claim/c1"},`, ``, "request is missing"},
		{"no adjudication", `"adjudication":[{"category":{"coding":[{"code":"submitted"}]},"amount":{"value":1.5,"currency":"KES"}}]`, `"noteNumber":[1]`, "item[0].adjudication is missing"},
		{"total without currency", `"amount":{"value":1.5,"currency":"KES"}}],"processNote"`, `"amount":{"value":1.5}}],"processNote"`, "total[0].amount.currency is missing"},
		{"no state", "claim-state-extension", "other-extension", "0 claim-state extensions"},
		{"two states", "claim-expiry-extension", "claim-state-extension", "2 claim-state extensions"},
		{"unknown state", `"code":"queued"`, `"code":"waiting"`, `claim-state is "https://x.example/fhir/CodeSystem/claim-state" "waiting" "Queued"`},
		{"other base of the system", "https://x.example/fhir/CodeSystem/claim-state", "https://y.example/fhir/CodeSystem/claim-state", "claim-state is"},
		{"expiry that is no date", "2026-01-31", "soon", "claim-expiry is"},
		{"state without coding", `{"system":"https://x.example/fhir/CodeSystem/claim-state","code":"queued","display":"Queued"}`, ``, "has no valueCodeableConcept.coding"},
	} {
		t.Run(test.name, func(t *testing.T) {
			body := strings.Replace(sound, test.old, test.replacement, 1)
			if body == sound {
				t.Fatal("the test changes nothing")
			}
			faults := strings.Join(claimResponseFaults([]byte(body)), "\n")
			if !strings.Contains(faults, test.want) {
				t.Errorf("faults:\n%s\nwant %q among them", faults, test.want)
			}
		})
	}
}
