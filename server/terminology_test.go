package server

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

const icd11 = terminology.ICD11URL

// What cannot be answered is an OperationOutcome that names the parameter, and no token is asked for.
func TestTerminology_refusals(t *testing.T) {
	x := shown(t)
	large := []byte(`{"resourceType":"Parameters","parameter":[{"name":"filter","valueString":"` + strings.Repeat("x", 41<<10) + `"}]}`)
	for _, test := range []struct {
		method, target string
		body           []byte
		status         int
		code, place    string
	}{
		{"GET", "/fhir/CodeSystem/$lookup?code=BA00", nil, 400, "invalid", "system"},
		{"GET", "/fhir/CodeSystem/%24lookup?code=BA00", nil, 400, "invalid", "system"},
		{"GET", "/fhir/CodeSystem/$lookup?system=" + icd11 + "&code=1A99", nil, 404, "not-found", "code"},
		{"GET", "/fhir/CodeSystem/$lookup?system=" + icd11 + "&code=BA00&coding=x", nil, 400, "invalid", "coding"},
		{"GET", "/fhir/CodeSystem/$validate-code?url=" + icd11 + "&code=BA00&date=x", nil, 400, "invalid", "date"},
		{"GET", "/fhir/ValueSet/$expand?url=" + icd11 + "?fhir_vs=isa/none", nil, 422, "processing", "url"},
		{"GET", "/fhir/ValueSet/$expand?url=" + icd11 + "?fhir_vs&count=x", nil, 400, "invalid", "count"},
		{"GET", "/fhir/ValueSet/none/$expand", nil, 404, "not-found", "id"},
		{"GET", "/fhir/CodeSystem/claim-state/$validate-code?url=" + icd11 + "&code=queued", nil, 400, "invalid", "url"},
		{"POST", "/fhir/ValueSet/$expand", nil, 400, "invalid", "url"},
		{"POST", "/fhir/ValueSet/$expand", []byte(`[]`), 400, "invalid", "Parameters"},
		{"POST", "/fhir/ValueSet/$expand", []byte(`{"resourceType":"Bundle"}`), 400, "invalid", "Parameters"},
		{"POST", "/fhir/ValueSet/$expand", large, 413, "too-long", ""},
	} {
		got := x.send(test.method, test.target, test.body, "Content-Type: "+typeFHIR)
		wantOutcome(t, got, test.status, test.code)
		if !strings.Contains(got.Body.String(), `"expression":["`+test.place+`"]`) && test.place != "" {
			t.Errorf("%s: %s; wanted the place %s", test.target, got.Body, test.place)
		}
	}
}

// A query and Parameters ask the same.
func TestTerminology_queryAndParameters(t *testing.T) {
	x := shown(t)
	byQuery := x.send("GET", "/fhir/CodeSystem/$validate-code?url="+icd11+"&code=BA00.Z%26XK8G", nil)
	wantStatus(t, byQuery, http.StatusOK)
	for target, body := range map[string]string{
		"/fhir/CodeSystem/$validate-code":                                         `{"resourceType":"Parameters","parameter":[{"name":"url","valueUri":"` + icd11 + `"},{"name":"code","valueCode":"BA00.Z&XK8G"}]}`,
		"/fhir/CodeSystem/$validate-code?url=" + icd11:                            `{"resourceType":"Parameters","parameter":[{"name":"code","valueCode":"BA00.Z&XK8G"}]}`,
		"/fhir/CodeSystem/$validate-code?url=" + icd11 + "&code=BA00.Z%26XK8G":    "",
		"/fhir/CodeSystem/icd-11-mms-2025-01/$validate-code?code=BA00.Z%26XK8G":   "",
		"/fhir/CodeSystem/icd-11-mms-2025-01/$validate-code?code=BA00.Z%26XK8G&_": "",
	} {
		got := x.send("POST", target, []byte(body), "Content-Type: application/fhir+json; charset=utf-8")
		if diff := cmp.Diff(byQuery.Body.String(), got.Body.String()); diff != "" {
			t.Errorf("%s (-query +Parameters):\n%s", target, diff)
		}
	}
}

