package main

import (
	"encoding/json"
	"log/slog"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/engine"
)

// TestRotateKey sets an endpoint under one key, seals it anew under another, and opens it with that alone.
func TestRotateKey(t *testing.T) {
	onEachStore(t, func(t *testing.T, db string) {
		data := t.TempDir()
		at := "--data=" + data
		if db != "" {
			at = "--db=" + db
		}
		before, after := realKeys(t), realKeys(t)
		setKeys(t, before)
		exchange := startDev(t, data, db)
		wantRun(t, exitFine, nil, "callback", "set", "--server="+exchange.URL, hospital, "--url=http://127.0.0.1:9099/", "--user=u", "--password=p-of-callbacks")
		exchange.Stop(t)
		old := readSealed(t, data, db)
		seen := old.audited

		after.Secret, after.Signing = before.Secret, before.Signing
		setKeys(t, after)
		wantRun(t, exitNo, []string{"0 secrets sealed anew", "not opened", "callback password of facility " + hospital, "signing key of client demo-hmis",
			"is not among the keys", "BIMA_SEAL_KEYS_OLD has to stay"}, "callback", "rotate-key", at)
		if diff := cmp.Diff(old, readSealed(t, data, db), cmp.AllowUnexported(sealedRows{})); diff != "" {
			t.Errorf("changed without the old key (-want +got):\n%s", diff)
		}
		t.Setenv("BIMA_SEAL_KEYS_OLD", before.Seal)
		wantRun(t, exitFine, []string{"sealed anew", "0 under it before", "Run this again when every serve and work"}, "callback", "rotate-key", at)

		// The second time there is nothing to do, and without the old key neither.
		var told engine.KeyRotation
		if err := json.Unmarshal([]byte(wantRun(t, exitFine, nil, "callback", "rotate-key", at, "--json")), &told); err != nil {
			t.Fatal(err)
		}
		if told.Resealed != 0 || told.Current < 3 || told.Left != 0 || len(told.Unopened) != 0 {
			t.Errorf("the second time: %+v", told)
		}
		t.Setenv("BIMA_SEAL_KEYS_OLD", "")
		wantRun(t, exitFine, []string{"fine", "BIMA_SEAL_KEYS_OLD can be removed", told.Key}, "callback", "rotate-key", at)

		keys, err := after.open()
		if err != nil {
			t.Fatal(err)
		}
		rows := readSealed(t, data, db)
		for context, sealed := range map[string][]byte{
			engine.EndpointContext(hospital): rows.password, engine.SigningContext(hospital): rows.signing, engine.ClientContext("demo-hmis"): rows.client,
		} {
			plain, err := keys.box.Open(sealed, context)
			if err != nil || context == engine.EndpointContext(hospital) && string(plain) != "p-of-callbacks" {
				t.Errorf("%s: %q, %v", context, plain, err)
			}
		}
		if rows.audited != seen+1 {
			t.Errorf("%d audit rows were written, want one", rows.audited-seen)
		}
		wantRun(t, exitFine, []string{"fine"}, "audit", "verify", at)
		t.Setenv("BIMA_SEAL_KEY", "")
		wantRun(t, exitWrong, []string{"BIMA_SEAL_KEY is not set"}, "callback", "rotate-key", at)
	})
}

// sealedRows are what is sealed of the hospital's endpoint and of a client, and the number of audit rows.
type sealedRows struct {
	password, signing, client []byte
	audited                   int
}

// readSealed reads them from a store that no process serves.
func readSealed(t *testing.T, data, db string) (rows sealedRows) {
	t.Helper()
	opened, err := openStore(t.Context(), Config{Data: data, DB: db}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	endpoint, err := opened.FindEndpoint(t.Context(), hospital)
	if err != nil {
		t.Fatal(err)
	}
	client, err := opened.FindClient(t.Context(), "demo-hmis")
	if err != nil {
		t.Fatal(err)
	}
	report, err := opened.Verify(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return sealedRows{endpoint.Password, endpoint.Signing.Secret, client.SigningKey, report.AuditRows}
}
