package main

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/testdata"
)

// write puts a file into a folder of the test.
func write(t *testing.T, name string, body []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// wantRun runs a command and holds its exit status and words of its output against what is wanted.
func wantRun(t *testing.T, status int, words []string, args ...string) string {
	t.Helper()
	got, stdout, stderr := bima(t, "", args...)
	if got != status {
		t.Errorf("bima %s: exit status %d, want %d\n%s%s", strings.Join(args, " "), got, status, stdout, stderr)
	}
	for _, word := range words {
		if !strings.Contains(stdout+stderr, word) {
			t.Errorf("bima %s does not say %q:\n%s%s", strings.Join(args, " "), word, stdout, stderr)
		}
	}
	return stdout
}

// TestClientCommands goes through the commands that talk to a running exchange.
func TestClientCommands(t *testing.T) {
	exchange := startDev(t, t.TempDir(), "")
	server := "--server=" + exchange.URL
	good := write(t, "good.json", fresh("delivery"))
	bad := write(t, "bad.json", testdata.Bundle("guide/claim-r4"))

	wantRun(t, exitFine, []string{"accepted", "good.json", "mediator_id", "queued", "approved", "benefit KES 10000.00"}, "submit", server, "--wait", good)
	wantRun(t, exitNo, []string{"refused", "HTTP 422", "REF-001", "CLM-005", "ITM-003", "Bundle.entry[3].resource.item[0].servicedPeriod"}, "submit", server, bad)
	out := wantRun(t, exitNo, nil, "submit", server, "--json", good, bad)
	var results []submitResult
	for line := range strings.SplitSeq(strings.TrimSpace(out), "\n") {
		var result submitResult
		if err := json.Unmarshal([]byte(line), &result); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		results = append(results, result)
	}
	if len(results) != 2 || results[0].Result != "accepted" || results[1].Result != "refused" || results[1].Status != 422 {
		t.Errorf("submit --json: %+v", results)
	}
	wantRun(t, exitFine, []string{"approved", "version 2"}, "status", server, results[0].Mediator)
	wantRun(t, exitWrong, []string{"HTTP 404"}, "status", server, "nobody")
	wantRun(t, exitWrong, []string{"no connection"}, "status", "--server=http://127.0.0.1:1", "nobody")
	wantRun(t, exitWrong, []string{"401"}, "submit", server, "--client-secret=wrong", good)

	for _, by := range []string{"json", "oauth2", "hie", "self"} {
		token := strings.TrimSpace(wantRun(t, exitFine, nil, "token", server, "--by", by))
		h := &hmis{t: t, url: exchange.URL, token: token}
		if got := h.do(http.MethodGet, "/fhir/Organization/SHA", nil, nil); got.Status != http.StatusOK || fhir.Judge(got.Body) != nil {
			t.Errorf("token by %s: %d %s", by, got.Status, got.Body)
		}
	}

	wantRun(t, exitFine, []string{"http://127.0.0.1:9099/"}, "callback", "set", server, hospital, "--url=http://127.0.0.1:9099/", "--user=u", "--password=p")
	shown := wantRun(t, exitFine, []string{"http://127.0.0.1:9099/"}, "callback", "show", server, hospital)
	if strings.Contains(shown, `"p"`) {
		t.Error("the password is shown")
	}
	wantRun(t, exitWrong, []string{"the port 25"}, "callback", "set", server, hospital, "--url=http://127.0.0.1:25/", "--user=u", "--password=p")
	wantRun(t, exitWrong, []string{"10.0.0.1"}, "callback", "set", server, hospital, "--url=https://10.0.0.1/", "--user=u", "--password=p")
	wantRun(t, exitFine, []string{"0 callbacks listed", "0 pending and 0 dead"}, "callback", "list", server, hospital)
	wantRun(t, exitFine, nil, "callback", "remove", server, hospital)
	wantRun(t, exitWrong, []string{"404"}, "callback", "show", server, hospital)
}

// TestStoreCommands goes through the commands that touch a store which no process serves.
func TestStoreCommands(t *testing.T) {
	onEachStore(t, func(t *testing.T, db string) {
		at := "--data=" + t.TempDir()
		if db != "" {
			at = "--db=" + db
		} else {
			wantRun(t, exitWrong, []string{"run bima migrate"}, "client", "list", at)
		}
		wantRun(t, exitFine, []string{"schema version"}, "migrate", at)
		wantRun(t, exitFine, []string{"client_secret", "signing_key"}, "client", "add", at, "hmis-1", "--facility=FID-01-116951-6")
		wantRun(t, exitWrong, []string{"already"}, "client", "add", at, "hmis-1")
		wantRun(t, exitWrong, []string{"role"}, "client", "add", at, "x", "--role=king")
		wantRun(t, exitFine, []string{"hmis-1", "provider", "good", "FID-01-116951-6"}, "client", "list", at)
		wantRun(t, exitFine, nil, "client", "revoke", at, "hmis-1")
		wantRun(t, exitFine, []string{"revoked"}, "client", "list", at)
		wantRun(t, exitWrong, nil, "client", "revoke", at, "nobody")
		importRegistry(t, at)
		wantRun(t, exitFine, []string{"fine", "2 audit rows"}, "audit", "verify", at)
	})
}

// importRegistry imports the registry resources of our own bundles, and a line that cannot be read.
func importRegistry(t *testing.T, at string) {
	t.Helper()
	lines := map[string][]byte{}
	kinds := map[string]string{"Organization": "facility", "Practitioner": "practitioner", "Patient": "member", "Coverage": "coverage"}
	for _, name := range []string{"delivery", "dialysis-claim"} {
		var bundle struct {
			Entry []struct{ Resource json.RawMessage }
		}
		if err := json.Unmarshal(testdata.Bundle(name), &bundle); err != nil {
			t.Fatal(err)
		}
		for _, entry := range bundle.Entry {
			var resource struct{ ResourceType string }
			if err := json.Unmarshal(entry.Resource, &resource); err != nil {
				t.Fatal(err)
			}
			if kind, ok := kinds[resource.ResourceType]; ok {
				line, err := json.Marshal(entry.Resource)
				if err != nil {
					t.Fatal(err)
				}
				lines[kind] = append(append(lines[kind], line...), '\n')
			}
		}
	}
	for _, kind := range importKinds {
		file := write(t, kind+".ndjson", append(lines[kind], `{"resourceType":"Basic"}`+"\n"...))
		wantRun(t, exitNo, []string{"line 3", "not imported", kind + ":"}, "registry", "import", at, kind, file)
		again := wantRun(t, exitFine, []string{"0 not imported"}, "registry", "import", at, kind, write(t, "again", lines[kind]))
		if !strings.Contains(again, ": 0 imported, 2 as they were") {
			t.Errorf("a second import changes something: %s", again)
		}
	}
}

func TestConfigCommand(t *testing.T) {
	t.Setenv("BIMA_LOS", "days")
	t.Setenv("BIMA_LEASE", "1m")
	out := wantRun(t, exitFine, []string{"from BIMA_LOS", "from --lease", "development key"}, "config", "--lease=2m", "--db=postgres://bima:secret@127.0.0.1:1/x")
	if strings.Contains(out, ":secret@") {
		t.Errorf("the password is shown: %s", out)
	}
	wantRun(t, exitFine, []string{"bima "}, "version")
	wantRun(t, exitWrong, []string{"unknown command"}, "fly")
	wantRun(t, exitWrong, []string{"--los"}, "dev", "--los=weeks", "--addr=127.0.0.1:0", "--data="+t.TempDir())
}

// TestDataFolderIsLocked: a second process on one folder is told what is wrong.
func TestDataFolderIsLocked(t *testing.T) {
	data := t.TempDir()
	startDev(t, data, "")
	wantRun(t, exitWrong, []string{"bima dev"}, "audit", "verify", "--data="+data)
}

// TestDemo watches the show of `make run` on each store: both submissions reach their last state,
// both callbacks arrive, and it ends with three curl lines. Then it keeps serving, drains and ends.
func TestDemo(t *testing.T) {
	onEachStore(t, func(t *testing.T, db string) {
		data := t.TempDir()
		exchange := startDev(t, data, db, "--demo")
		h := &hmis{t: t, url: exchange.URL}
		for i := 0; strings.Count(exchange.out.String(), "curl ") < 3; i++ {
			if i == 300 {
				t.Fatalf("no end of the show:\n%s", exchange.out)
			}
			h.do(http.MethodGet, "/health/live", nil, http.Header{"X-Request-Id": {uuid.NewString()}})
			time.Sleep(100 * time.Millisecond) // a page for people has no signal to wait for
		}
		page := exchange.out.String()
		for _, word := range []string{"clinical-review", "approved", "Basic user demo-hmis-callbacks", "202", "claim-status?bundle_id=", "preauthorization AUTH/"} {
			if !strings.Contains(page, word) {
				t.Errorf("the page does not say %q", word)
			}
		}
		if strings.Count(page, "callback  POST") != 3 {
			t.Errorf("not three callbacks:\n%s", page)
		}
		exchange.Stop(t)
		if !strings.Contains(exchange.out.String(), "everything that was accepted is in the store") {
			t.Errorf("no farewell:\n%s", exchange.out)
		}
	})
}
