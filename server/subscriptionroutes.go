package server

import "net/http"

// subscriptionContent are the forms in which a Subscription may come.
var subscriptionContent = []Content{{typeFHIR, "SubscriptionSetting"}, {typeJSON, "SubscriptionSetting"}}

// subscriptionRoutes are R4's way to say where the callbacks of a facility go. A Subscription is the endpoint
// that callbackRoutes show, too.
func (s *Server) subscriptionRoutes() []Route {
	id := Param{In: "path", Name: "id", Text: "The id of the Subscription, which is the facility's id in the facility registry.", Example: "FID-01-116951-6"}
	answer := []Content{{typeFHIR, "Subscription"}}
	refusals := append([]int{http.StatusNotFound, http.StatusUnprocessableEntity}, smallBodyRefusals...)
	return []Route{{
		Method: http.MethodPost, Path: "/fhir/Subscription", May: endpointKeepers, handle: s.createSubscription,
		Description: Description{
			Name:    "createSubscription",
			Summary: "Subscribe a facility to the answers to its claims",
			Text: "The facility's callback endpoint as an R4 Subscription, of which a facility has one: the callbacks are those of `/v1/callbacks/{fid}`. `criteria` are `ClaimResponse?requestor=Organization/<fid>`, or `ClaimResponse` where the client acts for one facility. `channel` is a `rest-hook` with the `payload` `application/fhir+json` and one `header`, `Authorization: Basic …`. `status` is `requested`, or `off`: then nothing is sent. `end` is refused; `contact` and `reason` are not kept.\n\n" +
				"The answer has the signing secret as the extension `bima-signing-secret` of `channel`, which is shown this once. 409: the facility has an endpoint already.",
			Takes:   subscriptionContent,
			Gives:   []Answer{{Status: http.StatusCreated, Text: "The Subscription.", Content: answer, Headers: []string{"Location"}}},
			Refuses: append([]int{http.StatusConflict}, refusals...),
			Means:   Interaction{Type: "Subscription", Code: "create"},
		},
	}, {
		Method: http.MethodGet, Path: "/fhir/Subscription/:id", May: endpointKeepers, handle: s.showSubscription,
		Description: Description{
			Name:    "readSubscription",
			Summary: "Read a Subscription",
			Text:    "`status` is `active`; `error` while callbacks fail, and `error` says how; `off` where the facility has set it so, or where the endpoint has answered 410, which `error` says then. Neither `header` nor the signing secret is shown.",
			Params:  []Param{id},
			Gives:   []Answer{{Status: http.StatusOK, Text: "The Subscription.", Content: answer}},
			Refuses: []int{http.StatusNotFound},
			Means:   Interaction{Type: "Subscription", Code: "read"},
		},
	}, {
		Method: http.MethodPut, Path: "/fhir/Subscription/:id", May: endpointKeepers, handle: s.updateSubscription,
		Description: Description{
			Name:    "updateSubscription",
			Summary: "Change a Subscription",
			Text:    "Replaces what was set before, by the rules of the create. The status `requested` takes one that is `off` up again. `header` has to be sent again, since it is never shown; the signing secret stays. What is not there is not created by it.",
			Params:  []Param{id},
			Takes:   subscriptionContent,
			Example: "updateSubscription.body",
			Gives:   []Answer{{Status: http.StatusOK, Text: "The Subscription as it is set now.", Content: answer}},
			Refuses: refusals,
			Means:   Interaction{Type: "Subscription", Code: "update"},
		},
	}, {
		Method: http.MethodDelete, Path: "/fhir/Subscription/:id", May: endpointKeepers, handle: s.deleteSubscription,
		Description: Description{
			Name:    "deleteSubscription",
			Summary: "End the callbacks of a facility, as its Subscription",
			Params:  []Param{id},
			Gives:   []Answer{{Status: http.StatusNoContent, Text: "The Subscription is removed, and with it the endpoint."}},
			Refuses: []int{http.StatusNotFound},
			Means:   Interaction{Type: "Subscription", Code: "delete"},
		},
	}}
}
