package server

import (
	"fmt"
	"strings"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// toldReason is the reason of every Subscription: that which was sent is not kept.
const toldReason = "The facility is told what became of its claims."

// viewSubscription is an endpoint as a Subscription. Credentials go in and never come out; a signing secret that
// is not empty is told, this once.
func (s *Server) viewSubscription(endpoint engine.Endpoint, secret string) subscription {
	view := subscription{
		ResourceType: "Subscription", ID: endpoint.Facility, Reason: toldReason,
		Criteria: "ClaimResponse?requestor=Organization/" + endpoint.Facility,
		Channel:  subscriptionChannel{Type: "rest-hook", Endpoint: endpoint.URL, Payload: typeFHIR},
	}
	view.Status, view.Error = subscriptionStatus(endpoint, s.Clock.Now())
	if secret != "" {
		view.Channel.Extension = []stringExtension{{s.Base + "/StructureDefinition/bima-signing-secret", secret}}
	}
	return view
}

// subscriptionStatus is how an endpoint fares in the words of R4 (subscription-status), and what there is to
// say of it: why it is off, or how it fails.
func subscriptionStatus(endpoint engine.Endpoint, now time.Time) (status, text string) {
	circuit := endpoint.Health.Circuit(now)
	switch {
	case !endpoint.Enabled:
		return "off", endpoint.Disabled
	case endpoint.Health.Failures == 0 && circuit == engine.CircuitClosed:
		return "active", ""
	}
	return "error", howItFails(endpoint.Health, circuit)
}

// howItFails says how an endpoint fails, for the people of the facility.
func howItFails(health engine.Health, circuit engine.Circuit) string {
	stamp := func(at time.Time) string { return at.In(fhir.Nairobi).Truncate(time.Second).Format(time.RFC3339) }
	var said []string
	if health.Failures > 0 {
		attempts := "attempt"
		if health.Failures > 1 {
			attempts = "attempts in a row"
		}
		said = append(said, fmt.Sprintf("no callback was taken since %s: %d %s failed, the last with %s",
			stamp(health.FailingSince), health.Failures, attempts, health.Failure))
	}
	switch circuit {
	case engine.CircuitOpen:
		said = append(said, "nothing is sent until "+stamp(health.RestsUntil))
	case engine.CircuitProbing:
		said = append(said, "one callback at a time is sent, until one is taken")
	}
	return strings.Join(said, "; ")
}