// An expansion holds until another state of the code systems is in force.
func TestExpand_tag(t *testing.T) {
	x := shown(t)
	const target = "/fhir/ValueSet/$expand?url=" + icd11 + "?fhir_vs&filter=malaria"
	first := x.send("GET", target, nil)
	wantStatus(t, first, http.StatusOK)
	tag := first.Header().Get("ETag")
	for header, want := range map[string]int{tag: 304, strings.TrimPrefix(tag, "W/"): 304, "*": 304, `W/"other"`: 200} {
		got := x.send("GET", target, nil, "If-None-Match: "+header)
		if got.Code != want || got.Header().Get("ETag") != tag || (want == 304) != (got.Body.Len() == 0) {
			t.Errorf("%s: %d %v", header, got.Code, got.Header())
		}
	}
	if other := x.send("GET", target+"&count=1", nil).Header().Get("ETag"); other == tag {
		t.Error("another page has the same tag")
	}
	x.clock.advance(1)
	x.Terminology.Replace(withoutMalaria(t))
	got := x.send("GET", target, nil, "If-None-Match: "+tag)
	wantStatus(t, got, http.StatusOK)
	if !strings.Contains(got.Body.String(), `"total":0`) || got.Header().Get("ETag") == tag {
		t.Errorf("%s", got.Body)
	}
	if got := x.send("GET", "/fhir/CodeSystem/icd-11-mms-2030-01", nil); got.Code != http.StatusOK {
		t.Errorf("the new release is not read: %d", got.Code)
	}
}

// A tag holds on every node, and on one that was started anew.
func TestExpand_tagOfAnotherNode(t *testing.T) {
	const target = "/fhir/ValueSet/$expand?url=" + icd11 + "?fhir_vs&filter=malaria"
	first, second := shown(t), shown(t)
	second.clock.advance(time.Minute)
	one, other := first.send("GET", target, nil), second.send("GET", target, nil)
	if tag := one.Header().Get("ETag"); tag == "" || tag != other.Header().Get("ETag") {
		t.Errorf("%s and %s", tag, other.Header().Get("ETag"))
	}
	if diff := cmp.Diff(one.Body.String(), other.Body.String()); diff != "" {
		t.Error(diff)
	}
}

// While one request makes what is served of new code systems, others are answered from the old ones.
func TestTerminology_nobodyWaits(t *testing.T) {
	x := shown(t)
	const target = "/fhir/ValueSet/$expand?url=" + icd11 + "?fhir_vs&filter=malaria&count=1"
	wantStatus(t, x.send("GET", target, nil), http.StatusOK)
	x.Terminology.Replace(withoutMalaria(t))
	x.kept.making.Lock()
	meanwhile := x.send("GET", target, nil).Body.String()
	x.kept.making.Unlock()
	if then := x.send("GET", target, nil).Body.String(); !strings.Contains(meanwhile, "1F4Z") || strings.Contains(then, "1F4Z") {
		t.Errorf("meanwhile %s, then %s", meanwhile, then)
	}
}

