package main

import (
	"bytes"
	"net/http"
	"testing"
)

// TestRulesChange: a claim that one rule set decided keeps its decision after the rules change, and the
// next one is decided by the new set.
func TestRulesChange(t *testing.T) {
	onEachStore(t, func(t *testing.T, db string) {
		data := t.TempDir()
		nights := write(t, "nights.json", []byte(`{"sets":[{"from":"2024-10-01","los":"nights"}]}`))
		days := write(t, "days.json", []byte(`{"sets":[{"from":"2024-10-01","los":"days"}]}`))
		exchange := startDev(t, data, db, "--adjudication="+nights)
		sender := newHMIS(t, exchange.URL, "demo-hmis")
		body := overpriced(t, fresh("inpatient-per-diem"))
		mediator := sender.mediator(sender.submit(body, http.StatusAccepted))
		if state := sender.settled("bundle_id=" + mediator); state != "approved" {
			t.Fatalf("the claim is %s", state)
		}
		set, before := sender.status("bundle_id="+mediator, nil)
		paid := benefitOf(t, set)
		exchange.Stop(t)

		sender = newHMIS(t, startDev(t, data, db, "--adjudication="+days).URL, "demo-hmis")
		if _, after := sender.status("bundle_id="+mediator, nil); !bytes.Equal(before.Body, after.Body) {
			t.Errorf("the decision is another after the rules changed:\n%s\n%s", before.Body, after.Body)
		}
		other := bytes.ReplaceAll(overpriced(t, fresh("inpatient-per-diem")), []byte("CR2222222222222-2"), []byte("CR5555555555555-5"))
		other = bytes.ReplaceAll(other, []byte(`"1990-02-02"`), []byte(`"1985-06-15"`))
		mediator = sender.mediator(sender.submit(other, http.StatusAccepted))
		sender.settled("bundle_id=" + mediator)
		set, _ = sender.status("bundle_id="+mediator, nil)
		if now := eligibleOf(t, set); now <= paid {
			t.Errorf("by nights %d cents were paid, by days %d are eligible; the day of discharge counts now", paid, now)
		}
	})
}

// overpriced is a stay that asks for more than any tariff pays.
func overpriced(t *testing.T, body []byte) []byte {
	t.Helper()
	return withEntries(t, body, func(entries []any) []any {
		for _, entry := range entries {
			claim := entry.(map[string]any)["resource"].(map[string]any)
			if claim["resourceType"] != "Claim" {
				continue
			}
			claim["item"].([]any)[0].(map[string]any)["net"].(map[string]any)["value"] = 900000
			claim["total"].(map[string]any)["value"] = 900000
		}
		return entries
	})
}

// benefitOf and eligibleOf are sums of the first claim of a status in cents.
func benefitOf(t *testing.T, set searchset) int64  { return sumOf(t, set, "benefit") }
func eligibleOf(t *testing.T, set searchset) int64 { return sumOf(t, set, "eligible") }

func sumOf(t *testing.T, set searchset, category string) int64 {
	t.Helper()
	for _, total := range set.responses(t)[0].Total {
		if total.Category.Coding[0].Code == category {
			return total.Amount.Cents
		}
	}
	t.Fatalf("the status has no total of the category %s", category)
	return 0
}
