package server

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/bima-exchange/bima/engine"
)

// submitClaim is Claim/$submit: it takes a bundle in and answers what became of its claims. Claims that
// only ask (predetermination) are answered at once and not stored.
func (s *Server) submitClaim(c *call) error {
	submission, applied, err := s.readSubmission(c)
	if err != nil {
		return err
	}
	submission.Operation = true
	if submission.Body, err = resourceOf(submission.Body); err != nil {
		return err
	}
	body, asked, err := s.Engine.Predetermine(c.Request().Context(), c.client.Caller(), submission)
	if err != nil {
		return err
	}
	if !asked {
		if body, applied, err = s.submitAndWait(c, submission, applied); err != nil {
			return err
		}
	}
	if len(applied) > 0 {
		c.Response().Header().Set("Preference-Applied", strings.Join(applied, ", "))
	}
	return c.answer(http.StatusOK, typeFHIR, body)
}

// submitAndWait takes the bundle in, waits for as long as the caller would, and is the status of its
// claims with the preferences that were met.
func (s *Server) submitAndWait(c *call, submission engine.Submission, applied []string) ([]byte, []string, error) {
	ack, err := s.submit(c, submission)
	if err != nil {
		return nil, nil, err
	}
	self := statusPath + "?bundle_id=" + url.QueryEscape(ack.Mediator)
	wait := readPreferences(c.Request().Header).wait()
	if wait > 0 {
		applied = append(applied, "wait="+strconv.Itoa(int(wait.Seconds())))
	}
	status, err := s.waitForStatus(c.Request().Context(), c.client.Caller(), engine.StatusRequest{BundleID: ack.Mediator, Page: 1, Wait: wait, Self: self})
	if err != nil {
		return nil, nil, err
	}
	header := c.Response().Header()
	header.Set("Content-Location", self)
	header.Set("ETag", status.ETag)
	if ack.Differs {
		header.Set("X-Bima-Duplicate", "content-differs")
	}
	return status.Body, applied, nil
}
