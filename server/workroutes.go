package server

import (
	"maps"
	"net/http"
	"slices"

	"github.com/bima-exchange/bima/engine"
)

var (
	// fileReaders read claims by the work that there is; a finance officer those from approved on, as far
	// as the engine lets.
	fileReaders = append(slices.Clone(claimReaders), engine.FinanceOfficer)
	assigners   = []engine.Role{engine.ClaimsOfficer, engine.ClinicalOfficer, engine.SHAOfficer, engine.FinanceOfficer}
)

// workRoutes are for those who work on claims: the payer's people, and facilities that are asked.
func (s *Server) workRoutes() Group {
	routes := []Route{s.listRoute(), s.fileRoute(), s.explanationRoute(), s.assignRoute()}
	return Group{
		Name: "Work on claims",
		Text: "What people do with a claim after the engine, step by step. Each step names the version of the claim that the caller has seen (`If-Match`) and answers where the claim stands then.\n\n" +
			"Officers see every claim, a facility its own. The examples of the payer's people want the token of such a client: `bima dev` has `demo-officer`, `demo-clinical`, `demo-sha` and `demo-finance`, each with the same secret.",
		Routes: append(append(routes, s.actionRoutes()...), s.documentRoute()),
	}
}

func (s *Server) listRoute() Route {
	return Route{
		Method: http.MethodGet, Path: "/v1/claims", May: fileReaders, handle: s.listClaims,
		Description: Description{
			Name:    "listClaims",
			Summary: "List claims by what there is to do",
			Text:    "A page goes on behind the last claim of the page before, so that none is told twice or left out while claims come in. A facility gets its own, and cannot ask who has them in hand.",
			Params: []Param{
				{In: "query", Name: "state", Text: "Only those in one of these states: parted by commas, or given several times.", Example: "in-review"},
				{In: "query", Name: "use", Text: "Only those of this use.", Values: []string{string(engine.UseClaim), string(engine.UsePreauthorization)}},
				{In: "query", Name: "facility", Text: "Only those of this facility, by its id in the facility registry."},
				{In: "query", Name: "patient", Text: "Only those of this member, by the SHA number."},
				{In: "query", Name: "from", Text: "Only those received on this day or later."},
				{In: "query", Name: "to", Text: "Only those received on this day or earlier."},
				{In: "query", Name: "assigned", Text: "Only those that this officer has in hand: a client id, `me`, or `none` for those that nobody has."},
				{In: "query", Name: "overdue", Text: "`true`: only those whose state is overdue.", Type: "boolean"},
				{In: "query", Name: "sort", Text: "`received` (the default): the oldest first; `-received`: the newest first; `due`: those that are overdue, then those that are due next.", Values: []string{string(engine.ByReceived), string(engine.ByNewest), string(engine.ByDue)}},
				{In: "query", Name: "cursor", Text: "The `next` of the page before, with its other parameters."},
				{In: "query", Name: "count", Text: "How many are on a page: 50 where it is not given, at most 200.", Type: "integer"},
			},
			Gives:   []Answer{{Status: http.StatusOK, Text: "The claims.", Content: []Content{{typeJSON, "ClaimList"}}}},
			Refuses: []int{http.StatusBadRequest},
		},
	}
}

func (s *Server) fileRoute() Route {
	return Route{
		Method: http.MethodGet, Path: "/v1/claims/:claim_id", May: fileReaders, handle: s.readClaim,
		Description: Description{
			Name:    "readClaim",
			Summary: "Read a claim",
			Text:    "The payer's people get its file: the Claim, what was decided with all findings, proposals, events and documents. A finance officer gets those from approved on, without diagnoses, findings and attachments. A facility gets what the claim status tells. The `ETag` is that of the claim, which every step wants back.",
			Params:  []Param{claimParam, ifNoneMatch},
			Gives: []Answer{
				{Status: http.StatusOK, Text: "The claim.", Content: []Content{{typeJSON, "ClaimFile"}, {typeFHIR, "ClaimStatus"}}, Headers: []string{"ETag"}},
				{Status: http.StatusNotModified, Text: "Nothing has happened to it.", Headers: []string{"ETag"}},
			},
			Refuses: []int{http.StatusNotFound},
		},
	}
}

func (s *Server) explanationRoute() Route {
	return Route{
		Method: http.MethodGet, Path: "/v1/claims/:claim_id/explanation", May: claimReaders, handle: s.explainClaim,
		Description: Description{
			Name:    "explainClaim",
			Summary: "Ask why a claim is paid what it is",
			Text:    "The sum of each item with the figures of the rules, so that it can be redone by hand. A facility gets what it may know in the state of the claim, with the texts that are meant for it.",
			Params:  []Param{claimParam},
			Gives:   []Answer{{Status: http.StatusOK, Text: "The explanation.", Content: []Content{{typeJSON, "Explanation"}}}},
			Refuses: []int{http.StatusNotFound},
		},
	}
}

func (s *Server) assignRoute() Route {
	return Route{
		Method: http.MethodPost, Path: "/v1/claims/:claim_id/assign", May: assigners, handle: s.assignClaim,
		Description: Description{
			Name:    "assignClaim",
			Summary: "Give a claim to an officer",
			Text:    "`to` is the client id of an officer, `me`, or empty for nobody. It changes nothing that the facility sees, and whoever may decide still may.",
			Params:  []Param{claimParam, ifMatch},
			Takes:   []Content{{typeJSON, "Assignment"}}, Example: "assignClaim.body",
			Gives:   []Answer{standingAnswer},
			Refuses: stepRefusals,
		},
	}
}

func (s *Server) documentRoute() Route {
	content := []Content{{typeFHIR, "DocumentReference"}}
	for _, contentType := range slices.Sorted(maps.Keys(documentContents)) {
		content = append(content, Content{answeredAs(contentType), ""})
	}
	return Route{
		Method: http.MethodGet, Path: "/v1/claims/:claim_id/documents/:document_id", May: claimReaders, handle: s.readClaimDocument,
		Description: Description{
			Name:    "readDocument",
			Summary: "Read a document that was added to a claim",
			Text:    "As it came, to be saved. One that was given as a url is answered as the DocumentReference that names it.",
			Params:  []Param{claimParam, {In: "path", Name: "document_id", Text: "The id of the document, from the file of the claim.", Example: "3f0c6f0e-6f5e-4d5b-9d0b-0c6f1f4f2b11"}},
			Gives:   []Answer{{Status: http.StatusOK, Text: "The document.", Content: content, Headers: []string{"Content-Disposition"}}},
			Refuses: []int{http.StatusNotFound},
		},
	}
}
