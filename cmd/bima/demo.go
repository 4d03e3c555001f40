package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/bima-exchange/bima/callbacks/receiver"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/testdata"
)

const (
	// demoFacility is the facility of the demo's bundles.
	demoFacility = "FID-12191-1"
	// receiverUser and receiverPassword are those of the demo's receiver of callbacks.
	receiverUser     = "demo-hmis-callbacks"
	receiverPassword = "demo-callback-password"
)

var errNoCallback = errors.New("no callback arrived within 20 seconds")

// demo is the show of `bima dev --demo`: a facility's system, acted by this program over HTTP.
type demo struct {
	exchange *api
	out      *terminal
	step     int
	// receiver is the url of the demo's receiver of callbacks.
	receiver string
	// arrived gets every callback, in order.
	arrived chan receiver.Callback
}

// showDemo sends a preauthorization and the claim that follows it to a running exchange, and shows
// each request, each state and each callback.
func showDemo(ctx context.Context, url string, out *terminal) error {
	d := &demo{
		exchange: &api{Server: url, ID: "demo-hmis", Secret: demoSecret}, out: out,
		arrived: make(chan receiver.Callback, 100),
	}
	if err := d.listen(ctx); err != nil {
		return err
	}
	if err := d.logIn(ctx); err != nil {
		return err
	}
	if err := d.setCallback(ctx); err != nil {
		return err
	}
	bundles := testdata.FreshTogether([][]byte{testdata.Bundle("dialysis-preauth"), testdata.Bundle("dialysis-claim")}, uuid.NewString)
	today := fhir.DateOf(time.Now())
	var mediator string
	var err error
	for i, what := range []string{"a preauthorization for haemodialysis", "the claim for the session"} {
		if mediator, err = d.submit(ctx, what, testdata.Today(bundles[i], today)); err != nil {
			return err
		}
		if i > 0 {
			break
		}
		if err := d.approve(ctx, mediator); err != nil {
			return err
		}
	}
	d.farewell(mediator)
	go d.printCallbacks(ctx)
	return nil
}

// heading begins a step.
func (d *demo) heading(format string, args ...any) {
	d.step++
	d.out.linef("")
	d.out.linef("%s", d.out.bold(fmt.Sprintf("%d. "+format, append([]any{d.step}, args...)...)))
}

// listen starts the facility's receiver of callbacks; it goes on until ctx is done.
func (d *demo) listen(ctx context.Context) error {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	handler, err := receiver.New(receiver.Config{Username: receiverUser, Password: receiverPassword}, func(callback receiver.Callback) error {
		d.arrived <- callback
		return nil
	})
	if err != nil {
		return err
	}
	web := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	go web.Serve(listener)
	context.AfterFunc(ctx, func() { web.Close() })
	d.heading("The facility's system listens for callbacks")
	d.out.linef("   http://%s/ with Basic user demo-hmis-callbacks", listener.Addr())
	d.receiver = "http://" + listener.Addr().String() + "/"
	return nil
}

func (d *demo) logIn(ctx context.Context) error {
	d.heading("It gets a token")
	d.request("POST", "/api/auth/token/", `{"client_id":"demo-hmis","client_secret":"demo-secret"}`)
	if err := d.exchange.logIn(ctx); err != nil {
		return err
	}
	d.out.linef("   %s  a bearer token for one hour", d.out.good("200"))
	return nil
}

func (d *demo) setCallback(ctx context.Context) error {
	d.heading("It says where callbacks go")
	body, err := json.Marshal(map[string]string{"url": d.receiver, "username": receiverUser, "password": receiverPassword})
	if err != nil {
		return err
	}
	d.request("PUT", callbackPath(demoFacility), fmt.Sprintf(`{"url":%q,"username":"demo-hmis-callbacks","password":"…"}`, d.receiver))
	got, err := d.exchange.call(ctx, http.MethodPut, callbackPath(demoFacility), body, http.Header{"Content-Type": {"application/json"}})
	if err != nil {
		return err
	}
	if !got.ok() {
		return got.problem()
	}
	d.out.linef("   %s", d.out.good(fmt.Sprint(got.Status)))
	return nil
}

// submit sends a bundle and follows it to its last state and its callback.
func (d *demo) submit(ctx context.Context, what string, body []byte) (mediator string, err error) {
	d.heading("It submits %s", what)
	d.request("POST", "/v1/shr-med/bundle", fmt.Sprintf("a FHIR message Bundle of %d bytes", len(body)))
	got, err := d.exchange.call(ctx, http.MethodPost, "/v1/shr-med/bundle", body, nil)
	if err != nil {
		return "", err
	}
	d.out.linef("   %s  %s", d.out.good(fmt.Sprint(got.Status)), got.Body)
	if !got.ok() {
		showFindings(d.out, got.findings())
		return "", got.problem()
	}
	var ack struct {
		Message struct {
			MediatorID string `json:"mediator_id"`
		}
	}
	if err := json.Unmarshal(got.Body, &ack); err != nil {
		return "", err
	}
	if err := d.follow(ctx, ack.Message.MediatorID); err != nil {
		return "", err
	}
	return ack.Message.MediatorID, d.awaitCallback(ctx)
}

// follow polls, and shows each state once.
func (d *demo) follow(ctx context.Context, mediator string) error {
	d.request("GET", "/v1/shr-med/claim-status?bundle_id="+mediator, "")
	shown, etag := 0, ""
	for {
		status, changed, err := d.exchange.status(ctx, "bundle_id", mediator, etag)
		if err != nil {
			return err
		}
		if !changed {
			continue
		}
		etag = status.etag
		for _, version := range status.versions {
			if version.number() > shown {
				d.out.linef("   %s", d.stateLine(version))
			}
			shown = max(shown, version.number())
		}
		if !status.queued() {
			return nil
		}
	}
}
