package server

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// BenchmarkValidateCode is $validate-code through the whole handler, without the network.
func BenchmarkValidateCode(b *testing.B) {
	const icd11 = "http://id.who.int/icd/release/11/mms"
	for _, ask := range []struct{ name, method, target, body string }{
		{"get", "GET", "/fhir/CodeSystem/$validate-code?url=" + icd11 + "&code=5A11", ""},
		{"cluster", "GET", "/fhir/CodeSystem/$validate-code?url=" + icd11 + "&code=BA00.Z%26XK8G", ""},
		{"post", "POST", "/fhir/CodeSystem/$validate-code", `{"resourceType":"Parameters","parameter":[{"name":"coding","valueCoding":{"system":"` + icd11 + `","code":"5A11","display":"Type 2 diabetes mellitus"}}]}`},
		{"value-set", "GET", "/fhir/ValueSet/$validate-code?url=" + icd11 + "?fhir_vs&code=5A11", ""},
	} {
		b.Run(ask.name, func(b *testing.B) {
			handler := newExchange(b).Handler()
			b.ReportAllocs()
			body := strings.NewReader(ask.body)
			request := httptest.NewRequest(ask.method, ask.target, body)
			request.Header.Set("Content-Type", typeFHIR)
			for b.Loop() {
				body.Reset(ask.body)
				answer := unkept{header: http.Header{}}
				handler.ServeHTTP(&answer, request)
				if answer.status != http.StatusOK {
					b.Fatal(answer.status)
				}
			}
		})
	}
}

// unkept is an answer of which the status alone is kept.
type unkept struct {
	header http.Header
	status int
}

func (u *unkept) Header() http.Header         { return u.header }
func (u *unkept) Write(p []byte) (int, error) { return len(p), nil }
func (u *unkept) WriteHeader(status int)      { u.status = status }
