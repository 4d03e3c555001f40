package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/testdata"
)

// TestGuide: read leniently, the guide's samples as published are refused for what breaks the guide's
// own rules and for nothing else, each with the right expression; read strictly, for each place
// where they are not R4 as well.
func TestGuide(t *testing.T) {
	sender := newHMIS(t, startDev(t, t.TempDir(), "").URL, "demo-hmis")
	for _, test := range []struct {
		name, handling string
		want           []string
	}{
		{"guide/claim", "lenient", []string{
			"CLM-005 Bundle.entry[3].resource", "REF-001 Bundle.entry[3].resource.provider",
			"ITM-003 Bundle.entry[3].resource.item[0].servicedPeriod",
		}},
		{"guide/claim-r4", "lenient", []string{
			"CLM-005 Bundle.entry[3].resource", "REF-001 Bundle.entry[3].resource.provider",
			"ITM-003 Bundle.entry[3].resource.item[0].servicedPeriod",
		}},
		{"guide/preauth", "lenient", []string{"ITM-003 Bundle.entry[4].resource.item[0].servicedPeriod"}},
		{"guide/claim", "strict", []string{
			"FHR-011 Bundle.timestamp", "FHR-014 Bundle.entry[0].resource.meta.profile[0]",
			"BND-006 Bundle.entry[0].resource.type[0].coding[0].system",
			"FHR-013 Bundle.entry[1].resource", "FHR-013 Bundle.entry[1].resource",
			"FHR-014 Bundle.entry[2].resource.meta.profile[0]", "CLM-005 Bundle.entry[3].resource",
			"FHR-012 Bundle.entry[3].resource.related", "FHR-011 Bundle.entry[3].resource.billablePeriod.start",
			"FHR-011 Bundle.entry[3].resource.billablePeriod.end", "FHR-011 Bundle.entry[3].resource.created",
			"REF-001 Bundle.entry[3].resource.provider",
			"BND-006 Bundle.entry[3].resource.provider.identifier.type.coding[0].system",
			"BND-006 Bundle.entry[3].resource.provider.identifier.system",
			"ITM-003 Bundle.entry[3].resource.item[0].servicedPeriod",
		}},
		{"guide/preauth", "strict", []string{
			"FHR-018 Bundle.entry[0].resource.telecom[0]", "FHR-013 Bundle.entry[1].resource",
			"FHR-013 Bundle.entry[1].resource", "BND-005 Bundle.entry[2].fullUrl",
			"FHR-010 Bundle.entry[4].resource.item[0].quantity.value", "FHR-010 Bundle.entry[4].resource.item[0].unitPrice.value",
			"FHR-010 Bundle.entry[4].resource.item[0].factor", "FHR-010 Bundle.entry[4].resource.item[0].net.value",
			"ITM-003 Bundle.entry[4].resource.item[0].servicedPeriod", "FHR-010 Bundle.entry[4].resource.total.value",
		}},
	} {
		got := sender.do(http.MethodPost, "/v1/shr-med/bundle", testdata.Bundle(test.name), http.Header{"Prefer": {"handling=" + test.handling}})
		if got.Status != http.StatusUnprocessableEntity {
			t.Fatalf("%s: %d %s", test.name, got.Status, got.Body)
		}
		if err := fhir.Judge(got.Body); err != nil {
			t.Error(err)
		}
		var errors []string
		for _, finding := range got.findings() {
			if finding.Severity == "error" {
				errors = append(errors, finding.Rule+" "+finding.Path)
			}
		}
		if diff := cmp.Diff(test.want, errors); diff != "" {
			t.Errorf("%s, %s (-want +got):\n%s", test.name, test.handling, diff)
		}
	}
	claim := claimIn(t, testdata.Bundle("guide/claim")).ID.Value
	if got := sender.do(http.MethodGet, "/v1/shr-med/claim-status?claim_id="+claim, nil, nil); got.Status != http.StatusNotFound {
		t.Errorf("a refused claim is in the store: %d", got.Status)
	}
}

