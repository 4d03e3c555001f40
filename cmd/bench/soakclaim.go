package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"time"
)

const (
	// Each claim of the soak makes versions up to the last, of which all but the first are called back:
	// approved, sent for payment, paid.
	soakVersions = 4
	soakClaims   = 3334
	// soakAgain is the pause before something is tried again that the exchange could not do just now.
	soakAgain = 20 * time.Millisecond
	// soakPatience is how long a claim may take.
	soakPatience = 2 * time.Minute
)

// soaker moves claims through the exchange as a facility and the payer's people do, and tries again what is
// not answered, as they would.
type soaker struct {
	url string
	// The tokens of those who submit, pay and look.
	facility, finance, auditor string
	sample                     sample
	// own is the facility id in the sample.
	own  string
	next atomic.Int64
	// changes is how many state changes were seen.
	changes atomic.Int64
}

// soakSample is the kind of claim of the soak: one that is approved, with something to pay.
const soakSample = "delivery"

func newSoaker() (*soaker, error) {
	samples, err := loadSamples()
	if err != nil {
		return nil, err
	}
	s := new(soaker)
	for i, kind := range kinds {
		if kind.name == soakSample {
			s.sample = samples[i]
		}
	}
	resources, err := s.sample.resources()
	if err != nil {
		return nil, err
	}
	for _, resource := range resources {
		if resource.Type == "Organization" && strings.HasPrefix(resource.ID, "FID-") {
			s.own = resource.ID
		}
	}
	if s.own == "" {
		return nil, fmt.Errorf("the sample %s names no facility", soakSample)
	}
	return s, nil
}

// claims submits claims and pays them, one after the other, until all are done.
func (s *soaker) claims(ctx context.Context) error {
	for {
		n := int(s.next.Add(1) - 1)
		if n >= soakClaims {
			return nil
		}
		if err := s.claim(ctx, n); err != nil {
			return err
		}
	}
}

// claim takes one claim from its submission to its payment.
func (s *soaker) claim(ctx context.Context, n int) error {
	ctx, cancel := context.WithTimeout(ctx, soakPatience)
	defer cancel()
	with := s.sample.fresh(n)
	// A practitioner who served patients of two facilities in one hour would be a matter for surveillance.
	facility := soakFacility(n / patientsOfPractitioner % soakReceivers)
	body := bytes.ReplaceAll(s.sample.fill(nil, with), []byte(s.own), []byte(facility))
	status, answer, err := s.until(ctx, http.StatusAccepted, http.MethodPost, submitPath, s.facility, "", body)
	if err != nil {
		return fmt.Errorf("a bundle was not accepted: %w: HTTP %d %s", err, status, answer)
	}
	for {
		state, tag, err := s.state(ctx, with.claim)
		if err != nil {
			return err
		}
		switch state {
		case "queued":
			err = pauseFor(ctx, soakAgain)
		case "approved":
			err = s.act(ctx, with.claim, "send-for-payment", tag)
		case "sent-for-payment-processing":
			err = s.act(ctx, with.claim, "payment-completed", tag)
		case "payment-completed":
			s.changes.Add(soakVersions - 1)
			return nil
		default:
			err = fmt.Errorf("claim %s is %s; it must be approved and paid", with.claim, state)
		}
		if err != nil {
			return err
		}
	}
}

// state is that of a claim, with its ETag.
func (s *soaker) state(ctx context.Context, claim string) (state, tag string, err error) {
	status, body, err := s.until(ctx, http.StatusOK, http.MethodGet, "/v1/claims/"+claim, s.auditor, "", nil)
	if err != nil {
		return "", "", fmt.Errorf("claim %s cannot be read: %w: HTTP %d %s", claim, err, status, body)
	}
	var file struct {
		Claim struct {
			State   string
			Version int
		}
	}
	if err := json.Unmarshal(body, &file); err != nil {
		return "", "", err
	}
	return file.Claim.State, fmt.Sprintf("%q", fmt.Sprint(file.Claim.Version)), nil
}

// act makes one attempt at a step. Whether it came through is seen by the state.
func (s *soaker) act(ctx context.Context, claim, step, tag string) error {
	body := fmt.Sprintf(`{"reference":"EFT-%s","date":"%s"}`, claim[:8], time.Now().Format(time.DateOnly))
	status, answer, err := s.do(ctx, http.MethodPost, "/v1/claims/"+claim+"/"+step, s.finance, tag, []byte(body))
	if err != nil || status >= 500 {
		return pauseFor(ctx, soakAgain)
	}
	if status >= 400 && status != http.StatusConflict && status != http.StatusPreconditionFailed {
		return fmt.Errorf("%s of claim %s: HTTP %d %s", step, claim, status, answer)
	}
	return nil
}
