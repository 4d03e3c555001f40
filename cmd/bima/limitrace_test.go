package main

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/engine/queue/redistest"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store"
	"github.com/bima-exchange/bima/store/storetest"
	"github.com/bima-exchange/bima/terminology"
	"github.com/bima-exchange/bima/terminology/sheet"
	"github.com/bima-exchange/bima/testdata"
)

// crowd is how many claims are sent at once in the races, and limit how many the benefit has room for.
const (
	crowd = 200
	room  = 10
)

// household is the one of everybody in the crowd.
const household = "HH7000000000000-1"

// crowdMember is the number of one of the crowd, as long as the one in the sample.
func crowdMember(n int) string { return fmt.Sprintf("CR70000000%05d-%d", n, n%10) }

// loadCrowd registers the crowd: members of one household, each with cover.
func loadCrowd(t *testing.T, opened *store.Store) {
	t.Helper()
	for n := range crowd {
		member := engine.Member{Number: crowdMember(n), Sex: "female", BirthDate: fhir.Date{Year: 1990, Month: 2, Day: 2}, Household: household, Validity: demoSince}
		if _, err := opened.SaveMember(t.Context(), member); err != nil {
			t.Fatal(err)
		}
		if _, err := opened.SaveCoverage(t.Context(), engine.Coverage{Member: member.Number, Scheme: "SHA", Validity: demoSince}); err != nil {
			t.Fatal(err)
		}
	}
}

// exchangeOf starts an exchange that works with many hands: on SQLite one process, since a folder belongs
// to one, on PostgreSQL one that serves and two that work, woken by Redis.
func exchangeOf(t *testing.T, db string, prepareStore func(*store.Store), flags ...string) *hmis {
	t.Helper()
	if db == "" {
		data := t.TempDir()
		startDev(t, data, "").Stop(t)
		opened := storetest.Open(t, data)
		prepareStore(opened)
		if err := opened.Close(); err != nil {
			t.Fatal(err)
		}
		return newHMIS(t, startDev(t, data, "", append(flags, "--workers=8")...).URL, "demo-hmis")
	}
	texts := realKeys(t)
	setKeys(t, texts)
	prepare(t, db, texts, func(opened *store.Store, keys keys) error {
		client := engine.Client{
			ID: "hmis", Role: engine.Provider, Scope: engine.Scope{FIDs: []string{hospital, centre}},
			SecretHash: keys.hasher.Hash(demoSecret), CreatedAt: time.Now(),
		}
		if err := opened.SaveClient(t.Context(), client); err != nil {
			return err
		}
		officer := client
		officer.ID, officer.Role, officer.Scope = "clinical", engine.ClinicalOfficer, engine.Scope{All: true}
		if err := opened.SaveClient(t.Context(), officer); err != nil {
			return err
		}
		if err := loadDemoRegistry(t.Context(), opened); err != nil {
			return err
		}
		prepareStore(opened)
		return nil
	})
	common := append([]string{"--db", db, "--redis", redistest.Start(t).URL, "--allow-fragment", "--metrics-addr", "127.0.0.1:0"}, flags...)
	serve := start(t, append([]string{"serve", "--addr", "127.0.0.1:0", "--rate", "0"}, common...)...)
	for range 2 {
		start(t, append([]string{"work"}, common...)...)
	}
	return newHMIS(t, serve.URL, "hmis")
}

