package server

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// sentSubscription is a Subscription as it was sent, with all that is found against it.
type sentSubscription struct {
	subscription
	resource *fhir.Resource
	issues   []fhir.Issue
	// kind is that of the Error with the issues.
	kind engine.Kind
	// facility is the one that the criteria name, empty where they name none; endpoint is what is to be set.
	facility string
	endpoint engine.EndpointRequest
}

// find adds a finding about an element.
func (s *sentSubscription) find(path, code, format string, args ...any) {
	s.issues = append(s.issues, fhir.Issue{Level: fhir.Error, Code: code, Path: path, Text: fmt.Sprintf(format, args...)})
}

// spoken reports whether something is found already about an element, or about a part of it.
func (s *sentSubscription) spoken(path string) bool {
	for _, issue := range s.issues {
		if rest, below := strings.CutPrefix(issue.Path, path); below && (rest == "" || rest[0] == '[' || rest[0] == '.') {
			return true
		}
	}
	return false
}

// readSubscription reads the body. An Error says that it is no Subscription; whatever else is wrong with it is
// among the findings.
func (s *Server) readSubscription(c *call) (*sentSubscription, error) {
	if err := c.wantType(typeFHIR, typeJSON); err != nil {
		return nil, err
	}
	body, err := c.read(smallBody)
	if err != nil {
		return nil, err
	}
	return readSubscription(body, s.Base)
}

func readSubscription(body []byte, base string) (*sentSubscription, error) {
	resource, issues := fhir.DecodeResource(body)
	if resource == nil {
		return nil, &engine.Error{Kind: engine.Invalid, Issues: issues}
	}
	if resource.Type != "Subscription" {
		return nil, engine.Errorf(engine.Invalid, "the body is a %s; a Subscription is wanted", resource.Type)
	}
	sent := &sentSubscription{resource: resource, issues: issues, kind: engine.Unprocessable}
	for i, issue := range sent.issues {
		if strings.HasPrefix(issue.Path, "Subscription.channel.header[") {
			// R4 would tell the value, and it may be a password.
			sent.issues[i].Text = "this is no string as R4 has them; " + wantedHeader
		}
	}
	readable, err := json.Marshal(resource.Value())
	if err == nil {
		err = json.Unmarshal(readable, &sent.subscription)
	}
	if err != nil {
		return nil, fmt.Errorf("read what R4 has found sound: %w", err)
	}
	members, _ := resource.Value().(map[string]any)
	sent.checkElements(members)
	if !sent.spoken("Subscription.criteria") {
		sent.facility = sent.readCriteria(base)
	}
	if members["channel"] != nil {
		sent.checkChannel()
	}
	return sent, nil
}

// checkElements judges what stands beside criteria and channel. An end is refused, since it would be lost;
// contact, reason, narrative and extensions are not kept, and without them the Subscription means the same.
func (s *sentSubscription) checkElements(members map[string]any) {
	switch s.Status {
	case "requested", "active":
	case "off":
		s.endpoint.Enabled = new(false)
	default:
		if !s.spoken("Subscription.status") {
			s.find("Subscription.status", "value", "the status %q is the exchange's to set; requested is wanted, or off to have nothing sent", s.Status)
		}
	}
	if members["end"] != nil && !s.spoken("Subscription.end") {
		s.find("Subscription.end", "not-supported", "end is not supported; delete the Subscription when it is to end")
	}
}

// checkChannel judges the channel and takes from it what is to be set.
func (s *sentSubscription) checkChannel() {
	const channel = "Subscription.channel"
	if s.Channel.Type != "rest-hook" && !s.spoken(channel+".type") {
		s.find(channel+".type", "not-supported", "the channel is %q; rest-hook is the one that is supported", s.Channel.Type)
	}
	if s.Channel.Endpoint == "" && !s.spoken(channel+".endpoint") {
		s.find(channel+".endpoint", "required", "the endpoint is missing; the url to which callbacks are posted is wanted")
	}
	switch {
	case s.Channel.Payload == typeFHIR || s.spoken(channel+".payload"):
	case s.Channel.Payload == "":
		s.find(channel+".payload", "required", "the payload is missing; %s is wanted, since every callback has the ClaimResponse as its body", typeFHIR)
	default:
		s.find(channel+".payload", "not-supported", "the payload is %q; %s is the one that is supported", s.Channel.Payload, typeFHIR)
	}
	s.endpoint.URL = s.Channel.Endpoint
	s.endpoint.Username, s.endpoint.Password = s.readHeaders()
}
