package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/bima-exchange/bima/fhir"
)

// claimStatus is one claim of a status answer.
type claimStatus struct {
	Claim    string   `json:"claim"`
	Use      string   `json:"use"`
	State    string   `json:"state"`
	Version  string   `json:"version"`
	Outcome  string   `json:"outcome"`
	Totals   []string `json:"totals,omitempty"`
	Notes    []string `json:"notes,omitempty"`
	response fhir.ClaimResponse
}

// statusAnswer is one answer of claim-status, asked with its history.
type statusAnswer struct {
	etag string
	// claims are the claims as they stand.
	claims []claimStatus
	// versions are all versions of all claims, the older ones of a claim first.
	versions []claimStatus
}

// queued reports whether the engine still has to look at a claim.
func (s statusAnswer) queued() bool {
	for _, claim := range s.claims {
		if claim.State == "queued" {
			return true
		}
	}
	return false
}

// status asks for the status of claims by one parameter. With an etag it waits for a change, for
// up to 30 seconds, and returns false where nothing changed.
func (a *api) status(ctx context.Context, parameter, id, etag string) (statusAnswer, bool, error) {
	header := http.Header{}
	if etag != "" {
		header.Set("If-None-Match", etag)
		header.Set("Prefer", "wait=30")
	}
	got, err := a.call(ctx, http.MethodGet, "/v1/shr-med/claim-status?history=true&"+parameter+"="+url.QueryEscape(id), nil, header)
	if err != nil || got.Status == http.StatusNotModified {
		return statusAnswer{}, false, err
	}
	if !got.ok() {
		return statusAnswer{}, false, got.problem()
	}
	var bundle struct {
		Entry []struct {
			Resource json.RawMessage
			Search   struct{ Mode string }
		}
	}
	if err := json.Unmarshal(got.Body, &bundle); err != nil {
		return statusAnswer{}, false, fmt.Errorf("the status cannot be read: %w", err)
	}
	read := statusAnswer{etag: got.Header.Get("ETag")}
	for _, entry := range bundle.Entry {
		var kind struct{ ResourceType string }
		if json.Unmarshal(entry.Resource, &kind) != nil || kind.ResourceType != "ClaimResponse" {
			continue
		}
		response, err := fhir.DecodeClaimResponse(entry.Resource)
		if err != nil {
			return statusAnswer{}, false, err
		}
		status := statusOf(response)
		if entry.Search.Mode == "match" {
			read.claims = append(read.claims, status)
		}
		read.versions = append(read.versions, status)
	}
	slices.SortStableFunc(read.versions, func(a, b claimStatus) int { return cmp.Compare(a.number(), b.number()) })
	return read, true, nil
}

// statusOf is what people want to know of a ClaimResponse.
func statusOf(response fhir.ClaimResponse) claimStatus {
	status := claimStatus{
		Claim: response.ID, Use: response.Use, State: stateOf(response), Version: response.Meta.VersionID,
		Outcome: response.Outcome, response: response,
	}
	for _, total := range response.Total {
		status.Totals = append(status.Totals, total.Category.Coding[0].Code+" "+total.Amount.String())
	}
	for _, note := range response.ProcessNote {
		status.Notes = append(status.Notes, note.Text)
	}
	return status
}

// stateOf is the code in the claim-state extension.
func stateOf(response fhir.ClaimResponse) string {
	for _, extension := range response.Extension {
		if strings.HasSuffix(extension.URL, "/claim-state-extension") && len(extension.Concept.Coding) > 0 {
			return extension.Concept.Coding[0].Code
		}
	}
	return ""
}

// number is the version as a number, 0 where it is none.
func (s claimStatus) number() int {
	number, err := strconv.Atoi(s.Version)
	if err != nil {
		return 0
	}
	return number
}

// show prints a claim's status in one line, and its notes under it.
func (s claimStatus) show(out *terminal) {
	out.linef("%s  %s %s  version %s  %s", stateWord(out, s.State), s.Use, s.Claim, s.Version, strings.Join(s.Totals, "  "))
	for _, note := range s.Notes {
		out.linef("    %s", out.faint(note))
	}
}

// stateWord is a state in its colour.
func stateWord(out *terminal, state string) string {
	switch state {
	case "approved", "payment-completed":
		return out.good(state)
	case "rejected", "canceled", "payment-declined":
		return out.bad(state)
	}
	return out.doubt(state)
}
