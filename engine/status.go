package engine

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/bima-exchange/bima/fhir"
)

// StatusRequest asks for the status of claims.
type StatusRequest struct {
	// ClaimID and BundleID are the query's parameters; ClaimID is tried first.
	ClaimID  string
	BundleID string
	History  bool
	// Page is 1 for the first 100 claims.
	Page int
	// IfNoneMatch are the ETags that the caller has.
	IfNoneMatch []string
	// Wait is how long to wait for a change (Prefer: wait), at most 30 s.
	Wait time.Duration
	// Self is the url of the request as the caller sent it, for Bundle.link.
	Self string
}

// Status is the answer to a StatusRequest.
type Status struct {
	// Body is a searchset Bundle, empty where NotModified.
	Body []byte
	ETag string
	// NotModified: the caller has this answer already.
	NotModified bool
}

const (
	claimsPerPage = 100
	maxWait       = 30 * time.Second
	// waitStep is how often a waiting poll looks again.
	waitStep = 250 * time.Millisecond
)

// The order in which the namespaces are asked (api.md "Status").
var (
	claimIDOrder  = []AliasKind{ByClaimID, ByFullURL, ByIdentifier, ByMediator, ByBundleID}
	bundleIDOrder = []AliasKind{ByMediator, ByBundleID, ByClaimID, ByFullURL, ByIdentifier}
)

// Status answers what became of claims, from stored bytes. NotFound where nothing in the caller's
// scope has the id; Invalid where no id is given.
func (e *Engine) Status(ctx context.Context, caller Caller, request StatusRequest) (Status, error) {
	// The wall's clock and not the engine's: the caller waits in real time.
	deadline := time.Now().Add(min(request.Wait, maxWait))
	for {
		page, err := e.statusPage(ctx, caller, request)
		if err != nil {
			return Status{}, err
		}
		etag := statusETag(page, request)
		same := slices.Contains(request.IfNoneMatch, etag) || slices.Contains(request.IfNoneMatch, "*")
		changed := !same
		if len(request.IfNoneMatch) == 0 {
			changed = !slices.ContainsFunc(page.Rows, func(row StatusRow) bool { return row.State == Queued })
		}
		if changed || !time.Now().Add(waitStep).Before(deadline) {
			if same {
				return Status{ETag: etag, NotModified: true}, nil
			}
			body, err := e.searchset(ctx, caller, request, page)
			return Status{Body: body, ETag: etag}, err
		}
		select {
		case <-ctx.Done():
			return Status{}, Errorf(Busy, "the wait was broken off; ask again")
		case <-time.After(waitStep):
		}
	}
}

// statusPage finds the claims. The first namespace with a hit answers, with all its claims.
func (e *Engine) statusPage(ctx context.Context, caller Caller, request StatusRequest) (StatusPage, error) {
	if request.ClaimID == "" && request.BundleID == "" {
		return StatusPage{}, Errorf(Invalid, "neither claim_id nor bundle_id is given; ask with one of them")
	}
	for _, ask := range []struct {
		value string
		order []AliasKind
	}{{request.ClaimID, claimIDOrder}, {request.BundleID, bundleIDOrder}} {
		if ask.value == "" {
			continue
		}
		kinds, err := e.Claims.AliasKinds(ctx, caller.Scope, ask.value)
		if err != nil {
			return StatusPage{}, err
		}
		for _, kind := range ask.order {
			if slices.Contains(kinds, kind) {
				return e.Claims.ListStatus(ctx, StatusQuery{
					Scope: caller.Scope, Kind: kind, Value: ask.value,
					Offset: (max(request.Page, 1) - 1) * claimsPerPage, Limit: claimsPerPage,
				})
			}
		}
	}
	return StatusPage{}, Errorf(NotFound, "no claim with this id is known to you")
}

// statusETag is weak: over ids and versions, not over bytes.
func statusETag(page StatusPage, request StatusRequest) string {
	hash := sha256.New()
	fmt.Fprintf(hash, "%d %d %t", page.Total, max(request.Page, 1), request.History)
	for _, row := range page.Rows {
		fmt.Fprintf(hash, " %s %d", row.ClaimID, row.Version)
	}
	return `W/"` + hex.EncodeToString(hash.Sum(nil)[:12]) + `"`
}

// searchset puts the answer together: for each claim its current ClaimResponse, then its Claim,
// then, where asked for, its earlier ClaimResponses.
func (e *Engine) searchset(ctx context.Context, caller Caller, request StatusRequest, page StatusPage) ([]byte, error) {
	var entries []fhir.SearchEntry
	for _, row := range page.Rows {
		claim, err := claimFor(caller, row.Claim)
		if err != nil {
			return nil, err
		}
		responseURL := e.Base + "/ClaimResponse/" + row.ClaimID
		entries = append(entries,
			fhir.SearchEntry{FullURL: responseURL, Resource: row.Response, Mode: "match"},
			fhir.SearchEntry{FullURL: e.claimURL(row.ClaimID), Resource: claim, Mode: "include"})
		if !request.History {
			continue
		}
		versions, err := e.Claims.ListResponses(ctx, caller.Scope, row.ClaimID)
		if err != nil {
			return nil, err
		}
		for _, version := range slices.Backward(versions) {
			if version.Version < row.Version {
				entries = append(entries, fhir.SearchEntry{FullURL: responseURL, Resource: version.Body, Mode: "include"})
			}
		}
	}
	next := ""
	if number := max(request.Page, 1); number*claimsPerPage < page.Total {
		next = withPage(request.Self, number+1)
	}
	return fhir.EncodeSearchset(page.Total, request.Self, next, entries), nil
}

// credentials are the extensions of a Claim that are for its facility's eyes alone.
var credentials = []string{"provider-auth-token", "preauth-token"}

// claimFor is the stored Claim as a caller may see it. A facility gets its stored bytes.
func claimFor(caller Caller, claim []byte) ([]byte, error) {
	if caller.Role == Provider {
		return claim, nil
	}
	return fhir.WithoutExtensions(claim, credentials...)
}

// withPage is a url with another page.
func withPage(self string, page int) string {
	next, err := url.Parse(self)
	if err != nil {
		return ""
	}
	query := next.Query()
	query.Set("page", strconv.Itoa(page))
	next.RawQuery = query.Encode()
	return next.String()
}

// Body is a bundle byte for byte as it came, by its mediator_id. NotFound.
func (e *Engine) Body(ctx context.Context, caller Caller, mediator string) ([]byte, error) {
	return e.Claims.FindBody(ctx, caller.Scope, mediator)
}
