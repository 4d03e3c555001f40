package server

import (
	"net/http"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/engine"
)

// claimParam is the claim that a path names.
var claimParam = Param{In: "path", Name: "claim_id", Text: "The Claim.id.", Example: "a1b5cd43-6e97-4d30-a408-bdaf71829e51"}

// step is an action of people as a route.
type step struct {
	on                  engine.Action
	name, summary, text string
	read                readAction
	takes               []Content
	// gives are the answers beside where the claim stands.
	gives []Answer
}

// steps are the actions of people, in the order of a claim's way.
func (s *Server) steps() []step {
	reasoned := []Content{{typeJSON, "ReasonAndNote"}}
	payment := []Content{{typeJSON, "PaymentReport"}}
	return []step{{
		on: engine.Approve, name: "approveClaim", summary: "Approve a claim or a preauthorization", read: readApproval,
		takes: []Content{{typeJSON, "ApprovalRequest"}},
		text: "Pays each item what it can have: the least of what was submitted, the tariff, and what the limits and the preauthorization leave. `items` gives some of them less, each with a reason. `override` passes tariff and limit, needs a reason, and always a second officer.\n\n" +
			"Where a second officer is needed the answer is 202: the claim stays where it is until another officer of the role approves the same amounts, by naming them or by sending no `items`. Other amounts are a new proposal, and any other step drops it.",
		gives: []Answer{{Status: http.StatusAccepted, Text: "Proposed: another officer has to approve the same.", Content: []Content{{typeJSON, "ClaimStanding"}}, Headers: []string{"ETag"}}},
	}, {
		on: engine.Reject, name: "rejectClaim", summary: "Reject a claim or a preauthorization", read: readOpinion, takes: reasoned,
		text: "A reason is needed. The facility reads it, and the note.",
	}, {
		on: engine.SendBack, name: "sendClaimBack", summary: "Send a claim back to its facility", read: readOpinion, takes: reasoned,
		text: "A reason is needed, and a note that says what is missing: the facility reads both, and until when it may answer.",
	}, {
		on: engine.ReferClinical, name: "referClaimToClinicalReview", summary: "Ask a clinical officer", read: readOpinion, takes: reasoned,
	}, {
		on: engine.ReferSurveillance, name: "referClaimToSurveillance", summary: "Send a claim to surveillance", read: readOpinion, takes: reasoned,
		text: "A reason is needed. The facility learns that the claim is under further review and nothing else.",
	}, {
		on: engine.Resume, name: "resumeClaim", summary: "Give a claim back from surveillance", read: readOpinion, takes: reasoned,
		text: "It goes to where it came from; one that came from the engine goes to review.",
	}, {
		on: engine.SendToPayment, name: "sendClaimForPayment", summary: "Tell that a claim was sent to the paying system", read: readPayment, takes: payment,
		text: "`reference` is the paying system's own number. The same reference again is answered alike.",
	}, {
		on: engine.CompletePayment, name: "completePayment", summary: "Tell that a claim was paid", read: readPayment, takes: payment,
		text: "`date` is needed. The amount is the benefit less the adjustment; one of the two is enough, and without both the benefit was paid. The same reference again is answered alike.",
	}, {
		on: engine.DeclinePayment, name: "declinePayment", summary: "Tell that the paying system declined", read: readPayment, takes: payment,
		text: "A reason is needed. The same reference again is answered alike.",
	}, {
		on: engine.AddDocuments, name: "addDocument", summary: "Answer a claim that was sent back with documents", read: s.readDocuments,
		takes: []Content{{typeFHIR, "DocumentReference"}, {typeMultipart, "DocumentForm"}},
		text: "The claim goes to where it was sent back from. All that is wanted goes in one request: a DocumentReference whose type (or category) says what it is and whose attachments, each a document, have it as `data` or name an https `url`, which is kept and never followed; or a form of the parts `type`, `title` and `file`, in this order for each of several. At most 20 documents and 10 MiB.\n\n" +
			"Taken are " + documentTypes() + "; the bytes have to be what is said.",
	}, {
		on: engine.Withdraw, name: "withdrawClaim", summary: "Withdraw a claim or a preauthorization", read: readOpinion, takes: reasoned,
		text: "An approved preauthorization can be withdrawn as long as no claim has used it.",
	}, {
		on: engine.Appeal, name: "appealClaim", summary: "Appeal against a rejection", read: readOpinion, takes: reasoned,
		text: "Once, and within the days that the payer has set. A reason is needed. Another officer than the one who refused decides.",
	}}
}

// actionRoutes are the routes of the actions of people.
func (s *Server) actionRoutes() []Route {
	var routes []Route
	for _, step := range s.steps() {
		route := Route{
			Method: http.MethodPost, Path: "/v1/claims/:claim_id/" + string(step.on), May: actors(step.on), handle: s.act(step.on, step.read),
			Description: Description{
				Name: step.name, Summary: step.summary, Text: step.text, Params: []Param{claimParam, ifMatch}, Takes: step.takes,
				Gives:   append([]Answer{standingAnswer}, step.gives...),
				Refuses: stepRefusals, Example: step.name + ".body",
			},
		}
		if step.on == engine.AddDocuments { // what is wrong with a document is wrong with the body
			route.Refuses = slices.DeleteFunc(slices.Clone(route.Refuses), func(status int) bool { return status == http.StatusUnprocessableEntity })
		}
		if reasons := engine.ActionReasons(step.on); len(reasons) > 0 {
			route.Text = strings.TrimSpace(route.Text + "\n\nReasons: `" + strings.Join(strings.Split(wordsOf(reasons), ", "), "`, `") + "`.")
		}
		routes = append(routes, route)
	}
	return routes
}

// standingAnswer is where a claim stands after a step.
var standingAnswer = Answer{Status: http.StatusOK, Text: "Where the claim stands now.", Content: []Content{{typeJSON, "ClaimStanding"}}, Headers: []string{"ETag"}}

// stepRefusals are those of a step.
var stepRefusals = append([]int{
	http.StatusNotFound, http.StatusConflict, http.StatusPreconditionFailed, http.StatusUnprocessableEntity, http.StatusPreconditionRequired,
}, smallBodyRefusals...)

// actors are the roles that may do an action in some state, in the order of engine.Roles.
func actors(on engine.Action) []engine.Role {
	return slices.DeleteFunc(slices.Clone(engine.Roles), func(role engine.Role) bool {
		return !slices.ContainsFunc(engine.Transitions(), func(arrow engine.Transition) bool {
			return arrow.On == on && slices.Contains(arrow.By, role)
		})
	})
}
