package server

import (
	"net/http"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// attemptView is one POST of a callback as its facility sees it.
type attemptView struct {
	Number int       `json:"number"`
	At     time.Time `json:"at"`
	TookMS int64     `json:"took_ms"`
	// Status is absent where no answer came.
	Status int    `json:"status,omitempty"`
	Answer string `json:"answer"`
}

// triedDelivery is a callback with the attempts at it in the place of their number.
type triedDelivery struct {
	deliveryView
	Attempts []attemptView `json:"attempts"`
}

// readDelivery answers with a callback and the attempts at it.
func (s *Server) readDelivery(c *call) error {
	delivery, attempts, err := s.Engine.Delivery(c.Request().Context(), c.client.Caller(), c.Param("fid"), c.Param("id"))
	if err != nil {
		return err
	}
	tried := triedDelivery{deliveryView: viewDelivery(delivery), Attempts: []attemptView{}}
	for _, attempt := range attempts {
		tried.Attempts = append(tried.Attempts, attemptView{
			Number: attempt.Number, At: attempt.At.In(fhir.Nairobi), TookMS: attempt.Took.Milliseconds(), Status: attempt.Status, Answer: attempt.Answer,
		})
	}
	return c.answerJSON(http.StatusOK, tried)
}

// redeliver has a callback sent again.
func (s *Server) redeliver(c *call) error {
	delivery, err := s.Engine.Redeliver(c.Request().Context(), c.client.Caller(), c.Param("fid"), c.Param("id"))
	if err != nil {
		return err
	}
	return c.answerJSON(http.StatusAccepted, viewDelivery(delivery))
}

// recovery says from when on a facility has missed callbacks.
type recovery struct {
	Since string `json:"since"`
	// Delivered: what the endpoint took is sent once more, too.
	Delivered bool `json:"delivered"`
}

// recoveredCount is how many callbacks are sent again.
type recoveredCount struct {
	Recovered int `json:"recovered"`
}

// recoverDeliveries has sent again what a facility has missed.
func (s *Server) recoverDeliveries(c *call) error {
	var asked recovery
	if err := c.readJSON(&asked, refuseUnknown); err != nil {
		return err
	}
	since, ok := readInstant(asked.Since)
	if !ok {
		return engine.Errorf(engine.Invalid, "since is %q; a date (2026-11-21) or an instant with its zone (2026-11-21T08:00:00+03:00) is wanted", asked.Since)
	}
	count, err := s.Engine.Recover(c.Request().Context(), c.client.Caller(), c.Param("fid"), since, asked.Delivered)
	if err != nil {
		return err
	}
	return c.answerJSON(http.StatusAccepted, recoveredCount{count})
}

// testedEndpoint is what came of a test.
type testedEndpoint struct {
	ID string `json:"id"`
	// Status is absent where no answer came; Answer then says why.
	Status int    `json:"status,omitempty"`
	TookMS int64  `json:"took_ms"`
	Answer string `json:"answer"`
}

// testEndpoint sends a test callback, and answers with what the receiver answered, whatever that was.
func (s *Server) testEndpoint(c *call) error {
	attempt, err := s.Engine.TestEndpoint(c.Request().Context(), c.client.Caller(), c.Param("fid"))
	if err != nil {
		return err
	}
	return c.answerJSON(http.StatusOK, testedEndpoint{attempt.DeliveryID, attempt.Status, attempt.Took.Milliseconds(), attempt.Answer})
}

// readInstant reads an instant, or a day as its beginning in Nairobi. The empty text is the zero instant.
func readInstant(text string) (at time.Time, ok bool) {
	if text == "" {
		return time.Time{}, true
	}
	if day, err := fhir.ParseDate(text); err == nil {
		return day.Start(), true
	}
	at, err := time.Parse(time.RFC3339, text)
	return at, err == nil
}
