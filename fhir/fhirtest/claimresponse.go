// Package fhirtest checks what the exchange writes, for the tests of other packages.
package fhirtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/bima-exchange/bima/fhir"
)

// CheckClaimResponse fails the test where body is no sound R4 ClaimResponse or not what the eClaims
// profile of the ClaimResponse and the claim-state extension ask of one.
func CheckClaimResponse(t testing.TB, body []byte) {
	t.Helper()
	for _, fault := range claimResponseFaults(body) {
		t.Errorf("ClaimResponse: %s", fault)
	}
	if t.Failed() {
		t.Logf("%s", body)
	}
}

// states are the displays of the claim states by their code.
var states = map[string]string{
	"queued":                      "Queued",
	"approved":                    "Approved",
	"rejected":                    "Rejected",
	"in-review":                   "In Review",
	"clinical-review":             "Clinical Review",
	"sent-for-payment-processing": "Sent for payment processing",
	"sent-to-surveillance":        "Sent to surveillance",
	"payment-completed":           "Payment completed",
	"payment-declined":            "Payment declined",
	"sent-back":                   "Returned Back",
	"canceled":                    "Canceled",
}

// required are the elements that the profile wants at least once, in every object that stands
// before the last dot.
var required = []string{
	"id", "extension", "status", "type", "use", "patient", "created", "insurer", "request", "outcome", "item",
	"item.itemSequence", "item.adjudication", "item.adjudication.category",
	"total.category", "total.amount", "total.amount.currency",
	"processNote.text",
}

func claimResponseFaults(body []byte) []string {
	var faults []string
	if err := fhir.Judge(body); err != nil {
		faults = append(faults, fmt.Sprintf("google/fhir refuses it: %v", err))
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var response map[string]any
	if err := decoder.Decode(&response); err != nil {
		return append(faults, fmt.Sprintf("it is no JSON object: %v", err))
	}
	if response["resourceType"] != "ClaimResponse" {
		faults = append(faults, fmt.Sprintf("resourceType is %v", response["resourceType"]))
	}
	if response["status"] != "active" {
		faults = append(faults, fmt.Sprintf("status is %v, the profile fixes active", response["status"]))
	}
	for _, path := range required {
		faults = append(faults, missing(response, "", path)...)
	}
	return append(faults, stateFaults(response)...)
}

// missing are the places below value at which path ends in nothing.
func missing(value any, at, path string) []string {
	name, rest, below := strings.Cut(path, ".")
	var faults []string
	for i, parent := range values(value) {
		here := at
		if _, list := value.([]any); list {
			here = fmt.Sprintf("%s[%d]", at, i)
		}
		object, _ := parent.(map[string]any)
		here = strings.TrimPrefix(here+"."+name, ".")
		child, ok := object[name]
		switch {
		case !below && (!ok || len(values(child)) == 0):
			faults = append(faults, here+" is missing")
		case below && ok:
			faults = append(faults, missing(child, here, rest)...)
		}
	}
	return faults
}

func values(value any) []any {
	if list, ok := value.([]any); ok {
		return list
	}
	return []any{value}
}

// stateFaults checks the claim-state extension (once) and claim-expiry (at most once).
func stateFaults(response map[string]any) []string {
	const state, expiry = "/StructureDefinition/claim-state-extension", "/StructureDefinition/claim-expiry-extension"
	count := map[string]int{}
	var faults []string
	for _, value := range values(response["extension"]) {
		extension, _ := value.(map[string]any)
		url, _ := extension["url"].(string)
		for _, suffix := range []string{state, expiry} {
			if base, ok := strings.CutSuffix(url, suffix); ok {
				count[suffix]++
				faults = append(faults, codingFaults(base, suffix == state, extension)...)
			}
		}
	}
	if count[state] != 1 {
		faults = append(faults, fmt.Sprintf("%d claim-state extensions, the profile wants one", count[state]))
	}
	if count[expiry] > 1 {
		faults = append(faults, fmt.Sprintf("%d claim-expiry extensions, the profile takes one", count[expiry]))
	}
	return faults
}

func codingFaults(base string, isState bool, extension map[string]any) []string {
	concept, _ := extension["valueCodeableConcept"].(map[string]any)
	codings, _ := concept["coding"].([]any)
	if len(codings) == 0 {
		return []string{fmt.Sprintf("%v has no valueCodeableConcept.coding", extension["url"])}
	}
	coding, _ := codings[0].(map[string]any)
	system, _ := coding["system"].(string)
	code, _ := coding["code"].(string)
	display, _ := coding["display"].(string)
	if !isState {
		_, err := fhir.ParseDate(display)
		if system != base+"/CodeSystem/claim-expiry" || !slices.Contains([]string{"expiry-date", "expired"}, code) || err != nil {
			return []string{fmt.Sprintf("claim-expiry is %q %q %q", system, code, display)}
		}
		return nil
	}
	if system != base+"/CodeSystem/claim-state" || states[code] == "" || states[code] != display {
		return []string{fmt.Sprintf("claim-state is %q %q %q", system, code, display)}
	}
	return nil
}
