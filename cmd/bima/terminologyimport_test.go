package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

// tabulated is an extract of WHO's tabulation, altered at the first place at which a text stands.
func tabulated(t *testing.T, from, to string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("..", "..", "terminology", "tabulation", "testdata", "layout-2025.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(content), from) {
		t.Fatalf("the extract does not contain %q", from)
	}
	return write(t, "list.txt", []byte(strings.Replace(string(content), from, to, 1)))
}

// newRecord is a store of the newest schema without a process, as the flag that names it.
func newRecord(t *testing.T, db string) string {
	t.Helper()
	flag := "--db=" + db
	if db == "" {
		flag = "--data=" + t.TempDir()
	}
	wantRun(t, exitFine, nil, "migrate", flag)
	return flag
}

func TestImportICD11(t *testing.T) {
	onEachStore(t, func(t *testing.T, db string) {
		in := newRecord(t, db)
		importing := []string{"terminology", "import", "icd11", "--fragment", in}
		run := func(status int, words []string, args ...string) string {
			t.Helper()
			return wantRun(t, status, words, append(importing, args...)...)
		}
		list := tabulated(t, "", "")
		newer := tabulated(t, "Version:2025 Jan 01", "Version:2026 Jan 01")
		run(exitFine, []string{
			"ICD-11 MMS 2025-01, stamped 2025 Jan 01 - 00:00 UTC", "63 codes: 42 stems, 30 of them residual, and 21 extensions",
			"28 chapters and 47 blocks", "It counts as a fragment", "imported in", "2025-01  in force from 2025-01-01 and before\n",
		}, list)
		run(exitFine, []string{"nothing changed"}, list)
		run(exitNo, []string{"2025-01: this version is kept with another content", "Nothing was taken over"}, tabulated(t, "Watery fever", "Chorea"))
		run(exitNo, []string{"another day"}, list, "--from=2025-02-01")
		run(exitNo, []string{"line 5: the row has 16 cells"}, tabulated(t, "1A00\t", "1A00"))
		run(exitNo, []string{"says release 2025-01, and the release that is wanted says 2024-01"}, list, "--release=2024-01")
		run(exitWrong, []string{"--from:"}, list, "--from=yesterday")
		run(exitWrong, []string{"no such file"}, "nowhere.txt")
		run(exitWrong, []string{"a FILE is wanted"})
		run(exitWrong, []string{"a FILE is wanted"}, list, "--from-api=http://127.0.0.1:1")
		run(exitFine, []string{"2025-01  in force from 2025-01-01 and before until 2026-06-30", "2026-01  in force from 2026-07-01\n"}, newer, "--from=2026-07-01")

		var told icd11Told
		if err := json.Unmarshal([]byte(run(exitFine, nil, "--json", list)), &told); err != nil {
			t.Fatal(err)
		}
		if told.Added || told.Release != "2025-01" || told.Codes != 63 || len(told.Releases) != 2 {
			t.Errorf("%+v", told)
		}
		wantRun(t, exitFine, []string{"2 audit rows"}, "audit", "verify", in)
	})
}

