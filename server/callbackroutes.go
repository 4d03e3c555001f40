package server

import "net/http"

// callbackRoutes say where the callbacks of a facility go, and what became of them.
func (s *Server) callbackRoutes() Group {
	facility := Param{In: "path", Name: "fid", Text: "The facility's id in the facility registry.", Example: "FID-01-116951-6"}
	endpoint := []Content{{typeJSON, "Endpoint"}}
	return Group{
		Name: "Callbacks",
		Text: "Every version of a ClaimResponse but the first is sent to the facility's endpoint: POST, Basic credentials, the ClaimResponse as body. A facility needs no endpoint; the claim status tells the same.\n\n" +
			"2xx means that it has arrived. Everything else is tried again for 72 hours, longer and longer apart, but 410 ends the callbacks. The header `webhook-id` is the same at each attempt: drop what you have had. The headers `webhook-timestamp` and `webhook-signature` are those of the Standard Webhooks, made anew for each attempt: any of its libraries checks them with the signing secret. The versions of one claim come in their order.",
		Routes: append([]Route{{
			Method: http.MethodPut, Path: "/v1/callbacks/:fid", May: endpointKeepers, handle: s.setEndpoint,
			Description: Description{
				Name:    "setEndpoint",
				Summary: "Set where the callbacks of a facility go",
				Text:    "Replaces what was set before. The answer to the first has the `signing_secret`, which is shown this once. An address inside a private network is refused, and so is plain HTTP, unless the operator has allowed it.",
				Params:  []Param{facility},
				Takes:   []Content{{typeJSON, "EndpointSetting"}},
				Gives:   []Answer{{Status: http.StatusOK, Text: "The endpoint as it is set now.", Content: endpoint}},
				Refuses: append([]int{http.StatusNotFound}, smallBodyRefusals...),
			},
		}, {
			Method: http.MethodGet, Path: "/v1/callbacks/:fid", May: endpointKeepers, handle: s.readEndpoint,
			Description: Description{
				Name:    "readEndpoint",
				Summary: "Read where the callbacks of a facility go",
				Text:    "With how it has answered lately, and why nothing is sent to it, where that is so. Neither the password nor the signing secret is shown.",
				Params:  []Param{facility},
				Gives:   []Answer{{Status: http.StatusOK, Text: "The endpoint.", Content: endpoint}},
				Refuses: []int{http.StatusNotFound},
			},
		}, {
			Method: http.MethodPost, Path: "/v1/callbacks/:fid/rotate-secret", May: endpointKeepers, handle: s.rotateSecret,
			Description: Description{
				Name:    "rotateSigningSecret",
				Summary: "Get a new signing secret",
				Text:    "It is shown this once. Every callback carries a signature by it and, for 24 hours, one by the secret before; of three the oldest no longer signs. 409: somebody else rotated it at the same moment.",
				Params:  []Param{facility},
				Gives:   []Answer{{Status: http.StatusOK, Text: "The new secret.", Content: []Content{{typeJSON, "RotatedSecret"}}}},
				Refuses: []int{http.StatusNotFound, http.StatusConflict},
			},
		}, {
			Method: http.MethodPost, Path: "/v1/callbacks/:fid/test", May: endpointKeepers, handle: s.testEndpoint,
			Description: Description{
				Name:    "testEndpoint",
				Summary: "Send a test callback",
				Text:    "One is sent at once, as every callback is, but with an OperationOutcome as body and a `webhook-id` of `test.` and a UUID. The answer is 200 whatever the receiver said: `status` and `answer` are what it said. An endpoint that is disabled is tested, too. It is tried once; where the exchange has left the endpoint alone since it failed, a 2xx ends that. 503: a test is under way.",
				Params:  []Param{facility},
				Gives:   []Answer{{Status: http.StatusOK, Text: "What came of it.", Content: []Content{{typeJSON, "TestedEndpoint"}}}},
				Refuses: []int{http.StatusNotFound},
			},
		}, {
			Method: http.MethodDelete, Path: "/v1/callbacks/:fid", May: endpointKeepers, handle: s.removeEndpoint,
			Description: Description{
				Name:    "removeEndpoint",
				Summary: "End the callbacks of a facility",
				Params:  []Param{facility},
				Gives:   []Answer{{Status: http.StatusNoContent, Text: "The endpoint is removed."}},
				Refuses: []int{http.StatusNotFound},
			},
		}}, s.deliveryRoutes(facility)...),
	}
}