// putTariffs puts a list of tariffs in force in a store that has none.
func putTariffs(t *testing.T, opened *store.Store, list string) {
	t.Helper()
	read, err := sheet.Read(strings.NewReader(list), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	kept, err := opened.Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	reading := terminology.ReadTariffs(read.Table, firstDay)
	difference := terminology.Compare(kept, terminology.TariffPlan{Rows: reading.Rows, Silent: reading.Silent, From: firstDay, Today: fhir.DateOf(time.Now())})
	if len(reading.Refused())+len(difference.Refused) > 0 {
		t.Fatalf("refused: %+v %+v", reading.Refused(), difference.Refused)
	}
	if err := opened.ChangeTariffs(t.Context(), difference.Change); err != nil {
		t.Fatal(err)
	}
}

// statesOf wants every claim to be accepted, waits until none of them is queued, and counts their states.
func statesOf(t *testing.T, sender *hmis, answers []answer, ids []string) map[string]int {
	t.Helper()
	for _, got := range answers {
		if got.Status != http.StatusAccepted {
			t.Fatalf("%d %s", got.Status, got.Body)
		}
	}
	counts := map[string]int{}
	for _, id := range ids {
		counts[sender.settled("claim_id="+id)]++
	}
	return counts
}

// TestLimitRace sends 200 claims of one household at once against a limit that has room for 10: exactly 10
// are approved, whichever worker has which.
func TestLimitRace(t *testing.T) {
	onEachStore(t, func(t *testing.T, db string) {
		sender := exchangeOf(t, db, func(opened *store.Store) {
			loadCrowd(t, opened)
			putTariffs(t, opened, "code,name,fund,mechanism,unit,levels,tariff,limit,from\n"+
				"SHA-08-005,Vaginal delivery,PHC_and_SHIF,CASE_BASED,case,2;3;4;5;6,10000,10 INTERVENTION ANNUALLY household,2024-10-01\n")
		})
		var ids []string
		answers := submitAtOnce(t, crowd, func(n int) (*hmis, []byte) {
			body := bytes.ReplaceAll(fresh("delivery"), []byte("CR2222222222222-2"), []byte(crowdMember(n)))
			ids = append(ids, claimIn(t, body).ID.Value)
			return sender, body
		})
		counts := statesOf(t, sender, answers, ids)
		if counts["approved"] != room || counts["in-review"] != crowd-room {
			t.Errorf("of %d claims against a limit of %d: %v", crowd, room, counts)
		}
	})
}

// TestPreauthorizationRace sends claims for many sessions at once under a preauthorization with a balance of
// three: exactly three sessions are paid, and nothing is paid beyond its amount.
func TestPreauthorizationRace(t *testing.T) {
	onEachStore(t, func(t *testing.T, db string) {
		const sessions, claims = 3, 12
		sets := write(t, "sets.json", []byte(`{"sets":[{"from":"2024-10-01","received_within_days":60,
			"straight":[{"code":"SHA-16","up_to":"100000"}]}]}`))
		sender := exchangeOf(t, db, func(*store.Store) {}, "--adjudication="+sets)
		today := fhir.DateOf(time.Now())
		preauth := forSessions(t, testdata.Today(testdata.Bundle("dialysis-preauth"), today.AddDays(-claims)), sessions)
		pair := testdata.FreshTogether([][]byte{preauth, testdata.Bundle("dialysis-claim")}, uuid.NewString)
		if state := sender.settled("bundle_id=" + sender.mediator(sender.submit(pair[0], http.StatusAccepted))); state != "approved" {
			t.Fatalf("the preauthorization is %s", state)
		}
		var ids []string
		answers := submitAtOnce(t, claims, func(n int) (*hmis, []byte) {
			body := testdata.Today(pair[1], today.AddDays(-n))
			own := claimIn(t, body).ID.Value
			body = bytes.ReplaceAll(body, []byte(own), []byte(uuid.NewString()))
			body = bytes.Replace(body, []byte(bundleID(t, body)), []byte(uuid.NewString()), 1)
			ids = append(ids, claimIn(t, body).ID.Value)
			return sender, body
		})
		counts := statesOf(t, sender, answers, ids)
		if counts["approved"] != sessions || counts["in-review"] != claims-sessions {
			t.Errorf("of %d claims under a preauthorization for %d sessions: %v", claims, sessions, counts)
		}
		paid := int64(0)
		for _, id := range ids {
			set, _ := sender.status("claim_id="+id, nil)
			if stateOf(set.responses(t)[0]) == "approved" {
				paid += benefitOf(t, set)
			}
		}
		if want := int64(sessions * 1065000); paid != want {
			t.Errorf("%s were paid, want %s", fhir.Cents(paid), fhir.Cents(want))
		}
	})
}

// forSessions is a preauthorization of a session turned into one for several.
func forSessions(t *testing.T, body []byte, sessions int) []byte {
	t.Helper()
	return withEntries(t, body, func(entries []any) []any {
		for _, entry := range entries {
			claim := entry.(map[string]any)["resource"].(map[string]any)
			if claim["resourceType"] != "Claim" {
				continue
			}
			item := claim["item"].([]any)[0].(map[string]any)
			for _, amount := range []any{item["net"], claim["total"]} {
				amount.(map[string]any)["value"] = 10650 * sessions
			}
			item["quantity"].(map[string]any)["value"] = sessions
		}
		return entries
	})
}
