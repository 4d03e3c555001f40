package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/bima-exchange/bima/callbacks/receiver"
)

func (d *demo) stateLine(claim claimStatus) string {
	return fmt.Sprintf("%-16s version %s   %s", stateWord(d.out, claim.State), claim.Version, strings.Join(claim.Totals, "   "))
}

// awaitCallback shows the callback that the last state caused.
func (d *demo) awaitCallback(ctx context.Context) error {
	select {
	case callback := <-d.arrived:
		d.callback(callback)
		return nil
	case <-time.After(20 * time.Second):
		return errNoCallback
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (d *demo) callback(callback receiver.Callback) {
	d.out.linef("   %s  POST %s  Basic user %s  webhook-id %s  %s", d.out.good("callback"), d.receiver, callback.Username,
		callback.ID, stateWord(d.out, callback.State))
}

// printCallbacks shows what arrives after the show, until ctx is done.
func (d *demo) printCallbacks(ctx context.Context) {
	for {
		select {
		case callback := <-d.arrived:
			d.callback(callback)
		case <-ctx.Done():
			return
		}
	}
}

func (d *demo) request(method, path, body string) {
	d.out.linef("   %s %s", method, path)
	if body != "" {
		d.out.linef("   %s", d.out.faint(body))
	}
}

// farewell ends the show with what to try next.
func (d *demo) farewell(mediator string) {
	d.heading("Go on from here (the exchange keeps serving until Ctrl-C)")
	server := d.exchange.Server
	d.out.linef(`   TOKEN=$(curl -s %s/api/auth/token/ -H 'Content-Type: application/json' -d '{"client_id":"demo-hmis","client_secret":"demo-secret"}' | sed 's/.*"access_token":"\([^"]*\)".*/\1/')`, server)
	d.out.linef(`   curl -s -H "Authorization: Bearer $TOKEN" '%s/v1/shr-med/claim-status?bundle_id=%s&history=true'`, server, mediator)
	d.out.linef(`   curl -s -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/fhir+json' --data-binary @testdata/guide/claim.json %s/v1/shr-med/bundle`, server)
}
