package server

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/bima-exchange/bima/engine"
)

// allowed is who may what, written out once more and by hand: a route whose roles change must be
// changed here, too.
var allowed = map[string][]engine.Role{
	"POST /v1/shr-med/bundle":                         {engine.Provider},
	"POST /v1/shr-med/post-bundle":                    {engine.Provider},
	"GET /v1/shr-med/claim-status":                    {engine.Provider, engine.ClaimsOfficer, engine.ClinicalOfficer, engine.SHAOfficer, engine.Auditor},
	"GET /v1/bundles/:mediator_id/raw":                {engine.Provider},
	"POST /fhir/Bundle/$validate":                     {engine.Provider, engine.ClaimsOfficer, engine.ClinicalOfficer, engine.SHAOfficer},
	"POST /fhir/Claim/$validate":                      {engine.Provider, engine.ClaimsOfficer, engine.ClinicalOfficer, engine.SHAOfficer},
	"POST /fhir/Claim/$submit":                        {engine.Provider},
	"GET /v1/claims":                                  {engine.Provider, engine.ClaimsOfficer, engine.ClinicalOfficer, engine.SHAOfficer, engine.Auditor, engine.FinanceOfficer},
	"GET /v1/claims/:claim_id":                        {engine.Provider, engine.ClaimsOfficer, engine.ClinicalOfficer, engine.SHAOfficer, engine.Auditor, engine.FinanceOfficer},
	"GET /v1/claims/:claim_id/explanation":            {engine.Provider, engine.ClaimsOfficer, engine.ClinicalOfficer, engine.SHAOfficer, engine.Auditor},
	"GET /v1/claims/:claim_id/documents/:document_id": {engine.Provider, engine.ClaimsOfficer, engine.ClinicalOfficer, engine.SHAOfficer, engine.Auditor},
	"POST /v1/claims/:claim_id/assign":                {engine.ClaimsOfficer, engine.ClinicalOfficer, engine.SHAOfficer, engine.FinanceOfficer},
	"POST /v1/claims/:claim_id/approve":               {engine.ClaimsOfficer, engine.ClinicalOfficer, engine.SHAOfficer},
	"POST /v1/claims/:claim_id/reject":                {engine.ClaimsOfficer, engine.ClinicalOfficer, engine.SHAOfficer},
	"POST /v1/claims/:claim_id/send-back":             {engine.ClaimsOfficer, engine.ClinicalOfficer, engine.SHAOfficer},
	"POST /v1/claims/:claim_id/refer-clinical":        {engine.ClaimsOfficer},
	"POST /v1/claims/:claim_id/refer-surveillance":    {engine.ClaimsOfficer, engine.ClinicalOfficer, engine.SHAOfficer, engine.FinanceOfficer},
	"POST /v1/claims/:claim_id/resume":                {engine.SHAOfficer},
	"POST /v1/claims/:claim_id/send-for-payment":      {engine.FinanceOfficer},
	"POST /v1/claims/:claim_id/payment-completed":     {engine.FinanceOfficer},
	"POST /v1/claims/:claim_id/payment-declined":      {engine.FinanceOfficer},
	"POST /v1/claims/:claim_id/documents":             {engine.Provider},
	"POST /v1/claims/:claim_id/withdraw":              {engine.Provider},
	"POST /v1/claims/:claim_id/appeal":                {engine.Provider},
	"GET /fhir/Organization/SHA":                      engine.Roles,
	"POST /fhir/Subscription":                         {engine.Provider, engine.Admin},
	"GET /fhir/Subscription/:id":                      {engine.Provider, engine.Admin},
	"PUT /fhir/Subscription/:id":                      {engine.Provider, engine.Admin},
	"DELETE /fhir/Subscription/:id":                   {engine.Provider, engine.Admin},
	"GET /fhir/metadata":                              nil,
	"GET /metadata":                                   nil,
	"GET /fhir/StructureDefinition":                   nil,
	"GET /fhir/StructureDefinition/:id":               nil,
	"GET /fhir/CodeSystem":                            nil,
	"GET /fhir/CodeSystem/:id":                        nil,
	"GET /fhir/ValueSet":                              nil,
	"GET /fhir/ValueSet/:id":                          nil,
	"PUT /v1/callbacks/:fid":                          {engine.Provider, engine.Admin},
	"GET /v1/callbacks/:fid":                          {engine.Provider, engine.Admin},
	"POST /v1/callbacks/:fid/rotate-secret":           {engine.Provider, engine.Admin},
	"DELETE /v1/callbacks/:fid":                       {engine.Provider, engine.Admin},
	"GET /v1/callbacks/:fid/deliveries":               {engine.Provider, engine.Admin},
	"POST /api/auth/token":                            nil,
	"POST /api/auth/token/":                           nil,
	"POST /oauth2/token":                              nil,
	"GET /v1/hie-auth":                                nil,
	"POST /v1/hie-auth":                               nil,
	"GET /.well-known/jwks.json":                      nil,
	"GET /health/live":                                nil,
	"GET /health/ready":                               nil,
	"GET /openapi.json":                               nil,
	"GET /docs":                                       nil,
	"GET /fhir/CodeSystem/$lookup":                    nil,
	"POST /fhir/CodeSystem/$lookup":                   nil,
	"GET /fhir/CodeSystem/$validate-code":             nil,
	"GET /fhir/CodeSystem/:id/$validate-code":         nil,
	"POST /fhir/CodeSystem/$validate-code":            nil,
	"POST /fhir/CodeSystem/:id/$validate-code":        nil,
	"GET /fhir/CodeSystem/$subsumes":                  nil,
	"GET /fhir/CodeSystem/:id/$subsumes":              nil,
	"POST /fhir/CodeSystem/$subsumes":                 nil,
	"POST /fhir/CodeSystem/:id/$subsumes":             nil,
	"GET /fhir/ValueSet/$expand":                      nil,
	"GET /fhir/ValueSet/:id/$expand":                  nil,
	"POST /fhir/ValueSet/$expand":                     nil,
	"POST /fhir/ValueSet/:id/$expand":                 nil,
	"GET /fhir/ValueSet/$validate-code":               nil,
	"GET /fhir/ValueSet/:id/$validate-code":           nil,
	"POST /fhir/ValueSet/$validate-code":              nil,
	"POST /fhir/ValueSet/:id/$validate-code":          nil,
	"GET /terminology/v1/icd11":                       nil,
	"GET /v1/icd-11":                                  nil,
	"GET /terminology/v1/sha-intervention":            nil,
	"GET /v1/sha-interventions":                       nil,
	"GET /terminology":                                nil,

	"GET /v1/callbacks/:fid/deliveries/:id":            {engine.Provider, engine.Admin},
	"POST /v1/callbacks/:fid/deliveries/:id/redeliver": {engine.Provider, engine.Admin},
	"POST /v1/callbacks/:fid/recover":                  {engine.Provider, engine.Admin},
	"POST /v1/callbacks/:fid/test":                     {engine.Provider, engine.Admin},
}

