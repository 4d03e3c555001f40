package main

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/engine/rules"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/fhir/fhirtest"
	"github.com/bima-exchange/bima/profiles"
	"github.com/bima-exchange/bima/store"
	"github.com/bima-exchange/bima/store/storetest"
	"github.com/bima-exchange/bima/terminology"
	"github.com/bima-exchange/bima/testdata"
)

// turnedClock is one that a test turns.
type turnedClock struct{ at time.Time }

func (c *turnedClock) Now() time.Time { return c.at }

// payer is the payer's side in this process, over a real store, with a clock that the test turns.
type payer struct {
	t      *testing.T
	engine *engine.Engine
	store  *store.Store
	clock  *turnedClock
	sender engine.Caller
}

// nobody is a queue that wakes nobody: the test does the work itself.
type nobody struct{}

func (nobody) Wake(engine.Task) {}

// onEachPayer runs a test on both databases.
func onEachPayer(t *testing.T, test func(t *testing.T, d *payer)) {
	for name, open := range map[string]func(testing.TB) *store.Store{"sqlite": storetest.SQLite, "postgresql": storetest.Postgres} {
		t.Run(name, func(t *testing.T) { test(t, newPayer(t, open(t))) })
	}
}

func newPayer(t *testing.T, opened *store.Store) *payer {
	t.Helper()
	keys, err := keyTexts{}.open()
	if err != nil {
		t.Fatal(err)
	}
	if err := loadDemoData(t.Context(), opened, keys); err != nil {
		t.Fatal(err)
	}
	parts, err := baseTerms(defaultBase)
	if err != nil {
		t.Fatal(err)
	}
	set, err := terminology.NewSet(parts)
	if err != nil {
		t.Fatal(err)
	}
	terms := terminology.New(set)
	d := &payer{t: t, store: opened, clock: &turnedClock{receipt}, sender: demoClients[0].Caller()}
	d.engine = engine.New(engine.Config{
		Claims: opened, Registry: opened, Clients: opened, Deliveries: opened, Ledger: opened, Queue: nobody{}, Box: keys.box,
		Clock: d.clock, Terminology: terms, Profile: profiles.New(profiles.Config{Terms: terms}), Rules: rules.All(), Base: defaultBase,
		NewID: uuid.NewString, RuleSets: rules.DefaultSets(),
	})
	return d
}

// today is a sample with service up to the day of the clock, under ids of its own.
func (d *payer) today(name string) []byte {
	return testdata.Fresh(testdata.Today(testdata.Bundle(name), fhir.DateOf(d.clock.at)), uuid.NewString)
}

// submit has a bundle accepted and its claim decided by the engine.
func (d *payer) submit(body []byte) engine.Claim {
	d.t.Helper()
	if _, err := d.engine.Submit(d.t.Context(), d.sender, engine.Submission{Body: body}); err != nil {
		d.t.Fatalf("submit: %v %+v", err, findingsOf(err))
	}
	id := claimIn(d.t, body).ID.Value
	if err := d.engine.Adjudicate(d.t.Context(), id); err != nil {
		d.t.Fatal(err)
	}
	return d.claim(id)
}

func findingsOf(err error) []string {
	failure, ok := err.(*engine.Error)
	if !ok {
		return nil
	}
	var texts []string
	for _, issue := range failure.Issues {
		if issue.Level == fhir.Error {
			texts = append(texts, issue.Rule+" "+issue.Text)
		}
	}
	return texts
}

func (d *payer) claim(id string) engine.Claim {
	d.t.Helper()
	claim, err := d.store.FindClaim(d.t.Context(), id)
	if err != nil {
		d.t.Fatal(err)
	}
	return claim
}

// act does something as a client of the development mode, and wants it to go well.
func (d *payer) act(client string, claim engine.Claim, request engine.ActionRequest) engine.Claim {
	d.t.Helper()
	acted, err := d.try(client, claim, request)
	if err != nil {
		d.t.Fatalf("%s by %s on a claim that is %s: %v", request.On, client, claim.State, err)
	}
	return acted.Claim
}

