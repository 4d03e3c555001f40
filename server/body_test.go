package server

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func zipped(t *testing.T, body []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	writer := gzip.NewWriter(&out)
	if _, err := writer.Write(body); err != nil {
		t.Fatal(err)
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestSubmitBundle_badInput(t *testing.T) {
	x := newExchange(t)
	good := bundle(t, "outpatient-phc")
	big := append(bytes.Repeat([]byte(" "), 11<<20), good...)
	packed := zipped(t, good)
	fhirType := "Content-Type: application/fhir+json"
	for _, test := range []struct {
		name    string
		body    []byte
		headers []string
		status  int
		code    string
	}{
		{"not JSON", []byte("<Bundle/>"), []string{fhirType}, 400, "structure"},
		{"empty", nil, []string{fhirType}, 400, "structure"},
		{"not a Bundle", []byte(`{"resourceType":"Patient"}`), []string{fhirType}, 400, "structure"},
		{"11 MiB", big, []string{fhirType}, 413, "too-long"},
		{"11 MiB gzipped", zipped(t, big), []string{fhirType, "Content-Encoding: gzip"}, 413, "too-long"},
		{"said to be gzip", good, []string{fhirType, "Content-Encoding: gzip"}, 400, "invalid"},
		{"gzip cut short", packed[:len(packed)-9], []string{fhirType, "Content-Encoding: gzip"}, 400, "invalid"},
		{"gzip with a wrong sum", append(bytes.Clone(packed[:len(packed)-8]), make([]byte, 8)...), []string{fhirType, "Content-Encoding: gzip"}, 400, "invalid"},
		{"gzip with a tail", append(bytes.Clone(packed), "tail"...), []string{fhirType, "Content-Encoding: gzip"}, 400, "invalid"},
		{"brotli", good, []string{fhirType, "Content-Encoding: br"}, 415, "not-supported"},
		{"no Content-Type", good, nil, 415, "not-supported"},
		{"text", good, []string{"Content-Type: text/plain"}, 415, "not-supported"},
		{"XML", good, []string{"Content-Type: application/fhir+xml"}, 415, "not-supported"},
		{"nonsense", good, []string{"Content-Type: ;;"}, 415, "not-supported"},
		{"Latin", good, []string{fhirType + "; charset=iso-8859-1"}, 415, "not-supported"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := x.send("POST", "/v1/shr-med/bundle", test.body, append(test.headers, x.bearer(t, "provider"))...)
			wantOutcome(t, got, test.status, test.code)
		})
	}
	if len(x.claims.accepted) != 0 {
		t.Error("something was stored")
	}
}

func TestSubmitBundle_gzip(t *testing.T) {
	x := newExchange(t)
	got := x.send("POST", "/v1/shr-med/bundle", zipped(t, bundle(t, "outpatient-phc")), x.bearer(t, "provider"),
		"Content-Type: application/json", "Content-Encoding: GZIP")
	wantStatus(t, got, http.StatusAccepted)
	if !bytes.Equal(x.claims.accepted[0].Body, bundle(t, "outpatient-phc")) {
		t.Error("what was stored is not what was compressed")
	}
}

func TestRead_stopsAtTheLimit(t *testing.T) {
	const limit = 1 << 20
	x := newExchange(t, func(c *Config) { c.MaxBody = limit })
	for name, body := range map[string]io.Reader{
		"plain, of unknown length": strings.NewReader(strings.Repeat(" ", 50*limit)),
		"a gzip bomb":              bytes.NewReader(zipped(t, make([]byte, 50*limit))),
	} {
		t.Run(name, func(t *testing.T) {
			counted := &countedBody{Reader: body}
			request := httptest.NewRequest("POST", "/v1/shr-med/bundle", counted)
			request.ContentLength = -1
			headers := []string{x.bearer(t, "provider"), "Content-Type: application/json"}
			if strings.Contains(name, "gzip") {
				headers = append(headers, "Content-Encoding: gzip")
			}
			wantOutcome(t, x.do(request, headers...), http.StatusRequestEntityTooLarge, "too-long")
			if counted.read > limit+1 {
				t.Errorf("%d bytes were read; at most %d are wanted", counted.read, limit+1)
			}
		})
	}
}

func TestRead_atTheLimit(t *testing.T) {
	body := bundle(t, "outpatient-phc")
	x := newExchange(t, func(c *Config) { c.MaxBody = int64(len(body)) })
	for _, headers := range [][]string{{}, {"Content-Encoding: gzip"}} {
		sent := body
		if len(headers) > 0 {
			sent = zipped(t, body)
		}
		got := x.send("POST", "/v1/shr-med/bundle", sent, append(headers, x.bearer(t, "provider"), "Content-Type: application/json")...)
		wantStatus(t, got, http.StatusAccepted)
	}
}

func TestAnswer_gzip(t *testing.T) {
	x := withClaim(t)
	target := "/v1/shr-med/claim-status?claim_id=" + outpatientID
	plain := x.send("GET", target, nil, x.bearer(t, "provider"))
	for accept, want := range map[string]bool{
		"gzip": true, "br, GZIP;q=0.5": true, "deflate, gzip": true,
		"": false, "br": false, "gzip;q=0": false, "identity": false,
	} {
		got := x.send("GET", target, nil, x.bearer(t, "provider"), "Accept-Encoding: "+accept)
		if compressed := got.Header().Get("Content-Encoding") == "gzip"; compressed != want {
			t.Errorf("Accept-Encoding %q: compressed is %t", accept, compressed)
			continue
		}
		if got.Header().Get("Vary") != "Accept-Encoding" {
			t.Errorf("Accept-Encoding %q: Vary is %q", accept, got.Header().Get("Vary"))
		}
		if !want {
			continue
		}
		reader, err := gzip.NewReader(got.Body)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(reader)
		if err != nil || !bytes.Equal(body, plain.Body.Bytes()) {
			t.Errorf("Accept-Encoding %q: the body is another one (%v)", accept, err)
		}
	}
	if got := x.send("GET", "/health/live", nil, "Accept-Encoding: gzip"); got.Header().Get("Content-Encoding") != "" {
		t.Error("a small answer was compressed")
	}
}
