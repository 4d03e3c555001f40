package server

import (
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// What the page does is tested in a Chromium, in cmd/bima.
func TestReadPicker(t *testing.T) {
	x := newExchange(t)
	got := x.send("GET", "/terminology", nil)
	wantStatus(t, got, http.StatusOK)
	page := got.Body.String()
	if mediaType := got.Header().Get("Content-Type"); mediaType != typeHTML {
		t.Errorf("Content-Type is %q", mediaType)
	}
	again := x.send("GET", "/terminology", nil, "If-None-Match: "+got.Header().Get("ETag"))
	wantStatus(t, again, http.StatusNotModified)

	t.Run("its style and script are let in, and they may talk to this server alone", func(t *testing.T) {
		inside := func(element string) string {
			match := regexp.MustCompile(`(?s)<` + element + `[^>]*>(.*)</` + element + `>`).FindStringSubmatch(page)
			return sourceHash(match[1])
		}
		want := "default-src 'none'; style-src " + inside("style") + "; script-src " + inside("script") +
			"; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
		if policy := got.Header().Get("Content-Security-Policy"); policy != want {
			t.Errorf("the policy is %s; wanted %s", policy, want)
		}
		for _, word := range []string{"<link", "<img", "style=", "onclick=", "@import", "url(", "src=", "innerHTML", "insertAdjacentHTML", "eval("} {
			if strings.Contains(page, word) {
				t.Errorf("%s is in the page", word)
			}
		}
	})
	t.Run("it knows the base of the value sets", func(t *testing.T) {
		if !strings.Contains(page, `data-base="`+html.EscapeString(x.Base)+`"`) {
			t.Errorf("%s is not in the page", x.Base)
		}
	})
	t.Run("it says whose the codes are", func(t *testing.T) {
		for _, words := range []string{"World Health Organization", "CC BY-ND 3.0 IGO"} {
			if !strings.Contains(page, words) {
				t.Errorf("%q is not in the page", words)
			}
		}
	})
}