func (d *payer) try(client string, claim engine.Claim, request engine.ActionRequest) (engine.Acted, error) {
	caller := demoClients[slices.IndexFunc(demoClients, func(c engine.Client) bool { return c.ID == client })].Caller()
	request.ClaimID, request.Version = claim.ID, claim.Version
	return d.engine.Act(d.t.Context(), caller, request)
}

// clocks lets time alone do what is due.
func (d *payer) clocks() int {
	d.t.Helper()
	moved, err := d.engine.Clocks(context.WithoutCancel(d.t.Context()))
	if err != nil {
		d.t.Fatal(err)
	}
	return moved
}

// response is the current ClaimResponse, which has to be sound.
func (d *payer) response(id string) fhir.ClaimResponse {
	d.t.Helper()
	current, err := d.store.FindResponse(d.t.Context(), id)
	if err != nil {
		d.t.Fatal(err)
	}
	fhirtest.CheckClaimResponse(d.t, current.Body)
	response, err := fhir.DecodeClaimResponse(current.Body)
	if err != nil {
		d.t.Fatal(err)
	}
	return response
}

// unpaid is a sample that the engine leaves to a person: its practitioner is unknown.
func unpaid(body []byte) []byte {
	return bytes.ReplaceAll(body, []byte("PUID-0002532-1"), []byte("PUID-0002532-9"))
}

// TestTimeBar: what was sent back is rejected when the last day to answer is over, not before, and the
// rejection can be appealed once, for as long as the setting says, by nobody who refused it.
func TestTimeBar(t *testing.T) {
	onEachPayer(t, func(t *testing.T, d *payer) {
		claim := d.submit(unpaid(d.today("delivery")))
		if claim.State != engine.InReview {
			t.Fatalf("the claim is %s", claim.State)
		}
		claim = d.act("demo-officer", claim, engine.ActionRequest{On: engine.SendBack, Reason: engine.DocumentsMissing, Note: "The discharge summary."})
		last := fhir.DateOf(d.clock.at).AddDays(14)
		if notes := d.response(claim.ID).ProcessNote; !strings.Contains(notes[len(notes)-1].Text, "until "+last.String()) {
			t.Errorf("the notes are %+v, want the day %s", notes, last)
		}
		d.clock.at = last.AddDays(1).Start().Add(-time.Second)
		if moved := d.clocks(); moved != 0 || d.claim(claim.ID).State != engine.SentBack {
			t.Fatal("the claim was barred before the day was over")
		}
		d.clock.at = d.clock.at.Add(time.Second)
		if moved := d.clocks(); moved != 1 || d.claim(claim.ID).State != engine.Rejected {
			t.Fatalf("%d claims were moved, and the claim is %s", moved, d.claim(claim.ID).State)
		}
		if moved := d.clocks(); moved != 0 {
			t.Error("time rejected the claim twice")
		}
		d.clock.at = d.clock.at.AddDate(0, 0, 31)
		if _, err := d.try("demo-hmis", d.claim(claim.ID), engine.ActionRequest{On: engine.Appeal, Reason: engine.EvidenceNew}); err == nil || engine.KindOf(err) != engine.Conflict {
			t.Errorf("an appeal after its time: %v", err)
		}
		d.clock.at = d.clock.at.AddDate(0, 0, -1)
		claim = d.act("demo-hmis", d.claim(claim.ID), engine.ActionRequest{On: engine.Appeal, Reason: engine.EvidenceNew})
		claim = d.act("demo-officer", claim, engine.ActionRequest{On: engine.Reject, Reason: engine.NotCovered})
		if _, err := d.try("demo-hmis", claim, engine.ActionRequest{On: engine.Appeal, Reason: engine.EvidenceNew}); err == nil || engine.KindOf(err) != engine.Conflict {
			t.Errorf("a second appeal: %v", err)
		}
	})
}