// TestImportICD11_fromAPI adds what an ICD-API says, is stopped by a failure, and goes on.
func TestImportICD11_fromAPI(t *testing.T) {
	var closed atomic.Bool
	var asked atomic.Int64
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch id, entity := strings.CutPrefix(r.URL.Path, "/icd/release/11/2025-01/mms/"); {
		case entity && closed.Load() && asked.Add(1) > 40:
			w.WriteHeader(http.StatusForbidden)
		case entity:
			fmt.Fprintf(w, `{"@id": "http://id.who.int/icd/release/11/2025-01/mms/%s", "indexTerm": [{"label": {"@value": "term of %s"}}]}`, id, id)
		case r.URL.Path == "/icd/release/11/2025-01/mms":
			fmt.Fprint(w, `{"releaseId": "2025-01"}`)
		default:
			http.NotFound(w, r)
		}
	}))
	defer api.Close()
	in := newRecord(t, "")
	adding := func(status int, words []string, args ...string) string {
		t.Helper()
		return wantRun(t, status, words, append([]string{"terminology", "import", "icd11", in, "--from-api=" + api.URL, "--api-rate=10000", "--api-parallel=1"}, args...)...)
	}
	adding(exitWrong, []string{"--from-api wants --release"})
	adding(exitWrong, []string{"release 2025-01 is not in the record; import WHO's file of it first"}, "--release=2025-01")
	wantRun(t, exitNo, []string{"the file ends after 63 codes"}, "terminology", "import", "icd11", in, tabulated(t, "", ""))
	wantRun(t, exitFine, nil, "terminology", "import", "icd11", in, "--fragment", tabulated(t, "", ""))
	adding(exitWrong, []string{"is no url of an ICD-API"}, "--release=2025-01", "--from-api=127.0.0.1")

	closed.Store(true)
	adding(exitWrong, []string{"403 Forbidden", "of 138 concepts 40 are done, and the same command goes on from there"}, "--release=2025-01")
	closed.Store(false)
	adding(exitFine, []string{"for 98 concepts, 40 had it before", "98 synonyms and index terms"}, "--release=2025-01")
	var told supplementedTold
	if err := json.Unmarshal([]byte(adding(exitFine, nil, "--release=2025-01", "--json")), &told); err != nil {
		t.Fatal(err)
	}
	if told.Before != 138 || told.Added != 0 {
		t.Errorf("%+v", told)
	}
	wantRun(t, exitFine, []string{"3 audit rows"}, "audit", "verify", in)
}

func TestImportFHIR(t *testing.T) {
	in := newRecord(t, "")
	run := func(status int, words []string, args ...string) string {
		t.Helper()
		return wantRun(t, status, words, append([]string{"terminology", "import", "fhir", in}, args...)...)
	}
	resource := func(says string) string { return write(t, "resource.json", []byte("{"+says+"}")) }
	wards := `"resourceType": "CodeSystem", "url": "http://example.com/wards", "status": "active", "content": "complete"`
	first := resource(wards + `, "version": "1", "concept": [{"code": "A", "display": "Ward A"}, {"code": "B", "display": "Ward B"}]`)
	second := resource(wards + `, "version": "2", "concept": [{"code": "A", "display": "Ward A"}]`)
	other := resource(wards + `, "version": "2", "concept": [{"code": "A", "display": "Ward One"}]`)

	run(exitNo, []string{"it is a ValueSet", "Nothing was taken over"}, first, resource(`"resourceType": "ValueSet", "url": "http://example.com/v", "status": "active", "compose": {"include": [{"system": "http://example.com/wards"}]}`))
	run(exitNo, []string{"CodeSystem.version is missing"}, resource(wards+`, "concept": [{"code": "A"}]`))
	run(exitNo, []string{"bima terminology import icd11"}, resource(`"resourceType": "CodeSystem", "url": "http://id.who.int/icd/release/11/mms", "version": "2025-01", "status": "active", "content": "complete"`))
	run(exitNo, []string{"bima tariff import"}, resource(`"resourceType": "CodeSystem", "url": "https://fhir.sha.go.ke/fhir/CodeSystem/intervention-codes", "version": "1", "status": "active", "content": "complete"`))
	run(exitNo, []string{"is no JSON"}, resource(`"resourceType"`))
	run(exitFine, []string{"http://example.com/wards|1  2 codes  imported"}, first)
	run(exitNo, []string{"wards|1  2 codes  as it was", "wards|2  1 code  imported", "wards|2  1 code  refused: "}, first, second, other)

	var told importedTold
	if err := json.Unmarshal([]byte(run(exitNo, nil, "--json", other)), &told); err != nil {
		t.Fatal(err)
	}
	if told.Added || told.Version != "2" || !strings.Contains(told.Problem, "a version never changes") {
		t.Errorf("%+v", told)
	}
	wantRun(t, exitFine, []string{"2 audit rows"}, "audit", "verify", in)
}
