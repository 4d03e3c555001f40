package icdapi

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
)

// hijack closes the connection after some of the answer.
func hijack(t *testing.T, w http.ResponseWriter) {
	t.Helper()
	connection, buffer, err := w.(http.Hijacker).Hijack()
	if err != nil {
		t.Error(err)
		return
	}
	fmt.Fprint(buffer, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"@id\"")
	_ = buffer.Flush()
	_ = connection.Close()
}

// A failure that passes is not seen.
func TestSupplement_passingFailures(t *testing.T) {
	for name, fail := range map[string]func(http.ResponseWriter){
		"500": func(w http.ResponseWriter) { w.WriteHeader(http.StatusInternalServerError) },
		"503": func(w http.ResponseWriter) { w.WriteHeader(http.StatusServiceUnavailable) },
		"429": func(w http.ResponseWriter) {
			w.Header().Set("Retry-After", "0")
			w.WriteHeader(http.StatusTooManyRequests)
		},
		"cut connection": func(w http.ResponseWriter) { hijack(t, w) },
	} {
		t.Run(name, func(t *testing.T) {
			api, record := play(t), &kept{}
			api.instead = func(w http.ResponseWriter, _ *http.Request, _ string, n int) bool {
				if n <= 2 {
					fail(w)
				}
				return n <= 2
			}
			report, err := api.client(t).Supplement(t.Context(), example(t), record, nobody)
			if err != nil || report.Added != 5 || report.Missing != 1 {
				t.Errorf("%+v, %v", report, err)
			}
			if n := api.times("1002"); n != 3 {
				t.Errorf("1002 was asked for %d times", n)
			}
		})
	}
}

// What does not pass ends the work with the reason.
func TestSupplement_refuses(t *testing.T) {
	elsewhere := play(t)
	answers := func(body string) func(http.ResponseWriter, *http.Request) {
		return func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, body) }
	}
	tests := map[string]struct {
		path   string
		answer func(http.ResponseWriter, *http.Request)
		says   string
		asked  int
	}{
		"always 500":      {"1002", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) }, "is answered with 500 Internal Server Error, after 5 attempts", 5},
		"always cut":      {"1002", func(w http.ResponseWriter, _ *http.Request) { hijack(t, w) }, "unexpected EOF, after 5 attempts", 5},
		"no such entity":  {"1002", http.NotFound, "the API does not know it", 1},
		"no such release": {"", http.NotFound, "has no release 2025-01 of ICD-11 MMS; start its container with include=2025-01_en", 1},
		"another release": {"", answers(`{"releaseId": "2024-01"}`), "answers with release 2024-01, and 2025-01 was asked for", 1},
		"no English":      {"", answers(`{"releaseId": "2025-01", "availableLanguages": ["fr"]}`), "and not in English", 1},
		"no ICD-API":      {"", answers("<html>"), "is no ICD-API of version 2", 1},
		"no version 2":    {"", answers(`{"title": {}}`), "is no ICD-API of version 2", 1},
		"version 1":       {"1002", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("API-Version", "v1") }, "in version v1 of the ICD-API, and v2 is wanted", 1},
		"broken JSON":     {"1002", answers(`{"@id": `), "the answer is no JSON as the ICD-API writes it", 1},
		"entity of 2024":  {"1002", answers(`{"@id": "http://id.who.int/icd/release/11/2024-01/mms/1002"}`), "is of release 2024-01, and 2025-01 is wanted", 1},
		"another entity":  {"1002", answers(`{"@id": "http://id.who.int/icd/release/11/2025-01/mms/1003"}`), "mms/1002 was asked for, and http://id.who.int/icd/release/11/2025-01/mms/1003 is answered", 1},
		"no id":           {"1002", answers(`{}`), `"" is no linearization URI`, 1},
		"axis without":    {"1002", answers(axis(`"requiredPostcoordination": "false"`)), `an axis has the name ""`, 1},
		"axis required":   {"1002", answers(axis(`"axisName": "http://x/laterality", "requiredPostcoordination": "perhaps"`)), `the axis laterality has requiredPostcoordination "perhaps"`, 1},
		"axis multiple":   {"1002", answers(axis(`"axisName": "http://x/laterality", "requiredPostcoordination": "true", "allowMultipleValues": "Some"`)), `allowMultipleValues "Some"`, 1},
		"axis root":       {"1002", answers(axis(`"axisName": "x", "requiredPostcoordination": "true", "allowMultipleValues": "NotAllowed", "scaleEntity": ["http://id.who.int/icd/release/11/2024-01/mms/1"]`)), "the axis x: http://id.who.int/icd/release/11/2024-01/mms/1 is of release 2024-01", 1},
		"too long":        {"1002", answers(strings.Repeat(" ", largestAnswer+1)), "more than 1048576 bytes", 1},
		"to another host": {"1002", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, elsewhere.URL+r.URL.Path, http.StatusFound)
		}, "the API sends its callers elsewhere", 1},
		"always elsewhere": {"1002", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.Path, http.StatusFound) }, "three times and again", 3},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			api, record := play(t), &kept{}
			api.instead = func(w http.ResponseWriter, r *http.Request, path string, _ int) bool {
				if path == test.path {
					test.answer(w, r)
				}
				return path == test.path
			}
			_, err := api.client(t).Supplement(t.Context(), example(t), record, nobody)
			if err == nil || !strings.Contains(err.Error(), test.says) {
				t.Errorf("the error is %v, want %q", err, test.says)
			}
			if n := api.times(test.path); n != test.asked || record.finished != 0 {
				t.Errorf("asked %d times, want %d; finished %d times", n, test.asked, record.finished)
			}
		})
	}
	if len(elsewhere.asked) > 0 {
		t.Errorf("the other host was asked for %v", elsewhere.asked)
	}
}

// axis is the answer for 1002 with one axis.
func axis(says string) string {
	return `{"@id": "http://id.who.int/icd/release/11/2025-01/mms/1002", "postcoordinationScale": [{` + says + `}]}`
}

func TestNew_refuses(t *testing.T) {
	for _, base := range []string{"", "127.0.0.1:80", "ftp://127.0.0.1", "http://", "file:///etc", "http://127.0.0.1?x=1", "http://[::1"} {
		if _, err := New(base, Options{}); err == nil || !strings.Contains(err.Error(), "is no url of an ICD-API") {
			t.Errorf("%q: the error is %v", base, err)
		}
	}
	if _, err := New("http://127.0.0.1", Options{Rate: -1}); err == nil {
		t.Error("a rate below zero was taken")
	}
}
