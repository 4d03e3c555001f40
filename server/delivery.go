package server

import (
	"net/http"
	"net/url"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// deliveryPage is how many deliveries are listed at a time.
const deliveryPage = 100

// deliveryView is a callback as its facility sees it. Instants are in Nairobi's zone, as in every
// answer.
type deliveryView struct {
	ID       string               `json:"id"`
	Claim    string               `json:"claim"`
	Version  int                  `json:"version"`
	State    engine.DeliveryState `json:"state"`
	Attempts int                  `json:"attempts"`
	Created  time.Time            `json:"created"`
	// Next is when it will be tried next; only of one that is pending.
	Next *time.Time `json:"next,omitempty"`
}

type deliveryList struct {
	Delivery []deliveryView `json:"delivery"`
	// Count is of all callbacks of the facility, whatever the list is of.
	Count deliveryCount `json:"count"`
	// Next is the cursor of the next page, absent on the last.
	Next string `json:"next,omitempty"`
}

// deliveryCount is how many callbacks have not been delivered.
type deliveryCount struct {
	Pending int `json:"pending"`
	Dead    int `json:"dead"`
}

// listDeliveries lists the callbacks of a facility.
func (s *Server) listDeliveries(c *call) error {
	filter, err := readDeliveryFilter(c.QueryParams())
	if err != nil {
		return err
	}
	filter.Facility = c.Param("fid")
	ctx, caller := c.Request().Context(), c.client.Caller()
	deliveries, err := s.Engine.ListDeliveries(ctx, caller, filter)
	if err != nil {
		return err
	}
	count, err := s.Engine.CountDeliveries(ctx, caller, filter.Facility)
	if err != nil {
		return err
	}
	list := deliveryList{Delivery: []deliveryView{}, Count: deliveryCount(count)}
	for _, delivery := range deliveries {
		list.Delivery = append(list.Delivery, viewDelivery(delivery))
	}
	if len(deliveries) == deliveryPage {
		list.Next = deliveries[deliveryPage-1].ID
	}
	return c.answerJSON(http.StatusOK, list)
}

func viewDelivery(delivery engine.Delivery) deliveryView {
	view := deliveryView{
		ID: delivery.ID, Claim: delivery.ClaimID, Version: delivery.Version, State: delivery.State,
		Attempts: delivery.Attempts, Created: delivery.CreatedAt.In(fhir.Nairobi),
	}
	if delivery.State == engine.DeliveryPending {
		view.Next = new(delivery.NextAt.In(fhir.Nairobi))
	}
	return view
}

func readDeliveryFilter(query url.Values) (engine.DeliveryFilter, error) {
	filter := engine.DeliveryFilter{
		State: engine.DeliveryState(query.Get("state")),
		After: query.Get("cursor"),
		Limit: deliveryPage,
	}
	switch filter.State {
	case "", engine.DeliveryPending, engine.DeliveryDone, engine.DeliveryDead:
	default:
		return filter, engine.Errorf(engine.Invalid, "state is %q; %s, %s or %s is wanted",
			filter.State, engine.DeliveryPending, engine.DeliveryDone, engine.DeliveryDead)
	}
	since, ok := readInstant(query.Get("since"))
	if !ok {
		return filter, engine.Errorf(engine.Invalid, "since is %q; a date (2026-11-21) or an instant with its zone (2026-11-21T08:00:00+03:00, its + escaped as %%2B) is wanted", query.Get("since"))
	}
	filter.Since = since
	return filter, nil
}
