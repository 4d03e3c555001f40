package callbacks

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/bima-exchange/bima/engine"
)

const (
	// attemptTimeout bounds an attempt, from the DNS to the end of the answer.
	attemptTimeout = 15 * time.Second
	// maxAnswerRead is how much of an answer is read, maxAnswerKept how much of that is kept.
	maxAnswerRead = 64 << 10
	maxAnswerKept = 2 << 10
)

// result is what came of an attempt.
type result struct {
	// status is the HTTP status, 0 where no answer came.
	status int
	// answer is the beginning of the answer or, where none came, why.
	answer string
	// retryAfter is how long the receiver asks to wait, zero where it does not.
	retryAfter time.Duration
	// unsent: nothing was sent, because of this side.
	unsent bool
}

func (r result) done() bool { return r.status >= 200 && r.status < 300 }

// failed is an attempt without an answer; unsent one that did not leave the exchange.
func failed(why string) result { return result{answer: keep([]byte(why))} }
func unsent(why string) result { return result{answer: keep([]byte("not sent: " + why)), unsent: true} }

// failure says in a few words what failed, empty where the callback was taken.
func (r result) failure() string {
	switch {
	case r.done():
		return ""
	case r.status == 0:
		return r.answer
	}
	return strings.TrimSpace(fmt.Sprintf("HTTP %d %s", r.status, http.StatusText(r.status)))
}

// kind is the answer as it is counted.
func (r result) kind() engine.Answer {
	switch {
	case r.unsent:
		return engine.AnswerNotSent
	case r.status == 0:
		return engine.AnswerNone
	}
	return engine.AnswerOf(r.status)
}

// post sends the delivery's bytes to the endpoint.
func (d *Deliverer) post(ctx context.Context, endpoint engine.Endpoint, delivery engine.Delivery) result {
	// The guard may have been told otherwise since the endpoint was set.
	if _, err := d.Guard.checkURL(endpoint.URL); err != nil {
		return unsent(err.Error())
	}
	ctx, cancel := context.WithTimeout(ctx, attemptTimeout)
	defer cancel()
	request, err := d.request(ctx, endpoint, delivery)
	if err != nil {
		d.Log.ErrorContext(ctx, "callback cannot be made", "delivery", delivery.ID, "error", err)
		return unsent("the endpoint's password or signing secret cannot be opened; set the endpoint again")
	}
	response, err := d.client.Do(request)
	if err != nil {
		return noAnswer(err)
	}
	defer response.Body.Close()
	// The status is the answer: a body that breaks off changes nothing. What is behind the bound is
	// left unread, which costs the connection.
	body, _ := io.ReadAll(io.LimitReader(response.Body, maxAnswerRead))
	return result{
		status:     response.StatusCode,
		answer:     keep(body),
		retryAfter: retryAfter(response.StatusCode, response.Header, d.now()),
	}
}

func (d *Deliverer) request(ctx context.Context, endpoint engine.Endpoint, delivery engine.Delivery) (*http.Request, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, endpoint.URL, bytes.NewReader(delivery.Body))
	if err != nil {
		return nil, errors.New("the endpoint's url cannot be read") // err would show it
	}
	password, err := d.Box.Open(endpoint.Password, engine.EndpointContext(endpoint.Facility))
	if err != nil {
		return nil, err
	}
	request.SetBasicAuth(endpoint.Username, string(password))
	header := request.Header
	header.Set("Content-Type", "application/fhir+json")
	header.Set("User-Agent", "bima")
	header.Set("X-Bima-State", string(delivery.ClaimState))
	if delivery.Version > 0 { // a test has none, and no claim
		header.Set("X-Bima-Version", strconv.Itoa(delivery.Version))
		header.Set("X-Bima-Mediator-Id", delivery.Mediator)
	}
	return request, d.sign(header, endpoint, delivery)
}

// noAnswer is an attempt that got none.
func noAnswer(err error) result {
	if refusal, ok := errors.AsType[*engine.Error](err); ok {
		return unsent(refusal.Text) // the guard's
	}
	return failed(whyNoAnswer(err))
}

// whyNoAnswer says why an attempt got no answer, for the facility: without the URL, which may hold a
// credential, and without our own addresses.
func whyNoAnswer(err error) string {
	if lookup, ok := errors.AsType[*net.DNSError](err); ok {
		return fmt.Sprintf("no answer: the host %s could not be looked up", lookup.Name)
	}
	if outer, ok := errors.AsType[*url.Error](err); ok {
		if outer.Timeout() {
			return fmt.Sprintf("no answer within %s", attemptTimeout)
		}
		err = outer.Err
	}
	if inner, ok := errors.AsType[*net.OpError](err); ok {
		err = inner.Err
	}
	return "no answer: " + err.Error()
}

// keep is the beginning of an answer as the store can keep it: UTF-8 without NUL.
func keep(body []byte) string {
	if len(body) > maxAnswerKept {
		body = body[:maxAnswerKept]
	}
	return strings.ReplaceAll(strings.ToValidUTF8(string(body), "?"), "\x00", "?")
}

// hostOf is what a log may show of an endpoint's URL.
func hostOf(text string) string {
	target, err := url.Parse(text)
	if err != nil {
		return ""
	}
	return target.Host
}
