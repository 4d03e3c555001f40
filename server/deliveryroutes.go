package server

import (
	"net/http"

	"github.com/bima-exchange/bima/engine"
)

// deliveryRoutes tell what became of the callbacks of a facility, and have them sent again.
func (s *Server) deliveryRoutes(facility Param) []Route {
	id := Param{In: "path", Name: "id", Text: "The webhook-id of the callback.", Example: "c-1.3"}
	return []Route{{
		Method: http.MethodGet, Path: "/v1/callbacks/:fid/deliveries", May: endpointKeepers, handle: s.listDeliveries,
		Description: Description{
			Name:    "listDeliveries",
			Summary: "List the callbacks of a facility",
			Params: []Param{
				facility,
				{In: "query", Name: "state", Text: "Only those in this state.", Values: []string{string(engine.DeliveryPending), string(engine.DeliveryDone), string(engine.DeliveryDead)}},
				{In: "query", Name: "since", Text: "Only those made from this day or instant on: `2026-11-21`, or `2026-11-21T08:00:00+03:00` with its `+` written as `%2B`."},
				{In: "query", Name: "cursor", Text: "The `next` of the page before; 100 are on one page."},
			},
			Gives:   []Answer{{Status: http.StatusOK, Text: "The callbacks, in the order of their ids.", Content: []Content{{typeJSON, "DeliveryList"}}}},
			Refuses: []int{http.StatusBadRequest, http.StatusNotFound},
		},
	}, {
		Method: http.MethodGet, Path: "/v1/callbacks/:fid/deliveries/:id", May: endpointKeepers, handle: s.readDelivery,
		Description: Description{
			Name:    "readDelivery",
			Summary: "Read what became of a callback",
			Params:  []Param{facility, id},
			Gives:   []Answer{{Status: http.StatusOK, Text: "The callback with the attempts at it, the last 1,000.", Content: []Content{{typeJSON, "TriedDelivery"}}}},
			Refuses: []int{http.StatusNotFound},
		},
	}, {
		Method: http.MethodPost, Path: "/v1/callbacks/:fid/deliveries/:id/redeliver", May: endpointKeepers, handle: s.redeliver,
		Description: Description{
			Name:    "redeliver",
			Summary: "Have a callback sent again",
			Text:    "It is sent at once, under the `webhook-id` that it had, whatever became of it, and has its 72 hours anew. 409: the endpoint is disabled.",
			Params:  []Param{facility, id},
			Gives:   []Answer{{Status: http.StatusAccepted, Text: "The callback, which waits to be sent.", Content: []Content{{typeJSON, "Delivery"}}}},
			Refuses: []int{http.StatusNotFound, http.StatusConflict},
		},
	}, {
		Method: http.MethodPost, Path: "/v1/callbacks/:fid/recover", May: endpointKeepers, handle: s.recoverDeliveries,
		Description: Description{
			Name:    "recoverDeliveries",
			Summary: "Have sent what was missed",
			Text:    "Those callbacks of a day or an instant and after it are sent that were given up, and those that were never made, since there was no endpoint or a disabled one. What was delivered is not sent again. 409: the endpoint is disabled.",
			Params:  []Param{facility},
			Takes:   []Content{{typeJSON, "Recovery"}},
			Gives:   []Answer{{Status: http.StatusAccepted, Text: "How many are sent again.", Content: []Content{{typeJSON, "RecoveredCount"}}}},
			Refuses: append([]int{http.StatusNotFound, http.StatusConflict}, smallBodyRefusals...),
		},
	}}
}
