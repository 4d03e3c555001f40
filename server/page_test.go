package server

import (
	"crypto/sha256"
	"encoding/base64"
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

func TestReadPage(t *testing.T) {
	x := shown(t)
	got := x.send("GET", "/docs", nil)
	wantStatus(t, got, http.StatusOK)
	page := got.Body.String()
	if mediaType := got.Header().Get("Content-Type"); mediaType != typeHTML {
		t.Errorf("Content-Type is %q", mediaType)
	}
	again := x.send("GET", "/docs", nil, "If-None-Match: "+got.Header().Get("ETag"))
	wantStatus(t, again, http.StatusNotModified)

	t.Run("its style is let in, and nothing else", func(t *testing.T) {
		style := regexp.MustCompile(`(?s)<style>(.*)</style>`).FindStringSubmatch(page)[1]
		sum := sha256.Sum256([]byte(style))
		want := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
		if policy := got.Header().Get("Content-Security-Policy"); policy != want {
			t.Errorf("the policy is %s; wanted %s", policy, want)
		}
		for _, word := range []string{"<script", "<link", "<img", "style=", "onclick", "@import", "url("} {
			if strings.Contains(page, word) {
				t.Errorf("%s is in the page", word)
			}
		}
	})
	t.Run("its links lead somewhere", func(t *testing.T) {
		for _, link := range regexp.MustCompile(`href="([^"]*)"`).FindAllStringSubmatch(page, -1) {
			target := html.UnescapeString(link[1])
			if anchor, inside := strings.CutPrefix(target, "#"); inside {
				if n := strings.Count(page, `id="`+anchor+`"`); n != 1 {
					t.Errorf("%d elements have the id %s", n, anchor)
				}
				continue
			}
			wantStatus(t, x.send("GET", "/"+target, nil), http.StatusOK)
		}
	})
	t.Run("it has every route", func(t *testing.T) {
		for name, operation := range readDocument(t, x).operations() {
			_, path, _ := strings.Cut(name, " ")
			for _, word := range []string{path, operation.Summary} {
				if !strings.Contains(html.UnescapeString(page), word) {
					t.Errorf("%s: %q is not in the page", name, word)
				}
			}
		}
	})
	t.Run("it tells the rules", func(t *testing.T) {
		if !strings.Contains(page, `<tr id="ITM-003">`) || !strings.Contains(page, "billable period of its &lt;Claim&gt;") {
			t.Error("ITM-003 is not in the page")
		}
		without := newExchange(t).send("GET", "/docs", nil).Body.String()
		if strings.Contains(without, "#rules") {
			t.Error("without a code system of rules the page has a link to them")
		}
	})
}

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"plain":              "plain",
		"say `this` or that": "say [this] or that",
		"`this`":             "[this]",
	} {
		var got strings.Builder
		for _, word := range words(text) {
			if word.Code {
				got.WriteString("[" + word.Text + "]")
			} else {
				got.WriteString(word.Text)
			}
		}
		if got.String() != want {
			t.Errorf("%q is %q; wanted %q", text, got.String(), want)
		}
	}
}

// No text of a route leaves a backquote open.
func TestRoutes_backquotes(t *testing.T) {
	texts := []string{guide()}
	for _, group := range newExchange(t).groups() {
		texts = append(texts, group.Text)
		for _, route := range group.Routes {
			texts = append(texts, route.Text)
			for _, param := range route.Params {
				texts = append(texts, param.Text)
			}
			for _, answer := range route.Gives {
				texts = append(texts, answer.Text)
			}
		}
	}
	for _, text := range texts {
		if strings.Count(text, "`")%2 == 1 {
			t.Errorf("a backquote is open in %q", text)
		}
	}
}

func TestCurl(t *testing.T) {
	commands := map[string]string{}
	for _, route := range newExchange(t).Routes() {
		if !route.Alias {
			commands[route.Name] = curl(route)
		}
	}
	for name, want := range map[string]string{
		"submitBundle": `curl "$BIMA/v1/shr-med/bundle" \
  -H "Authorization: Bearer $TOKEN" \
  -H "Content-Type: application/fhir+json" \
  --data-binary @bundle.json`,
		"validateClaim": `curl "$BIMA/fhir/Claim/\$validate" \
  -H "Authorization: Bearer $TOKEN" \
  -H "Content-Type: application/fhir+json" \
  --data-binary @bundle.json`,
		"tokenByJSON": `curl "$BIMA/api/auth/token/" \
  -H "Content-Type: application/json" \
  --data '{"client_id":"demo-hmis","client_secret":"demo-secret"}'`,
		"tokenByOAuth": `curl "$BIMA/oauth2/token" \
  -u demo-hmis:demo-secret \
  --data-urlencode 'grant_type=client_credentials'`,
		"tokenByHIEPost": `curl -X POST "$BIMA/v1/hie-auth?key=demo-hmis" \
  -u demo-hmis:demo-secret`,
		"removeEndpoint": `curl -X DELETE "$BIMA/v1/callbacks/FID-01-116951-6" \
  -H "Authorization: Bearer $TOKEN"`,
		"readClaimStatus": `curl "$BIMA/v1/shr-med/claim-status?bundle_id=0c7a3f4e-5d0b-4c0e-9a35-6f1f5b7f2a01" \
  -H "Authorization: Bearer $TOKEN"`,
		"sendClaimForPayment": `curl "$BIMA/v1/claims/a1b5cd43-6e97-4d30-a408-bdaf71829e51/send-for-payment" \
  -H "Authorization: Bearer $TOKEN" \
  -H 'If-Match: W/"2"' \
  -H "Content-Type: application/json" \
  --data '{"reference":"PAY-2026-000731"}'`,
		"readLive": `curl "$BIMA/health/live"`,
	} {
		if commands[name] != want {
			t.Errorf("%s:\n%s\nwanted:\n%s", name, commands[name], want)
		}
	}
}