// TestExpiry: the facility is told once that the days of its preauthorization are over. Service within
// them can still be claimed, service after them not; and every way to name the preauthorization is
// understood.
func TestExpiry(t *testing.T) {
	onEachPayer(t, func(t *testing.T, d *payer) {
		pair := testdata.FreshTogether([][]byte{testdata.Bundle("dialysis-preauth"), testdata.Bundle("dialysis-claim")}, uuid.NewString)
		preauth := d.submit(forSessions(t, testdata.Today(pair[0], fhir.DateOf(d.clock.at)), 10))
		preauth = d.act("demo-clinical", preauth, engine.ActionRequest{On: engine.Approve})
		response := d.response(preauth.ID)
		first := preauth.FirstDay()
		if want := first.AddDays(89); response.PreAuthPeriod == nil || response.PreAuthPeriod.Start != first.String() || response.PreAuthPeriod.End != want.String() {
			t.Fatalf("the preauthorization holds in %+v, want %s to %s", response.PreAuthPeriod, first, want)
		}
		number := response.PreAuthRef
		if !strings.HasPrefix(number, "AUTH/2026/") {
			t.Fatalf("the number is %q", number)
		}
		for n, name := range []func(map[string]any){
			func(map[string]any) {}, // as the sample does: related, identifier
			func(claim map[string]any) {
				related(claim)["claim"] = map[string]any{"reference": defaultBase + "/Claim/" + preauth.ID}
			},
			func(claim map[string]any) { delete(claim, "related"); insurance(claim)["preAuthRef"] = []any{number} },
			func(claim map[string]any) {
				delete(claim, "related")
				claim["extension"] = []any{map[string]any{"url": defaultBase + "/StructureDefinition/preauth-token", "valueString": preauth.ID}}
			},
		} {
			d.clock.at = receipt.AddDate(0, 0, n+1)
			body := d.claimUnder(pair[1], name)
			if claim := d.submit(body); claim.State != engine.Approved {
				t.Errorf("way %d to name the preauthorization: the claim is %s: %+v", n, claim.State, d.response(claim.ID).ProcessNote)
			}
		}

		d.clock.at = first.AddDays(90).Start().Add(9 * time.Hour)
		late, inTime := d.claimUnder(pair[1], nil), []byte(nil)
		d.clock.at = d.clock.at.AddDate(0, 0, -1)
		inTime = d.claimUnder(pair[1], nil)
		if moved := d.clocks(); moved != 0 {
			t.Error("the preauthorization expired on its last day")
		}
		d.clock.at = d.clock.at.AddDate(0, 0, 1)
		if moved := d.clocks(); moved != 1 || d.clocks() != 0 {
			t.Errorf("%d preauthorizations expired, want one, once", moved)
		}
		if after := d.response(preauth.ID); after.Meta.VersionID != "4" || expiryCode(after) != "expired" || d.claim(preauth.ID).State != engine.Approved {
			t.Errorf("after its days version %s says %q, and it is %s", after.Meta.VersionID, expiryCode(after), d.claim(preauth.ID).State)
		}
		if claim := d.submit(inTime); claim.State != engine.Approved {
			t.Errorf("service on the last day: the claim is %s", claim.State)
		}
		if claim := d.submit(late); claim.State != engine.InReview {
			t.Errorf("service after the last day: the claim is %s", claim.State)
		}
	})
}

// claimUnder is the claim of the sample with service up to the day of the clock, changed, under ids of its
// own but for that of the preauthorization.
func (d *payer) claimUnder(body []byte, change func(map[string]any)) []byte {
	d.t.Helper()
	body = testdata.Today(body, fhir.DateOf(d.clock.at))
	own := claimIn(d.t, body).ID.Value
	body = bytes.ReplaceAll(body, []byte(own), []byte(uuid.NewString()))
	body = bytes.Replace(body, []byte(bundleID(d.t, body)), []byte(uuid.NewString()), 1)
	return withEntries(d.t, body, func(entries []any) []any {
		for _, entry := range entries {
			claim := entry.(map[string]any)["resource"].(map[string]any)
			if claim["resourceType"] == "Claim" && change != nil {
				change(claim)
			}
		}
		return entries
	})
}

func related(claim map[string]any) map[string]any {
	return claim["related"].([]any)[0].(map[string]any)
}
func insurance(claim map[string]any) map[string]any {
	return claim["insurance"].([]any)[0].(map[string]any)
}

// expiryCode is the code of the claim-expiry extension.
func expiryCode(response fhir.ClaimResponse) string {
	for _, extension := range response.Extension {
		if strings.HasSuffix(extension.URL, "/claim-expiry-extension") {
			return extension.Concept.Coding[0].Code
		}
	}
	return ""
}
