package server

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/terminology"
)

// variants are what is changed about the request that the document shows.
var variants = map[string]func(*sample){
	"as it is shown":      func(*sample) {},
	"without credentials": func(s *sample) { s.way = "" },
	"without a body":      func(s *sample) { s.body = nil },
	"without a media type": func(s *sample) {
		s.mediaType = ""
	},
	"of another media type": func(s *sample) { s.mediaType = "application/xml" },
	"with half a body":      func(s *sample) { s.body = s.body[:len(s.body)/2] },
	"with another body":     func(s *sample) { s.body = []byte(`{"resourceType":"Claim"}`) },
	"with too large a body": func(s *sample) { s.body = bytes.Repeat([]byte("x"), 200<<10) },
	"with unsound claims":   func(s *sample) { s.body = bytes.ReplaceAll(s.body, []byte(`"KES"`), []byte(`"USD"`)) },
	"of another channel":    func(s *sample) { s.body = bytes.ReplaceAll(s.body, []byte("rest-hook"), []byte("email")) },
	"with foreign claims": func(s *sample) {
		s.body = bytes.ReplaceAll(s.body, []byte(testFID), []byte("FID-47-115307-8"))
	},
	"without parameters":  func(s *sample) { s.query = url.Values{} },
	"with odd parameters": func(s *sample) { s.query = everyParameter("no such value") },
	"of something unknown": func(s *sample) {
		s.path = strings.NewReplacer(testFID, "x", outpatientID, "x", deliveryID, "x", "/StructureDefinition/bundle", "/StructureDefinition/x", "claim-state", "x").Replace(s.path)
		s.query = url.Values{"claim_id": {"x"}}
	},
	"of an unknown code system": func(s *sample) {
		for _, name := range []string{"url", "system"} {
			if s.query.Has(name) {
				s.query.Set(name, "http://example.org/none")
			}
		}
		s.body = bytes.ReplaceAll(s.body, []byte(terminology.ICD11URL), []byte("http://example.org/none"))
	},
	"of what cannot be expanded": func(s *sample) {
		s.path = strings.ReplaceAll(s.path, "/ValueSet/claim-state/", "/ValueSet/foreign/")
		if url := s.query.Get("url"); url != "" {
			s.query.Set("url", url+"=isa/none")
		}
		s.body = bytes.ReplaceAll(s.body, []byte("?fhir_vs"), []byte("?fhir_vs=isa/none"))
	},
	"with the mode of R4":  func(s *sample) { s.query = url.Values{"mode": {"terminology"}} },
	"with a bare token":    func(s *sample) { s.query.Set("raw", "true") },
	"where it still holds": func(s *sample) { s.headers = []string{"If-None-Match: *"} },
	"with preferences": func(s *sample) {
		s.headers = []string{"Prefer: handling=strict, return=OperationOutcome, wait=1", `If-None-Match: W/"other"`}
	},
	"strictly, with odd parameters": func(s *sample) {
		s.headers, s.query = []string{"Prefer: handling=strict"}, url.Values{"odd": {"x"}}
	},
	"of an older version":   func(s *sample) { s.headers = []string{`If-Match: W/"1"`} },
	"without a version":     func(s *sample) { s.headers = nil },
	"with an odd reason":    func(s *sample) { s.body = []byte(`{"reason":"odd"}`) },
	"without a date":        func(s *sample) { s.body = []byte(`{"reference":"x","reason":"odd"}`) },
	"with an odd officer":   func(s *sample) { s.body = []byte(`{"to":"nobody"}`) },
	"beyond the tariff":     func(s *sample) { s.body = []byte(`{"reason":"officer-override","override":true}`) },
	"with one page of many": func(s *sample) { s.query.Set("_count", "1") },
}

// everyParameter is a query in which every parameter of any route has the value.
func everyParameter(value string) url.Values {
	query := url.Values{}
	for _, name := range []string{"claim_id", "bundle_id", "history", "page", "state", "since", "cursor", "key", "mode", "_count", "_id", "_summary", "date", "count", "limit"} {
		query.Set(name, value)
	}
	return query
}

// Whatever is asked of a route of the document, it answers with a status, a media type, headers and a
// body that the document tells of; and what it tells of, is answered.
func TestOpenAPI_isWhatIsAnswered(t *testing.T) {
	document := readDocument(t, newExchange(t))
	operations := document.operations()
	for _, name := range slices.Sorted(maps.Keys(operations)) {
		t.Run(name, func(t *testing.T) {
			w := walk{document: document, schemas: document.schemas(t), operation: operations[name], answered: map[string]bool{}}
			x, led := shown(t), sampleOf(t, document, name)
			x.leadTo(t, &led)
			restore := x.claims.keep()
			for _, variant := range slices.Sorted(maps.Keys(variants)) {
				request := led
				request.headers, request.query = slices.Clone(led.headers), maps.Clone(led.query)
				variants[variant](&request)
				w.check(t, variant, x.sendSample(t, request))
				restore()
			}
			w.checkRoles(t, x, led)
			w.checkComplete(t)
		})
	}
}

type walk struct {
	document  openAPI
	schemas   schemaSet
	operation apiOperation
	// answered are the statuses that were seen.
	answered map[string]bool
}

func (w walk) check(t *testing.T, variant string, got *httptest.ResponseRecorder) {
	t.Helper()
	status := strconv.Itoa(got.Code)
	w.answered[status] = true
	response, documented := w.operation.Responses[status]
	if !documented {
		t.Errorf("%s: the answer %s %s is not documented", variant, status, got.Body)
		return
	}
	if response.Ref != "" {
		response = w.document.Components.Responses[strings.TrimPrefix(response.Ref, "#/components/responses/")]
	}
	for name := range headerTexts {
		if _, documented := response.Headers[name]; !documented && got.Header().Get(name) != "" {
			t.Errorf("%s: %s has the header %s, which is not documented", variant, status, name)
		}
	}
	mediaType, _, _ := strings.Cut(got.Header().Get("Content-Type"), ";")
	media, documented := response.Content[mediaType]
	if len(response.Content) == 0 && got.Body.Len() == 0 {
		return
	}
	if !documented {
		t.Errorf("%s: %s as %q is not documented", variant, status, mediaType)
		return
	}
	if media.Schema.Type == "string" {
		return
	}
	var body any
	if err := json.Unmarshal(got.Body.Bytes(), &body); err != nil {
		t.Errorf("%s: %s %v", variant, status, err)
	}
	for _, fault := range w.schemas.check(media.Schema.check(), body, variant+": "+status) {
		t.Error(fault)
	}
}

// checkRoles: those that are listed are let in, and no others.
func (w walk) checkRoles(t *testing.T, x *exchange, request sample) {
	t.Helper()
	if request.way != "bearer" {
		return
	}
	request.way = ""
	for _, role := range engine.Roles {
		request.headers = []string{x.bearer(t, string(role))}
		got := x.sendSample(t, request)
		w.check(t, "as "+string(role), got)
		if listed := slices.Contains(w.operation.Roles, role); listed == (got.Code == http.StatusForbidden) {
			t.Errorf("as %s: %d; the document lists %s", role, got.Code, w.operation.Roles)
		}
	}
}

// rare are the statuses that take more than one request, or a fault of ours.
var rare = []string{"409", "429", "500", "503"}

// checkComplete: no status is documented that is never answered.
func (w walk) checkComplete(t *testing.T) {
	t.Helper()
	for status := range w.operation.Responses {
		if !w.answered[status] && !slices.Contains(rare, status) {
			t.Errorf("%s is documented and was never answered", status)
		}
	}
}