// withoutMalaria is a set with another release of one code.
func withoutMalaria(t *testing.T) *terminology.Set {
	t.Helper()
	release, err := terminology.NewCodeSystem(terminology.System{URL: icd11, Version: "2030-01", Content: terminology.Complete, Compositional: true},
		[]terminology.Concept{{Code: "5A11", Display: "Type 2 diabetes mellitus", Parent: -1}})
	if err != nil {
		t.Fatal(err)
	}
	starter, err := terminology.Starter()
	if err != nil {
		t.Fatal(err)
	}
	set, err := terminology.NewSet(terminology.Parts{CodeSystems: []*terminology.CodeSystem{release}, Catalogue: starter.Catalogue()})
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// Large code systems are read without their concepts; a search finds each version.
func TestCodeSystems_large(t *testing.T) {
	x := shown(t)
	got := x.send("GET", "/fhir/CodeSystem/icd-11-mms-2025-01", nil)
	wantStatus(t, got, http.StatusOK)
	var system struct {
		Content string
		Count   int
		Concept []any
	}
	if err := json.Unmarshal(got.Body.Bytes(), &system); err != nil || system.Content != "not-present" || system.Count < 100 || system.Concept != nil {
		t.Errorf("%+v %v", system, err)
	}
	for query, want := range map[string]string{
		"url=" + icd11:                      "icd-11-mms-2025-01",
		"url=" + icd11 + "&version=2026-01": "",
		"title=icd":                         "icd-11-mms-2025-01",
		"_id=intervention-codes":            "intervention-codes",
	} {
		if _, ids := readSearchset(t, x.send("GET", "/fhir/CodeSystem?"+query, nil)); ids != want {
			t.Errorf("%s finds %q; wanted %q", query, ids, want)
		}
	}
	summary := x.send("GET", "/fhir/CodeSystem?_summary=true&_id=claim-state", nil)
	if _, ids := readSearchset(t, summary); ids != "claim-state" || strings.Contains(summary.Body.String(), "Queued") || !strings.Contains(summary.Body.String(), "SUBSETTED") {
		t.Errorf("%s", summary.Body)
	}
}

func TestTerminologyCapabilities(t *testing.T) {
	x := shown(t)
	got := x.send("GET", "/fhir/metadata?mode=terminology", nil)
	wantStatus(t, got, http.StatusOK)
	if _, issues := fhir.DecodeResource(got.Body.Bytes()); len(issues) > 0 {
		t.Errorf("%+v", issues)
	}
	for _, want := range []string{`"uri":"` + icd11 + `"`, `"code":"2025-01","isDefault":true`, `"translations":false`, testBase + "/CodeSystem/claim-state"} {
		if !bytes.Contains(got.Body.Bytes(), []byte(want)) {
			t.Errorf("there is no %s in %s", want, got.Body)
		}
	}
}

// The older look-ups find the same as the new ones.
func TestLegacy(t *testing.T) {
	x := shown(t)
	for _, test := range []struct {
		target, want string
		status       int
	}{
		{"/terminology/v1/icd11?code=BA00", `{"message":{"total":1,"page":1,"result":[{"code":"BA00","title":"Essential hypertension","uri":"http://id.who.int/icd/release/11/mms/761947693","leaf":false}]}}`, 200},
		{"/terminology/v1/icd11?code=%20ba00", `"code":"BA00"`, 200},
		{"/v1/icd-11?code=none", `{"message":{"total":0,"page":1,"result":[]}}`, 200},
		{"/terminology/v1/icd11?q=malaria&limit=1&page=1000", `"page":1000,"result":[]}}`, 200},
		{"/terminology/v1/icd11?q=malaria&limit=1", `"code":"1F4Z"`, 200},
		{"/terminology/v1/icd11?limit=1000000", `"total":`, 200},
		{"/v1/sha-interventions?search=dialysis&limit=1", `"tariffs":[{"level":"`, 200},
		{"/terminology/v1/sha-intervention?code=SHA-99-999", `"result":[]`, 200},
		{"/terminology/v1/sha-intervention?page=0", `page is \"0\"`, 400},
		{"/terminology/v1/icd11?limit=many", `limit is \"many\"`, 400},
	} {
		got := x.send("GET", test.target, nil)
		if got.Code != test.status || !strings.Contains(got.Body.String(), test.want) {
			t.Errorf("%s: %d %.300s; wanted %s", test.target, got.Code, got.Body, test.want)
		}
	}
}

// Requests are answered while the code systems are replaced.
func TestTerminology_replacedUnderLoad(t *testing.T) {
	x := shown(t)
	old, other := x.Terminology.Current(), withoutMalaria(t)
	handler := x.Handler()
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for range 50 {
				request := httptest.NewRequest("GET", "/fhir/CodeSystem/$validate-code?url="+icd11+"&code=5A11", nil)
				request.Header.Set("X-Request-Id", "load") // the numbers of the test's ids are not for many at once
				answer := httptest.NewRecorder()
				handler.ServeHTTP(answer, request)
				if !strings.Contains(answer.Body.String(), `"valueBoolean":true`) {
					t.Errorf("%d %s", answer.Code, answer.Body)
				}
			}
		})
	}
	for range 20 {
		x.Terminology.Replace(other)
		x.Terminology.Replace(old)
	}
	group.Wait()
}
