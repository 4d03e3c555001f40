package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"testing"

	"github.com/bima-exchange/bima/engine"
)

// staff is everybody who works on claims, each with the token of a client of the development mode. They
// talk to the exchange over real HTTP.
type staff struct {
	t  *testing.T
	by map[engine.Role]*hmis
	// other is another facility's system.
	other *hmis
}

// clientsOf are the clients that act for a role.
var clientsOf = map[engine.Role]string{
	engine.Provider: "demo-hmis", engine.ClaimsOfficer: "demo-officer", engine.ClinicalOfficer: "demo-clinical",
	engine.SHAOfficer: "demo-sha", engine.FinanceOfficer: "demo-finance", engine.Admin: "demo-admin",
}

func newStaff(t *testing.T, exchange string) *staff {
	t.Helper()
	s := &staff{t: t, by: map[engine.Role]*hmis{}, other: newHMIS(t, exchange, "demo-other")}
	for role, client := range clientsOf {
		s.by[role] = newHMIS(t, exchange, client)
	}
	return s
}

// jsonBody is the header of a body that is not FHIR.
var jsonBody = http.Header{"Content-Type": {"application/json"}}

// saying is what is said with a step where a test says nothing of its own.
var saying = map[engine.Action]string{
	engine.Reject: `{"reason":"not-covered"}`, engine.SendBack: `{"reason":"documents-missing","note":"Please add the discharge summary."}`,
	engine.ReferSurveillance: `{"reason":"pattern-unusual"}`, engine.Appeal: `{"reason":"new-evidence"}`,
	engine.SendToPayment: `{"reference":"PAY-1"}`, engine.CompletePayment: `{"reference":"PAY-1","date":"2026-11-21"}`,
	engine.DeclinePayment: `{"reference":"PAY-1","reason":"bank-details-wrong"}`,
	engine.AddDocuments: `{"resourceType":"DocumentReference","status":"current","type":{"coding":[{"code":"discharge-summary"}]},` +
		`"content":[{"attachment":{"contentType":"text/plain","title":"Summary","data":"V2VsbC4="}}]}`,
}

// act asks for a step of a claim as it stands at a version.
func (s *staff) act(by *hmis, id string, on engine.Action, version, body string) answer {
	s.t.Helper()
	header := http.Header{"If-Match": {version}}
	if on != engine.AddDocuments {
		header.Set("Content-Type", "application/json")
	}
	if body == "" {
		body = saying[on]
	}
	if body == "" {
		body = "{}"
	}
	return by.do(http.MethodPost, "/v1/claims/"+id+"/"+string(on), []byte(body), header)
}

// step has a step made of a claim as it stands now, and expects a status.
func (s *staff) step(role engine.Role, id string, on engine.Action, body string, want int) stood {
	s.t.Helper()
	got := s.act(s.by[role], id, on, s.version(id), body)
	if got.Status != want {
		s.t.Fatalf("%s as %s: %d %s, want %d", on, role, got.Status, got.Body, want)
	}
	return standOf(s.t, got)
}

// stood is where a claim stands after a step.
type stood struct {
	Claim, Number, Assigned string
	State                   engine.State
	Version                 int
	Proposed                bool
}

func standOf(t *testing.T, got answer) (stood stood) {
	t.Helper()
	if !got.ok() {
		return stood
	}
	if err := json.Unmarshal(got.Body, &stood); err != nil {
		t.Fatalf("%s: %v", got.Body, err)
	}
	if tag := fmt.Sprintf(`W/"%d"`, stood.Version); got.Header.Get("ETag") != tag {
		t.Errorf("the claim is at version %d, and its ETag is %s", stood.Version, got.Header.Get("ETag"))
	}
	return stood
}

// version is the ETag of a claim as its facility gets it.
func (s *staff) version(id string) string {
	s.t.Helper()
	got := s.by[engine.Provider].do(http.MethodGet, "/v1/claims/"+id, nil, nil)
	if got.Status != http.StatusOK {
		s.t.Fatalf("claim %s: %d %s", id, got.Status, got.Body)
	}
	return got.Header.Get("ETag")
}

// claimFile is the file of a claim, as far as tests look into it.
type claimFile struct {
	Claim struct {
		ID, Number, Assigned, Barred, Replaces, Received, Accepted string
		Use                                                        engine.Use
		State, Before                                              engine.State
		Version, Appeals                                           int
		Benefit                                                    json.Number
	}
	Decision struct {
		Findings []struct{ Rule, Payer string }
	}
	Proposal  *struct{ Officer string }
	Payment   map[string]any
	Approval  *struct{ Number string }
	Events    []claimEvent
	Documents []struct{ ID, Type, Title string }
}

type claimEvent struct {
	Actor    string
	Action   engine.Action
	From, To engine.State
	Note     string
}

// file is the file of a claim as an officer reads it.
func (s *staff) file(id string) (file claimFile) {
	s.t.Helper()
	got := s.by[engine.SHAOfficer].do(http.MethodGet, "/v1/claims/"+id, nil, nil)
	if got.Status != http.StatusOK {
		s.t.Fatalf("file of %s: %d %s", id, got.Status, got.Body)
	}
	if err := json.Unmarshal(got.Body, &file); err != nil {
		s.t.Fatal(err)
	}
	return file
}

// submit has a bundle accepted and decided, and is the id of its claim.
func (s *staff) submit(body []byte, want engine.State) string {
	s.t.Helper()
	sender := s.by[engine.Provider]
	sender.submit(body, http.StatusAccepted)
	id := claimIn(s.t, body).ID.Value
	if state := sender.settled("claim_id=" + id); state != string(want) {
		s.t.Fatalf("the claim is %s, want %s", state, want)
	}
	return id
}

// mayEver are the roles that may do an action in some state.
func mayEver(on engine.Action) (roles []engine.Role) {
	for _, arrow := range engine.Transitions() {
		for _, role := range arrow.By {
			if arrow.On == on && !slices.Contains(roles, role) {
				roles = append(roles, role)
			}
		}
	}
	return roles
}
