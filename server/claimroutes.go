package server

import "net/http"

// The parameters that several routes have.
var (
	preferHandling = Param{In: "header", Name: "Prefer", Text: "`handling=lenient` (the default) or `handling=strict`: how strictly the bundle is read. Rules that have two levels use the one of this."}
	ifNoneMatch    = Param{In: "header", Name: "If-None-Match", Text: "The `ETag` of an earlier answer. Where it still holds the answer is 304 without a body."}
)

// statusPath is where the status of claims is asked.
const statusPath = "/v1/shr-med/claim-status"

// bundleContent are the forms in which a bundle may come.
var bundleContent = []Content{{typeFHIR, "Bundle"}, {typeJSON, "Bundle"}}

// outcomeContent is an OperationOutcome.
var outcomeContent = []Content{{typeFHIR, "OperationOutcome"}}

// claimRoutes take claims in and say what became of them.
func (s *Server) claimRoutes() Group {
	submit := Route{
		Method: http.MethodPost, Path: "/v1/shr-med/bundle", May: providers, handle: s.submitBundle,
		Description: Description{
			Name:    "submitBundle",
			Summary: "Send claims and preauthorizations",
			Text: "Takes a FHIR Bundle of type `message` with one or more Claims and everything that they refer to. 202 means that the claims are on disk. What becomes of them is answered by the claim status and sent to the callbacks of the facility.\n\n" +
				"Send again whatever got no answer, as often as you like: a `Claim.id` that is known gets the same bytes as the first time, and no rule is asked again.",
			Params: []Param{{In: "header", Name: "Prefer", Text: preferHandling.Text +
				" `return=OperationOutcome` adds the findings of the first check to the acknowledgement, as `outcome`."}},
			Takes: bundleContent,
			Gives: []Answer{{
				Status: http.StatusAccepted, Text: "Accepted, now or before.", Content: []Content{{typeJSON, "Acknowledgement"}},
				Headers: []string{"Content-Location", "Preference-Applied", "X-Bima-Duplicate"},
			}},
			Refuses: []int{http.StatusBadRequest, http.StatusConflict, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity},
			Means:   Interaction{Message: true},
		},
	}
	status := Route{
		Method: http.MethodGet, Path: statusPath, May: claimReaders, handle: s.readStatus,
		Description: Description{
			Name:    "readClaimStatus",
			Summary: "Ask what became of claims",
			Text: "Answers a searchset: for each claim, oldest first, its ClaimResponse (`match`) and the Claim as it was read (`include`). The state of the claim is in the extension `claim-state-extension` of the ClaimResponse.\n\n" +
				"One of `claim_id` and `bundle_id` is needed. Each finds a claim by its Claim.id, the id in its fullUrl, its identifier, its mediator_id and every Bundle.id that it came in.",
			Params: []Param{
				{In: "query", Name: "claim_id", Text: "An id of the claim; it is looked for as a Claim.id first."},
				{In: "query", Name: "bundle_id", Text: "An id of the bundle; it is looked for as a mediator_id first.", Example: "0c7a3f4e-5d0b-4c0e-9a35-6f1f5b7f2a01"},
				{In: "query", Name: "history", Text: "`true`: with all earlier ClaimResponses of each claim.", Type: "boolean"},
				{In: "query", Name: "page", Text: "The page, from 1 on; 100 claims are on one. The link `next` leads to it.", Type: "integer"},
				ifNoneMatch,
				{In: "header", Name: "Prefer", Text: "`wait=N`: wait up to N seconds, 30 at the most, until the `ETag` of `If-None-Match` no longer holds or, without one, until no claim is queued."},
			},
			Gives: []Answer{
				{Status: http.StatusOK, Text: "The claims.", Content: []Content{{typeFHIR, "ClaimStatus"}}, Headers: []string{"ETag", "Preference-Applied"}},
				{Status: http.StatusNotModified, Text: "Nothing has changed.", Headers: []string{"ETag", "Preference-Applied"}},
			},
			Refuses: []int{http.StatusBadRequest, http.StatusNotFound},
		},
	}
	raw := Route{
		// The body as it came holds the tokens of the facility, which nobody else may see.
		Method: http.MethodGet, Path: "/v1/bundles/:mediator_id/raw", May: providers, handle: s.readRaw,
		Description: Description{
			Name:    "readRawBundle",
			Summary: "Read a bundle byte for byte as it came",
			Params:  []Param{{In: "path", Name: "mediator_id", Text: "The mediator_id of the acknowledgement.", Example: "0c7a3f4e-5d0b-4c0e-9a35-6f1f5b7f2a01"}},
			Gives:   []Answer{{Status: http.StatusOK, Text: "The bundle.", Content: []Content{{typeFHIR, "Bundle"}}}},
			Refuses: []int{http.StatusNotFound},
		},
	}
	return Group{
		Name: "Claims", Text: "Send claims, and ask what became of them.",
		Routes: append(submit.also("/v1/shr-med/post-bundle"), status, raw),
	}
}
