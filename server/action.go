package server

import (
	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// readAction reads what a request says beyond the claim and the action into the request.
type readAction func(*call, *engine.ActionRequest) error

// act makes a step of a claim.
func (s *Server) act(on engine.Action, read readAction) func(*call) error {
	return func(c *call) error {
		version, err := readIfMatch(c.Request().Header)
		if err != nil {
			return err
		}
		request := engine.ActionRequest{ClaimID: c.Param("claim_id"), On: on, Version: version}
		if err := read(c, &request); err != nil {
			return err
		}
		acted, err := s.Engine.Act(c.Request().Context(), c.client.Caller(), request)
		if err != nil {
			return err
		}
		return s.answerStanding(c, acted.Claim, acted.Proposed)
	}
}

// opinion is why somebody makes a step.
type opinion struct {
	Reason engine.Reason `json:"reason"`
	Note   string        `json:"note"`
}

func (o opinion) into(request *engine.ActionRequest) (err error) {
	if request.Reason, err = readReason(o.Reason); err != nil {
		return err
	}
	request.Note, err = plainText("the note", o.Note, longestNote)
	return err
}

// readReason bounds a code, which is told again where it is not one of those that there are.
func readReason(reason engine.Reason) (engine.Reason, error) {
	text, err := plainText("the reason", string(reason), longestCode)
	return engine.Reason(text), err
}

// readOpinion reads the body of every step that gives nothing. It may be left out.
func readOpinion(c *call, request *engine.ActionRequest) error {
	var body opinion
	if err := c.readOptionalJSON(&body); err != nil {
		return err
	}
	return body.into(request)
}

// readOptionalJSON is readJSON for a body that may be left out.
func (c *call) readOptionalJSON(value any) error {
	if c.Request().ContentLength == 0 {
		return nil
	}
	return c.readJSON(value, refuseUnknown)
}

// approvalBody is what an officer would pay.
type approvalBody struct {
	opinion
	Items    []itemAmount `json:"items"`
	Override bool         `json:"override"`
}

// itemAmount is what an officer would pay of one item.
type itemAmount struct {
	Sequence int           `json:"sequence"`
	Benefit  *shillings    `json:"benefit"`
	Reason   engine.Reason `json:"reason"`
}

// readApproval reads the body of an approval. It may be left out.
func readApproval(c *call, request *engine.ActionRequest) error {
	var body approvalBody
	if err := c.readOptionalJSON(&body); err != nil {
		return err
	}
	request.Override = body.Override
	for i, item := range body.Items {
		if item.Benefit == nil || item.Sequence == 0 {
			return engine.Errorf(engine.Invalid, "items[%d] needs its sequence and its benefit", i)
		}
		reason, err := readReason(item.Reason)
		if err != nil {
			return err
		}
		request.Items = append(request.Items, engine.ItemRequest{Sequence: item.Sequence, Benefit: *item.Benefit.money(), Reason: reason})
	}
	return body.into(request)
}

// paymentBody is what the paying system says.
type paymentBody struct {
	Reference  string        `json:"reference"`
	Date       string        `json:"date"`
	Amount     *shillings    `json:"amount"`
	Adjustment *shillings    `json:"adjustment"`
	Reason     engine.Reason `json:"reason"`
}

// readPayment reads the body of the steps of a payment.
func readPayment(c *call, request *engine.ActionRequest) (err error) {
	var body paymentBody
	if err := c.readJSON(&body, refuseUnknown); err != nil {
		return err
	}
	payment := engine.Payment{Amount: body.Amount.money(), Adjustment: body.Adjustment.money()}
	if payment.Reference, err = plainText("the reference", body.Reference, longestCode); err != nil {
		return err
	}
	if body.Date != "" {
		if payment.Date, err = fhir.ParseDate(body.Date); err != nil {
			return engine.Errorf(engine.Invalid, "the date is %.20q; a day is wanted, such as 2026-11-21", body.Date)
		}
	}
	request.Payment = payment
	request.Reason, err = readReason(body.Reason)
	return err
}
