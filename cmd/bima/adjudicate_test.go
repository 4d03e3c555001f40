package main

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"
)

// TestShadow: a list of tariffs runs beside what is in force. What is paid is what is in force; what would
// differ is listed with totals, both as it was recorded and when the claims are decided once more.
func TestShadow(t *testing.T) {
	onEachStore(t, func(t *testing.T, db string) {
		tariffs := write(t, "next-year.csv", []byte("code,name,tariff\nSHA-08-005,Vaginal delivery,8000\n"))
		data := t.TempDir()
		exchange := startDev(t, data, db, "--shadow-tariff="+tariffs)
		sender := newHMIS(t, exchange.URL, "demo-hmis")
		delivery, visit := fresh("delivery"), fresh("outpatient-phc")
		for _, body := range [][]byte{delivery, visit} {
			if state := sender.settled("bundle_id=" + sender.mediator(sender.submit(body, http.StatusAccepted))); state != "approved" {
				t.Fatalf("the claim is %s", state)
			}
		}
		set, _ := sender.status("claim_id="+claimIn(t, delivery).ID.Value, nil)
		if paid := statusOf(set.responses(t)[0]).Totals; !strings.Contains(strings.Join(paid, " "), "benefit KES 10000.00") {
			t.Errorf("the candidate changed what is paid: %v", paid)
		}
		exchange.Stop(t)

		store := []string{"--data=" + data}
		if db != "" {
			store = []string{"--db=" + db}
		}
		lines := []string{
			"CLM/", claimIn(t, delivery).ID.Value, "in force approved KES 10000.00", "candidate approved KES 8000.00", "next-year.csv",
			"1 claim would differ: KES 10000.00 in force, KES 8000.00 by the candidate, a difference of KES -2000.00",
		}
		wantRun(t, exitNo, lines, append([]string{"adjudicate", "--compare"}, store...)...)
		wantRun(t, exitNo, append(lines, "2 claims compared"), append([]string{"adjudicate", "--compare", "--try-tariff=" + tariffs}, store...)...)
		wantRun(t, exitFine, []string{"0 claims would differ"}, append([]string{"adjudicate", "--compare", "--try-tariff=" + tariffs, "--to=2025-01-01"}, store...)...)
		wantRun(t, exitNo, []string{`"candidate_cents":800000`, `"differ":1`}, append([]string{"adjudicate", "--compare", "--json"}, store...)...)
		wantRun(t, exitWrong, []string{"either --dry-run with files"}, append([]string{"adjudicate"}, store...)...)
	})
}

// TestDryRun decides a bundle on a store without a trace: the claim can still be submitted as a new one,
// and the record knows nothing of it.
func TestDryRun(t *testing.T) {
	data := t.TempDir()
	exchange := startDev(t, data, "")
	exchange.Stop(t)
	body := fresh("delivery")
	file := write(t, "delivery.json", body)
	wantRun(t, exitFine, []string{"approved  claim " + claimIn(t, body).ID.Value, "SHA-08-005", "benefit", "KES 10000.00"}, "adjudicate", "--dry-run", "--data="+data, file)
	wantRun(t, exitNo, []string{"refused", "CLM-005"}, "adjudicate", "--dry-run", "--data="+data, filepath.Join("..", "..", "testdata", "guide", "claim.json"))
	wantRun(t, exitFine, []string{"0 claims, 0 events"}, "audit", "verify", "--data="+data)

	sender := newHMIS(t, startDev(t, data, "").URL, "demo-hmis")
	if got := sender.submit(body, http.StatusAccepted); got.Header.Get("X-Bima-Duplicate") != "" {
		t.Error("the dry run left a trace")
	}
}

// TestSample: each sample can be printed, and is accepted and decided today.
func TestSample(t *testing.T) {
	sender := newHMIS(t, startDev(t, t.TempDir(), "").URL, "demo-hmis")
	body := []byte(wantRun(t, exitFine, nil, "sample", "delivery"))
	again := []byte(wantRun(t, exitFine, nil, "sample", "--fresh", "delivery"))
	if claimIn(t, body).ID.Value == claimIn(t, again).ID.Value {
		t.Error("--fresh gives the ids of the sample")
	}
	if state := sender.settled("bundle_id=" + sender.mediator(sender.submit(body, http.StatusAccepted))); state != "approved" {
		t.Errorf("the sample is %s", state)
	}
	wantRun(t, exitWrong, []string{"there is no sample", "outpatient-phc"}, "sample", "unknown")
}
