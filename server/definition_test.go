package server

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/fhir"
)

func TestReadDefinition(t *testing.T) {
	x := shown(t)
	for _, definition := range shownDefinitions() {
		got := x.send("GET", "/fhir/"+definition.Type+"/"+definition.ID, nil)
		wantStatus(t, got, http.StatusOK)
		if diff := cmp.Diff(string(definition.Body), got.Body.String()); diff != "" {
			t.Error(diff)
		}
		for name, want := range map[string]string{"Content-Type": typeFHIR, "Cache-Control": "public, max-age=300"} {
			if got := got.Header().Get(name); got != want {
				t.Errorf("%s is %q; wanted %q", name, got, want)
			}
		}
		again := x.send("GET", "/fhir/"+definition.Type+"/"+definition.ID, nil, "If-None-Match: "+got.Header().Get("ETag"))
		if again.Code != http.StatusNotModified || again.Body.Len() > 0 || again.Header().Get("ETag") != got.Header().Get("ETag") {
			t.Errorf("%s: %d %s", definition.ID, again.Code, again.Body)
		}
	}
	for _, path := range []string{"/fhir/CodeSystem/bundle", "/fhir/CodeSystem/x", "/fhir/CodeSystem/%3Cx%3E"} {
		wantOutcome(t, x.send("GET", path, nil), http.StatusNotFound, "not-found")
	}
}

// searchset is what a search answers, as far as the tests look at it.
type searchset struct {
	Total int
	Link  []struct{ Relation, URL string }
	Entry []struct {
		FullURL  string
		Resource struct{ ID string }
		Search   struct{ Mode string }
	}
}

func readSearchset(t *testing.T, got *httptest.ResponseRecorder) (set searchset, ids string) {
	t.Helper()
	wantStatus(t, got, http.StatusOK)
	if _, issues := fhir.DecodeResource(got.Body.Bytes()); len(issues) > 0 {
		t.Errorf("%s is no sound R4: %+v", got.Body, issues)
	}
	if err := json.Unmarshal(got.Body.Bytes(), &set); err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, entry := range set.Entry {
		all = append(all, entry.Resource.ID)
	}
	return set, strings.Join(all, " ")
}

func (s searchset) link(relation string) string {
	for _, link := range s.Link {
		if link.Relation == relation {
			return link.URL
		}
	}
	return ""
}

func TestSearchDefinitions(t *testing.T) {
	x := shown(t)
	const all = "bundle claim kenya-renal-preauth coverage claim-state-extension"
	for _, test := range []struct{ query, want string }{
		{"", all},
		{"_id=claim", "claim"},
		{"_id=coverage,claim,x", "claim coverage"},
		{"_id=x", ""},
		{"_id=CLAIM", ""},
		{"_id=claim&_id=coverage", ""},
		{"_id=", all},
		{"url=" + url.QueryEscape(testBase+"/StructureDefinition/bundle"), "bundle"},
		{"url=" + url.QueryEscape(testBase+"/StructureDefinition"), ""},
		{"name=claim", "bundle claim claim-state-extension"},
		{"name=CLAIMB,Renal", "bundle kenya-renal-preauth"},
		{"name=claim&_id=claim", "claim"},
		{"version=1.0.0", all},
		{"version=2", ""},
		{"status=active&publisher=x", all},
		{"status=draft", ""},
		{"_summary=count", ""},
		{"_summary=true&_id=claim", "claim"},
		{"_count=2", "bundle claim"},
		{"_count=2&page=3", "claim-state-extension"},
		{"_count=2&page=4", ""},
		{"_count=0", ""},
		{"_count=1000000", all},
	} {
		got := x.send("GET", "/fhir/StructureDefinition?"+test.query, nil)
		set, ids := readSearchset(t, got)
		if ids != test.want {
			t.Errorf("%q finds %q; wanted %q", test.query, ids, test.want)
		}
		for _, entry := range set.Entry {
			if entry.FullURL != testBase+"/StructureDefinition/"+entry.Resource.ID || entry.Search.Mode != "match" {
				t.Errorf("%q: %+v", test.query, entry)
			}
		}
		self, _ := readSearchset(t, x.send("GET", set.link("self"), nil))
		if diff := cmp.Diff(set, self); diff != "" {
			t.Errorf("%q: self leads elsewhere:\n%s", test.query, diff)
		}
	}
}

func TestSearchDefinitions_pages(t *testing.T) {
	x := shown(t)
	var found []string
	next := "/fhir/StructureDefinition?_count=2&version=1.0.0&odd=1"
	for next != "" {
		set, ids := readSearchset(t, x.send("GET", next, nil))
		if set.Total != 5 {
			t.Errorf("%s: total %d; wanted 5", next, set.Total)
		}
		if strings.Contains(set.link("self"), "odd") {
			t.Errorf("self repeats what was ignored: %s", set.link("self"))
		}
		found = append(found, ids)
		next = set.link("next")
	}
	if diff := cmp.Diff([]string{"bundle claim", "kenya-renal-preauth coverage", "claim-state-extension"}, found); diff != "" {
		t.Errorf("pages (-want +got):\n%s", diff)
	}
}

func TestSearchDefinitions_refuses(t *testing.T) {
	x := shown(t)
	for _, test := range []struct {
		query, prefer string
		want          int
	}{
		{"status=active", "handling=lenient", 200},
		{"status=active", "handling=strict", 200},
		{"publisher=x", "handling=strict", 400},
		{"_summary=text", "handling=lenient", 400},
		{"_id=claim&_count=1&page=1", "handling=strict", 200},
		{"name:exact=Claim", "handling=lenient", 400},
		{"status:not=active", "handling=lenient", 400},
		{"publisher:not=x", "handling=lenient", 200},
		{"_count=many", "handling=lenient", 400},
		{"_count=-1", "handling=lenient", 400},
		{"page=0", "handling=lenient", 400},
	} {
		got := x.send("GET", "/fhir/ValueSet?"+test.query, nil, "Prefer: "+test.prefer)
		if got.Code != test.want {
			t.Errorf("%s, %s: %d %s; wanted %d", test.query, test.prefer, got.Code, got.Body, test.want)
		}
		if got.Code == http.StatusOK && got.Header().Get("Preference-Applied") != test.prefer {
			t.Errorf("%s: Preference-Applied is %q", test.query, got.Header().Get("Preference-Applied"))
		}
		if vary := strings.Join(got.Header().Values("Vary"), " "); !strings.Contains(vary, "Prefer") {
			t.Errorf("%s: Vary is %q", test.query, vary)
		}
	}
}
