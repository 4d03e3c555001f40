package server

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// submitBundle takes a bundle in (the guide's intake): 202 with the stored acknowledgement.
func (s *Server) submitBundle(c *call) error {
	submission, applied, err := s.readSubmission(c)
	if err != nil {
		return err
	}
	ack, err := s.submit(c, submission)
	if err != nil {
		return err
	}
	body := ack.Body
	if readPreferences(c.Request().Header).outcome() {
		applied = append(applied, "return=OperationOutcome")
		body = withOutcome(ack)
	}
	header := c.Response().Header()
	header.Set("Content-Location", statusPath+"?bundle_id="+url.QueryEscape(ack.Mediator))
	if len(applied) > 0 {
		header.Set("Preference-Applied", strings.Join(applied, ", "))
	}
	if ack.Differs {
		header.Set("X-Bima-Duplicate", "content-differs")
	}
	return c.answer(http.StatusAccepted, typeJSON, body)
}

// A client may send freeGuesses claim ids that other facilities hold, and then one in six seconds.
const (
	freeGuesses      = 20
	guessesPerSecond = 1.0 / 6
)

// submit hands a bundle to the engine. A client that keeps sending claim ids which other facilities
// hold is slowed: the conflict must be no oracle for which ids there are.
func (s *Server) submit(c *call, submission engine.Submission) (engine.Ack, error) {
	if err := s.guesses.spend(c.client.ID, 0); err != nil {
		return engine.Ack{}, err
	}
	ack, err := s.Engine.Submit(c.Request().Context(), c.client.Caller(), submission)
	if err != nil && engine.KindOf(err) == engine.Conflict {
		if slow := s.guesses.take(c.client.ID); slow != nil {
			return engine.Ack{}, slow
		}
	}
	return ack, err
}

// validateBundle checks a bundle and stores nothing ($validate).
func (s *Server) validateBundle(c *call) error {
	submission, applied, err := s.readSubmission(c)
	if err != nil {
		return err
	}
	if submission.Body, err = resourceOf(submission.Body); err != nil {
		return err
	}
	issues, err := s.Engine.Validate(c.Request().Context(), c.client.Caller(), submission)
	if err != nil {
		return err
	}
	c.find(issues)
	if len(applied) > 0 {
		c.Response().Header().Set("Preference-Applied", strings.Join(applied, ", "))
	}
	return c.answer(http.StatusOK, typeFHIR, fhir.EncodeOutcome(s.Base, issues))
}

// readRaw answers with a bundle byte for byte as it came.
func (s *Server) readRaw(c *call) error {
	body, err := s.Engine.Body(c.Request().Context(), c.client.Caller(), c.Param("mediator_id"))
	if err != nil {
		return err
	}
	return c.answer(http.StatusOK, typeFHIR, body)
}

// readSubmission reads a bundle with how its sender wants it read, and the preferences met by that.
func (s *Server) readSubmission(c *call) (submission engine.Submission, applied []string, err error) {
	if err := c.wantType(typeFHIR, typeJSON); err != nil {
		return submission, nil, err
	}
	body, err := c.read(s.MaxBody)
	if err != nil {
		return submission, nil, err
	}
	handling, asked := readPreferences(c.Request().Header).handling()
	if asked {
		applied = []string{"handling=" + string(handling)}
	}
	return engine.Submission{Body: body, Handling: handling}, applied, nil
}

// withOutcome is the acknowledgement with the stored outcome as its last member. The stored bytes
// of both stand in it as they are.
func withOutcome(ack engine.Ack) []byte {
	open := ack.Body[:len(ack.Body)-1] // an object that is not empty, without its brace
	return slices.Concat(open, []byte(`,"outcome":`), ack.Outcome, []byte("}"))
}
