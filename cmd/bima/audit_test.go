package main

import (
	"net/http"
	"testing"

	"github.com/bima-exchange/bima/store/storetest"
)

// TestAuditFindsTampering: one altered, one removed and one swapped event row are each found by the
// command, and so is an untouched ledger.
func TestAuditFindsTampering(t *testing.T) {
	for name, test := range map[string]struct {
		statements []string
		says       string
	}{
		"untouched": {nil, "fine"},
		"altered":   {[]string{`UPDATE event SET actor = 'somebody' WHERE number = 2`}, "event 2 does not match its hash"},
		"removed":   {[]string{`DELETE FROM event WHERE number = 2`}, "its last event is 1"},
		"swapped": {[]string{
			`UPDATE event SET number = 9 WHERE number = 1`,
			`UPDATE event SET number = 1 WHERE number = 2`,
			`UPDATE event SET number = 2 WHERE number = 9`,
		}, "event 1 does not match its hash"},
	} {
		t.Run(name, func(t *testing.T) {
			db := storetest.PostgresURL(t)
			exchange := startDev(t, t.TempDir(), db)
			sender := newHMIS(t, exchange.URL, "demo-hmis")
			sender.settled("bundle_id=" + sender.mediator(sender.submit(fresh("delivery"), http.StatusAccepted)))
			exchange.Stop(t)
			for _, statement := range test.statements {
				storetest.Exec(t, db, statement)
			}
			want := exitNo
			if test.statements == nil {
				want = exitFine
			}
			wantRun(t, want, []string{"1 claim", test.says}, "audit", "verify", "--db="+db)
		})
	}
}
