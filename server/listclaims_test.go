package server

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
)

// listed are the claims of a list, by their ids, and the next cursor.
func (x *exchange) listed(t *testing.T, client, query string) (ids []string, list claimListRead) {
	t.Helper()
	got := x.send("GET", "/v1/claims?"+query, nil, x.bearer(t, client))
	wantStatus(t, got, http.StatusOK)
	if err := json.Unmarshal(got.Body.Bytes(), &list); err != nil {
		t.Fatal(err)
	}
	for _, claim := range list.Claim {
		ids = append(ids, claim["id"].(string))
	}
	return ids, list
}

type claimListRead struct {
	Claim []map[string]any
	Next  string
}

// outpatientClaim is the claim of the bundle of the examples. It is queued.
const outpatientClaim = "5b1e6c52-0f0c-4f7e-8d6f-1d2f0c9b7a11"

func TestListClaims_filters(t *testing.T) {
	x := shown(t)
	x.send("POST", deliveryPath+"/assign", []byte(`{"to":"me"}`), x.bearer(t, "claims_officer"), jsonType, `If-Match: W/"2"`)
	both, delivery, outpatient := []string{outpatientClaim, deliveryID}, []string{deliveryID}, []string{outpatientClaim}
	for _, test := range []struct {
		client, query string
		want          []string
	}{
		{"auditor", "", both},
		{"auditor", "sort=-received", []string{deliveryID, outpatientClaim}},
		{"auditor", "sort=due", both},
		{"auditor", "state=in-review", delivery},
		{"auditor", "state=in-review,queued&state=approved", both},
		{"auditor", "state=approved", nil},
		{"auditor", "facility=" + testFID, both},
		{"auditor", "facility=FID-47-115307-8", nil},
		{"auditor", "use=claim", both},
		{"auditor", "use=preauthorization", nil},
		{"auditor", "assigned=none", outpatient},
		{"auditor", "assigned=claims_officer", delivery},
		{"claims_officer", "assigned=me", delivery},
		{"sha_officer", "assigned=me", nil},
		{"auditor", "overdue=true", nil},
		{"provider", "", both},
		{"other", "", nil},
		{"other", "facility=" + testFID, nil},
		{"finance_officer", "", nil},
		{"finance_officer", "state=in-review", nil},
	} {
		got, _ := x.listed(t, test.client, test.query)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s asks %q (-want +got):\n%s", test.client, test.query, diff)
		}
	}
	x.clock.advance(2 * 3600e9)
	if got, _ := x.listed(t, "claims_officer", "overdue=true&sort=due"); cmp.Diff(outpatient, got) != "" {
		t.Errorf("after two hours %v are overdue", got)
	}
}

func TestListClaims_refused(t *testing.T) {
	x := shown(t)
	_, list := x.listed(t, "auditor", "count=1")
	for query, want := range map[string]int{
		"state=lost": 400, "use=predetermination": 400, "sort=name": 400, "from=yesterday": 400, "to=2026-13-01": 400, "count=0": 400,
		"count=many": 400, "overdue=maybe": 400, "cursor=x": 400,
		"cursor=" + list.Next: 200, "count=7&cursor=" + list.Next: 200, "sort=due&count=1&cursor=" + list.Next: 400, "count=9999": 200,
	} {
		if got := x.send("GET", "/v1/claims?"+query, nil, x.bearer(t, "auditor")); got.Code != want {
			t.Errorf("%q: %d %s; wanted %d", query, got.Code, got.Body, want)
		}
	}
	for _, query := range []string{"assigned=none", "overdue=true", "sort=due"} {
		wantOutcome(t, x.send("GET", "/v1/claims?"+query, nil, x.bearer(t, "provider")), http.StatusForbidden, "forbidden")
	}
}

func TestListClaims_pages(t *testing.T) {
	x := shown(t)
	x.hold(t, "inpatient-per-diem")
	for _, sort := range []engine.ClaimSort{engine.ByReceived, engine.ByNewest, engine.ByDue} {
		whole, _ := x.listed(t, "auditor", "sort="+string(sort))
		var paged []string
		for cursor, pages := "", 0; pages == 0 || cursor != ""; pages++ {
			ids, list := x.listed(t, "auditor", "count=1&sort="+string(sort)+"&cursor="+url.QueryEscape(cursor))
			paged, cursor = append(paged, ids...), list.Next
		}
		if diff := cmp.Diff(whole, paged); diff != "" || len(whole) != 3 {
			t.Errorf("%s: %d claims (-whole +paged):\n%s", sort, len(whole), diff)
		}
	}
}

// A facility's list has what the claim status tells: no officer, no clock but its own, and a benefit
// where one was told.
func TestListClaims_facility(t *testing.T) {
	x := shown(t)
	of := func(client string) map[string]any {
		_, list := x.listed(t, client, "sort=-received")
		return list.Claim[0]
	}
	wantStatus(t, x.send("POST", deliveryPath+"/assign", []byte(`{"to":"me"}`), x.bearer(t, "sha_officer"), jsonType, `If-Match: W/"2"`), http.StatusOK)
	for _, step := range []struct {
		on            engine.Action
		body          string
		due, benefit  bool
		payersBenefit bool
	}{
		{engine.Approve, "", false, true, true},
		{engine.ReferSurveillance, `{"reason":"pattern-unusual"}`, false, false, true},
		{engine.SendBack, `{"reason":"documents-missing","note":"Add it."}`, true, false, true},
	} {
		role := engine.SHAOfficer
		if step.on == engine.ReferSurveillance {
			role = engine.ClaimsOfficer
		}
		wantStatus(t, x.step(t, role, deliveryID, step.on, step.body), http.StatusOK)
		facility, officer := of("provider"), of("auditor")
		if facility["assigned"] != nil || (facility["due"] != nil) != step.due || (facility["benefit"] != nil) != step.benefit {
			t.Errorf("after %s a facility reads %v", step.on, facility)
		}
		if officer["assigned"] != "sha_officer" || officer["due"] == nil || (officer["benefit"] != nil) != step.payersBenefit {
			t.Errorf("after %s an officer reads %v", step.on, officer)
		}
	}
	x.Engine.GuideStates = true
	if ids, list := x.listed(t, "provider", "state=in-review"); len(ids) != 1 || list.Claim[0]["state"] != "in-review" {
		t.Errorf("with the guide's states: %v", list)
	}
	got := x.send("GET", "/v1/claims?state=sent-back", nil, x.bearer(t, "provider"))
	if got.Code != http.StatusBadRequest || !strings.Contains(got.Body.String(), "guide") {
		t.Errorf("with the guide's states sent-back is asked: %d %s", got.Code, got.Body)
	}
}