func TestRoutes_whoMay(t *testing.T) {
	x := newExchange(t)
	for _, route := range x.Routes() {
		name := route.Method + " " + route.Path
		may, listed := allowed[name]
		if !listed {
			t.Errorf("%s is not in the table of this test", name)
			continue
		}
		target := strings.NewReplacer(":mediator_id", "m", ":fid", testFID).Replace(route.Path)
		anonymous := x.send(route.Method, target, nil)
		if may == nil {
			if anonymous.Header().Get("WWW-Authenticate") != "" && strings.HasPrefix(anonymous.Header().Get("WWW-Authenticate"), "Bearer") {
				t.Errorf("%s asks for a token", name)
			}
			continue
		}
		wantOutcome(t, anonymous, http.StatusUnauthorized, "login")
		for _, role := range engine.Roles {
			got := x.send(route.Method, target, nil, x.bearer(t, string(role)))
			if slices.Contains(may, role) == (got.Code == http.StatusForbidden) {
				t.Errorf("%s as %s: status %d", name, role, got.Code)
			}
			if got.Code == http.StatusUnauthorized || got.Code >= 500 {
				t.Errorf("%s as %s: status %d %s", name, role, got.Code, got.Body)
			}
			if got.Header().Get("Cache-Control") != "no-store" || got.Header().Get("X-Content-Type-Options") != "nosniff" {
				t.Errorf("%s as %s: headers %v", name, role, got.Header())
			}
		}
	}
	if got, want := len(x.Routes()), len(allowed); got != want {
		t.Errorf("%d routes, %d in the table of this test", got, want)
	}
}

func TestRouting_whatIsNotThere(t *testing.T) {
	x := newExchange(t)
	for _, test := range []struct {
		method, target string
		status         int
		code           string
		allow          string
	}{
		{"GET", "/", 404, "not-found", ""},
		{"GET", "/v1/shr-med/claims", 404, "not-found", ""},
		{"POST", "/fhir/Bundle/validate", 404, "not-found", ""},
		{"POST", "/fhir/Bundle/%24validate/x", 404, "not-found", ""},
		{"GET", "/v1/shr-med/bundle", 405, "not-supported", "POST"},
		{"DELETE", "/v1/shr-med/claim-status", 405, "not-supported", "GET"},
		{"PATCH", "/v1/callbacks/" + testFID, 405, "not-supported", "PUT"},
	} {
		got := x.send(test.method, test.target, nil, x.bearer(t, "provider"))
		wantOutcome(t, got, test.status, test.code)
		if allow := got.Header().Get("Allow"); !strings.Contains(allow, test.allow) {
			t.Errorf("%s %s: Allow is %q; wanted %q in it", test.method, test.target, allow, test.allow)
		}
	}
}

func TestRouting_escapedDollar(t *testing.T) {
	x := newExchange(t)
	got := x.send("POST", "/fhir/Bundle/%24validate", bundle(t, "outpatient-phc"), x.bearer(t, "provider"), "Content-Type: application/json")
	wantStatus(t, got, http.StatusOK)
}

// Below the FHIR base a slash at the end changes nothing.
func TestRoute_slash(t *testing.T) {
	x := shown(t)
	for _, path := range []string{"/fhir/metadata", "/fhir/CodeSystem/claim-state", "/fhir/CodeSystem/$lookup"} {
		const query = "?system=" + icd11 + "&code=BA00"
		with, without := x.send("GET", path+"/"+query, nil), x.send("GET", path+query, nil)
		if with.Code != http.StatusOK || with.Body.String() != without.Body.String() {
			t.Errorf("%s: %d %.100s", path, with.Code, with.Body)
		}
	}
	wantStatus(t, x.send("GET", "/fhir/", nil), http.StatusNotFound)
}
