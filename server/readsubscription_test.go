package server

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// findingsOf are the findings of an OperationOutcome, each as its place, its code and its text.
func findingsOf(t *testing.T, body []byte) (findings []string) {
	t.Helper()
	var outcome struct {
		Issue []struct {
			Code, Diagnostics string
			Expression        []string
		}
	}
	if err := json.Unmarshal(body, &outcome); err != nil {
		t.Fatal(err)
	}
	for _, issue := range outcome.Issue {
		findings = append(findings, strings.Join(issue.Expression, ",")+" "+issue.Code+": "+issue.Diagnostics)
	}
	return findings
}

// Whatever is wrong is told at once, each finding at its place.
func TestUpdateSubscription_refused(t *testing.T) {
	x := newExchange(t)
	caller := x.bearer(t, "provider")
	wantStatus(t, x.send("POST", subscriptionsPath, subscriptionBody(), caller, fhirType), http.StatusCreated)
	const header = `; one header is wanted, "Authorization: Basic " and the base64 of user:password`
	for name, test := range map[string]struct {
		changes  []string
		status   int
		findings []string
	}{
		"another id":  {[]string{`"id":"` + testFID, `"id":"x`}, 400, []string{`Subscription.id invalid: the id is "x", and the address says FID-01-116951-6; the same id is wanted in both`}},
		"without one": {[]string{`"id":"` + testFID + `",`, ``}, 400, []string{`Subscription invalid: the id is "", and the address says FID-01-116951-6; the same id is wanted in both`}},
		"another facility": {[]string{"Organization/" + testFID, "Organization/FID-2-2"}, 422, []string{
			`Subscription.criteria business-rule: the criteria name facility FID-2-2, and the Subscription is of FID-01-116951-6; the facility of one cannot change`}},
		"the exchange's status": {[]string{"requested", "error"}, 422, []string{
			`Subscription.status value: the status "error" is the exchange's to set; requested is wanted, or off to have nothing sent`}},
		"no status of R4": {[]string{"requested", "paused"}, 422, []string{
			`Subscription.status code-invalid: the code "paused" found; one of "requested", "active", "error", "off" is wanted`}},
		"end": {[]string{`"reason"`, `"end":"2027-01-01T00:00:00Z","reason"`}, 422, []string{
			`Subscription.end not-supported: end is not supported; delete the Subscription when it is to end`}},
		"modifier": {[]string{`"reason"`, `"modifierExtension":[{"url":"http://x.test/not","valueBoolean":true}],"reason"`}, 422, []string{
			`Subscription.modifierExtension extension: a modifierExtension is given that is not known here; R4 forbids to process what it may change. Leave it out`}},
		"rules": {[]string{`"reason"`, `"implicitRules":"http://x.test/rules","reason"`}, 422, []string{
			`Subscription.implicitRules extension: the implicitRules "http://x.test/rules" are not known here; R4 forbids to process what they may change. Leave them out`}},
		"an unknown element": {[]string{`"reason":`, `"reazon":`}, 422, []string{
			`Subscription required: "reason" is missing; R4 wants it in a Subscription (what is given as "reazon" was not read)`,
			`Subscription.reazon structure: "reazon" is no element of Subscription in R4, and so it was left out; is "reason" meant?`}},
		"another type": {[]string{"ClaimResponse?", "Claim?"}, 422, []string{
			`Subscription.criteria not-supported: the criteria are about "Claim"; ClaimResponse is the one type that is supported, as ClaimResponse?requestor=Organization/<id of the facility>`}},
		"other parameters": {[]string{"?requestor=", "?status=active&_id=x&requestor="}, 422, []string{
			`Subscription.criteria not-supported: the parameter "_id" of the criteria is not supported; requestor is the one that is, as ClaimResponse?requestor=Organization/<id of the facility>`,
			`Subscription.criteria not-supported: the parameter "status" of the criteria is not supported; requestor is the one that is, as ClaimResponse?requestor=Organization/<id of the facility>`}},
		"a foreign host": {[]string{"Organization/", "https://x.test/fhir/Organization/"}, 422, []string{
			`Subscription.criteria value: the requestor of the criteria is "https://x.test/fhir/Organization/FID-01-116951-6"; ClaimResponse?requestor=Organization/<id of the facility> is wanted`}},
		"two facilities": {[]string{"?requestor=", "?requestor=Organization/x&requestor="}, 422, []string{
			`Subscription.criteria value: the criteria have requestor 2 times; one facility is wanted, as ClaimResponse?requestor=Organization/<id of the facility>`}},
		"either of two": {[]string{"Organization/", "Organization/x,Organization/"}, 422, []string{
			`Subscription.criteria value: the requestor of the criteria is "Organization/x,Organization/FID-01-116951-6"; ClaimResponse?requestor=Organization/<id of the facility> is wanted`}},
		"no query": {[]string{"?requestor=", "?%zz="}, 422, []string{
			`Subscription.criteria value: the query of the criteria cannot be read; ClaimResponse?requestor=Organization/<id of the facility> is wanted`}},
		"another channel": {[]string{"rest-hook", "websocket"}, 422, []string{
			`Subscription.channel.type not-supported: the channel is "websocket"; rest-hook is the one that is supported`}},
		"an address that the guard refuses": {[]string{"https://h.test/cb", "http://127.0.0.1/"}, 422, []string{
			`Subscription.channel.endpoint value: callbacks to a loopback address are not sent`}},
		"another payload": {[]string{typeFHIR, "application/fhir+xml"}, 422, []string{
			`Subscription.channel.payload not-supported: the payload is "application/fhir+xml"; application/fhir+json is the one that is supported`}},
		"a channel of nothing": {[]string{`,"endpoint":"https://h.test/cb","payload":"application/fhir+json","header":["Authorization: Basic dTpw"]`, ``}, 422, []string{
			`Subscription.channel required: the endpoint is missing; the url to which callbacks are posted is wanted`,
			`Subscription.channel required: the Authorization header is missing` + header + `, since every callback carries Basic authentication`,
			`Subscription.channel required: the payload is missing; application/fhir+json is wanted, since every callback has the ClaimResponse as its body`}},
		"another header": {[]string{"Authorization: Basic dTpw", "X-Api-Key: my-secret-key"}, 422, []string{
			`Subscription.channel.header required: the Authorization header is missing` + header + `, since every callback carries Basic authentication`,
			`Subscription.channel.header[0] not-supported: the header X-Api-Key is not supported` + header}},
		"too many headers": {[]string{`["`, `["Host: my-secret-key","Authorization: Basic YTpi","`}, 422, []string{
			`Subscription.channel.header[0] not-supported: the header Host is not supported` + header,
			`Subscription.channel.header[2] value: there is a second Authorization header` + header}},
		"no header":     {[]string{"Authorization: Basic dTpw", "my-secret-key"}, 422, []string{`Subscription.channel.header required: the Authorization header is missing` + header + `, since every callback carries Basic authentication`, `Subscription.channel.header[0] value: this is no header` + header}},
		"another way":   {[]string{"Basic dTpw", "Bearer my-secret-key"}, 422, []string{`Subscription.channel.header[0] value: the Authorization is of another scheme than Basic` + header}},
		"no base64":     {[]string{"dTpw", "my-secret-key"}, 422, []string{`Subscription.channel.header[0] value: what follows Basic is no base64` + header}},
		"no colon":      {[]string{"dTpw", "dXA="}, 422, []string{`Subscription.channel.header[0] value: the Basic credentials have no colon between user and password` + header}},
		"no user":       {[]string{"dTpw", "OnA="}, 422, []string{`Subscription.channel.header[0] value: the user of the Basic credentials is empty` + header}},
		"no password":   {[]string{"dTpw", "dTo="}, 422, []string{`Subscription.channel.header[0] value: the password of the Basic credentials is empty` + header}},
		"no text":       {[]string{"dTpw", "dTr/"}, 422, []string{`Subscription.channel.header[0] value: the Basic credentials hold characters that are no text in UTF-8` + header}},
		"a NUL":         {[]string{"dTpw", "dTpwAA=="}, 422, []string{`Subscription.channel.header[0] value: the Basic credentials hold characters that are no text in UTF-8` + header}},
		"not a list":    {[]string{`["Authorization: Basic dTpw"]`, `"Authorization: Basic my-secret-key"`}, 422, []string{`Subscription.channel.header structure: a string found; R4 wants an array here, also of one`}},
		"not of text":   {[]string{`"Authorization: Basic dTpw"`, `{"my-secret-key":1}`}, 422, []string{`Subscription.channel.header[0] value: this is no string as R4 has them` + header}},
		"a broken text": {[]string{`dTpw`, `dTpw\u0001`}, 422, []string{`Subscription.channel.header[0] value: this is no string as R4 has them` + header}},
		"many at once": {[]string{`requested`, `error`, `ClaimResponse?`, `Claim?`, `rest-hook`, `email`, `https://h.test/cb`, `http://127.0.0.1/`, `Basic dTpw`, `Bearer x`}, 422, []string{
			`Subscription.status value: the status "error" is the exchange's to set; requested is wanted, or off to have nothing sent`,
			`Subscription.criteria not-supported: the criteria are about "Claim"; ClaimResponse is the one type that is supported, as ClaimResponse?requestor=Organization/<id of the facility>`,
			`Subscription.channel.type not-supported: the channel is "email"; rest-hook is the one that is supported`,
			`Subscription.channel.endpoint value: callbacks to a loopback address are not sent`,
			`Subscription.channel.header[0] value: the Authorization is of another scheme than Basic` + header}},
	} {
		t.Run(name, func(t *testing.T) {
			got := x.send("PUT", subscriptionPath, subscriptionBody(test.changes...), caller, fhirType)
			wantStatus(t, got, test.status)
			if diff := cmp.Diff(test.findings, findingsOf(t, got.Body.Bytes())); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if strings.Contains(got.Body.String(), "my-secret-key") {
				t.Errorf("the value of a header is told: %s", got.Body)
			}
		})
	}
	if strings.Contains(x.log.String(), "my-secret-key") {
		t.Error("the log has the value of a header")
	}
	read, _ := wantSubscription(t, x.send("GET", subscriptionPath, nil, caller).Body.Bytes())
	if read.Status != "active" || read.Channel.Endpoint != "https://h.test/cb" {
		t.Errorf("what was refused has changed something: %+v", read)
	}
}

