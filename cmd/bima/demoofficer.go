package main

import (
	"context"
	"fmt"
	"net/http"
)

// demoOfficer is the clinical officer of the demo.
const demoOfficer = "demo-clinical"

// approve plays the payer's clinical officer, who approves the preauthorization: without that the claim
// that follows it would not be paid. The version that the officer has seen goes along, so that a
// decision is never made on something else.
func (d *demo) approve(ctx context.Context, mediator string) error {
	d.heading("A clinical officer of the payer approves it")
	status, _, err := d.exchange.status(ctx, "bundle_id", mediator, "")
	if err != nil {
		return err
	}
	claim := "/v1/claims/" + status.claims[0].Claim
	officer := &api{Server: d.exchange.Server, ID: demoOfficer, Secret: demoSecret}
	d.request("GET", claim, "")
	seen, err := officer.call(ctx, http.MethodGet, claim, nil, nil)
	if err != nil {
		return err
	}
	if !seen.ok() {
		return seen.problem()
	}
	version := seen.Header.Get("ETag")
	d.out.linef("   %s  ETag: %s", d.out.good(fmt.Sprint(seen.Status)), version)
	d.request("POST", claim+"/approve", `If-Match: `+version)
	got, err := officer.call(ctx, http.MethodPost, claim+"/approve", []byte("{}"), http.Header{
		"If-Match": {version}, "Content-Type": {"application/json"},
	})
	if err != nil {
		return err
	}
	if !got.ok() {
		return got.problem()
	}
	d.out.linef("   %s  %s", d.out.good(fmt.Sprint(got.Status)), got.Body)
	status, _, err = d.exchange.status(ctx, "bundle_id", mediator, "")
	if err != nil {
		return err
	}
	d.out.linef("   %s", d.stateLine(status.claims[0]))
	d.out.linef("   preauthorization %s", status.claims[0].response.PreAuthRef)
	return d.awaitCallback(ctx)
}