// TestBadInput: what cannot be taken is refused with the status of the specification and an
// OperationOutcome; the process is unmoved.
func TestBadInput(t *testing.T) {
	exchange := startDev(t, t.TempDir(), "")
	sender := newHMIS(t, exchange.URL, "demo-hmis")
	stranger := &hmis{t: t, url: exchange.URL, http: http.Client{Timeout: time.Minute}}
	other := newHMIS(t, exchange.URL, "demo-other")
	officer := newHMIS(t, exchange.URL, "demo-officer")
	good := fresh("delivery")
	huge := bytes.Repeat([]byte(" "), 11<<20)
	unsigned := "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzdWIiOiJkZW1vLWhtaXMifQ."
	for _, test := range []struct {
		name   string
		who    *hmis
		body   []byte
		header http.Header
		want   int
	}{
		{"not JSON", sender, []byte("{]"), nil, 400},
		{"empty", sender, []byte(""), nil, 400},
		{"an array", sender, []byte("[]"), nil, 400},
		{"no Bundle", sender, []byte(`{"resourceType":"Claim"}`), nil, 400},
		{"11 MiB", sender, huge, nil, 413},
		{"11 MiB, gzipped", sender, zipped(t, huge), http.Header{"Content-Encoding": {"gzip"}}, 413},
		{"not gzip", sender, good, http.Header{"Content-Encoding": {"gzip"}}, 400},
		{"101 claims", sender, manyClaims(t, 101), nil, 413},
		{"wrong media type", sender, good, http.Header{"Content-Type": {"text/xml"}}, 415},
		{"no token", stranger, good, nil, 401},
		{"alg none", stranger, good, http.Header{"Authorization": {"Bearer " + unsigned}}, 401},
		{"expired", stranger, good, http.Header{"Authorization": {"Bearer " + selfSigned("demo-hmis", "demo-secret", time.Now().Add(-5*time.Minute))}}, 401},
		{"foreign facility", other, good, nil, 403},
		{"wrong role", officer, good, nil, 403},
		{"gzipped", sender, zipped(t, good), http.Header{"Content-Encoding": {"gzip"}}, 202},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := test.who.do(http.MethodPost, "/v1/shr-med/bundle", test.body, test.header)
			if got.Status != test.want {
				t.Fatalf("%d %s, want %d", got.Status, got.Body, test.want)
			}
			if test.want < 300 {
				return
			}
			if err := fhir.Judge(got.Body); err != nil {
				t.Errorf("the answer is no sound OperationOutcome: %v\n%s", err, got.Body)
			}
			for _, finding := range got.findings() {
				if finding.Rule == "" || finding.Text == "" {
					t.Errorf("a finding without code or text: %+v", finding)
				}
			}
			if kind := got.Header.Get("Content-Type"); !strings.HasPrefix(kind, "application/fhir+json") {
				t.Errorf("Content-Type %q", kind)
			}
		})
	}
	if got := sender.do(http.MethodGet, "/v1/shr-med/claim-status?claim_id=nobody", nil, nil); got.Status != 404 {
		t.Errorf("an unknown id: %d", got.Status)
	}
	if got := stranger.do(http.MethodGet, "/health/ready", nil, nil); got.Status != 200 {
		t.Errorf("the process is moved: %d %s", got.Status, got.Body)
	}
}

// zipped is a body in gzip.
func zipped(t *testing.T, body []byte) []byte {
	t.Helper()
	var packed bytes.Buffer
	writer := gzip.NewWriter(&packed)
	if _, err := writer.Write(body); err != nil {
		t.Fatal(err)
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

// manyClaims is a bundle with n claims that say little.
func manyClaims(t *testing.T, n int) []byte {
	t.Helper()
	return withEntries(t, fresh("delivery"), func(entries []any) []any {
		for i := range n {
			entries = append(entries, map[string]any{
				"fullUrl":  fmt.Sprintf("https://fhir.sha.go.ke/fhir/Claim/%d", i),
				"resource": json.RawMessage(`{"resourceType":"Claim"}`),
			})
		}
		return entries
	})
}