func TestCreateSubscription_notASubscription(t *testing.T) {
	x := newExchange(t)
	caller := x.bearer(t, "provider")
	for body, want := range map[string]string{
		``: "", `{`: "", `[]`: "", `{"resourceType":"Subscripton"}`: "Subscripton",
		`{"resourceType":"Patient"}`: "the body is a Patient; a Subscription is wanted",
	} {
		got := x.send("POST", subscriptionsPath, []byte(body), caller, fhirType)
		wantStatus(t, got, http.StatusBadRequest)
		if !strings.Contains(got.Body.String(), want) {
			t.Errorf("%s: %s", body, got.Body)
		}
	}
	wantOutcome(t, x.send("POST", subscriptionsPath, subscriptionBody(), caller), http.StatusUnsupportedMediaType, "not-supported")
	bare := x.send("POST", subscriptionsPath, []byte(`{"resourceType":"Subscription"}`), caller, fhirType)
	wantStatus(t, bare, http.StatusUnprocessableEntity)
	if got := findingsOf(t, bare.Body.Bytes()); len(got) != 4 { // the four elements that R4 wants
		t.Errorf("%q", got)
	}
}

// Whatever comes is refused, or is an endpoint that can be kept.
func FuzzReadSubscription(f *testing.F) {
	f.Add(subscriptionBody())
	f.Add(subscriptionBody("requested", "off", "ClaimResponse?requestor=Organization/"+testFID, "ClaimResponse"))
	f.Add(subscriptionBody(`["`, `["X-Key: a",null,"`, "rest-hook", "email"))
	f.Add([]byte(`{"resourceType":"Subscription","channel":[],"_criteria":{"extension":[]},"criteria":5}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		sent, err := readSubscription(body, testBase)
		if err != nil {
			if engine.KindOf(err) != engine.Invalid {
				t.Errorf("%q: %v", body, err)
			}
			return
		}
		if fhir.HasErrors(sent.issues) {
			for _, issue := range sent.resource.Settle(sent.issues) {
				if issue.Text == "" || !strings.HasPrefix(issue.Path, "Subscription") {
					t.Errorf("%q: %+v", body, issue)
				}
			}
			return
		}
		user, password := sent.endpoint.Username, sent.endpoint.Password
		if user == "" || password == "" || !utf8.ValidString(user+password) || sent.endpoint.URL == "" || sent.facility != "" && !facilityID.MatchString(sent.facility) {
			t.Errorf("%q is taken as %+v of %q", body, sent.endpoint, sent.facility)
		}
	})
}
