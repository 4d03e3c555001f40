package server

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/go-cmp/cmp"
)

// wantToken checks that the token lets its client in.
func (x *exchange) wantToken(t *testing.T, token string) {
	t.Helper()
	wantStatus(t, x.send("GET", "/fhir/Organization/SHA", nil, "Authorization: Bearer "+token), http.StatusOK)
}

// member is one member of a JSON answer.
func member(t *testing.T, got *httptest.ResponseRecorder, name string) any {
	t.Helper()
	var object map[string]any
	if err := json.Unmarshal(got.Body.Bytes(), &object); err != nil {
		t.Fatalf("%s: %v", got.Body, err)
	}
	return object[name]
}

func TestTokenByJSON(t *testing.T) {
	x := newExchange(t)
	for _, path := range []string{"/api/auth/token/", "/api/auth/token"} {
		got := x.send("POST", path, []byte(`{"client_id":"provider","client_secret":"`+testSecret+`","grant_type":"x"}`), "Content-Type: application/json")
		wantStatus(t, got, http.StatusOK)
		token, _ := member(t, got, "access_token").(string)
		if want := `{"access_token":"` + token + `","token_type":"Bearer","expires_in":3600}`; got.Body.String() != want {
			t.Errorf("body %s", got.Body)
		}
		if got.Header().Get("Cache-Control") != "no-store" {
			t.Error("the token may be cached")
		}
		x.wantToken(t, token)
	}
}

func TestTokenByJSON_refused(t *testing.T) {
	x := newExchange(t)
	for name, test := range map[string]struct {
		body   string
		status int
		code   string
	}{
		"wrong secret":   {`{"client_id":"provider","client_secret":"x"}`, 401, "login"},
		"unknown client": {`{"client_id":"nobody","client_secret":"` + testSecret + `"}`, 401, "login"},
		"revoked":        {`{"client_id":"revoked","client_secret":"` + testSecret + `"}`, 401, "login"},
		"no secret":      {`{"client_id":"provider"}`, 401, "login"},
		"long id":        {`{"client_id":"` + strings.Repeat("p", 200) + `","client_secret":"x"}`, 401, "login"},
		"null":           {`null`, 401, "login"},
		"no object":      {`["provider"]`, 400, "invalid"},
		"number":         {`{"client_id":7}`, 400, "invalid"},
		"not JSON":       {`client_id=provider`, 400, "invalid"},
		"empty":          {``, 400, "invalid"},
		"two objects":    {`{} {}`, 400, "invalid"},
		"too long":       {`{"client_id":"` + strings.Repeat("p", 70_000) + `"}`, 413, "too-long"},
		"store is down":  {`{"client_id":"broken","client_secret":"x"}`, 500, "exception"},
	} {
		t.Run(name, func(t *testing.T) {
			wantOutcome(t, x.send("POST", "/api/auth/token/", []byte(test.body), "Content-Type: application/json"), test.status, test.code)
		})
	}
}

func TestTokenByOAuth(t *testing.T) {
	x := newExchange(t)
	form := "Content-Type: application/x-www-form-urlencoded"
	inBody := "grant_type=client_credentials&client_id=provider&client_secret=" + testSecret
	for _, test := range []struct {
		name, body, auth string
		status           int
		oauth            string
	}{
		{"in the body", inBody, "", 200, ""},
		{"with a scope", inBody + "&scope=system/*.read", "", 200, ""},
		{"by Basic", "grant_type=client_credentials", basic("provider", testSecret), 200, ""},
		{"by Basic, escaped", "grant_type=client_credentials", basic("%70rovider", testSecret), 200, ""},
		{"wrong secret", strings.Replace(inBody, "a-secret", "b-secret", 1), "", 401, "invalid_client"},
		{"nobody", "grant_type=client_credentials", "", 401, "invalid_client"},
		{"revoked", "grant_type=client_credentials", basic("revoked", testSecret), 401, "invalid_client"},
		{"both ways", inBody, basic("provider", testSecret), 400, "invalid_request"},
		{"two clients", "grant_type=client_credentials&client_id=other", basic("provider", testSecret), 400, "invalid_request"},
		{"badly escaped", "grant_type=client_credentials", basic("%zz", testSecret), 400, "invalid_request"},
		{"no grant", "client_id=provider&client_secret=" + testSecret, "", 400, "invalid_request"},
		{"another grant", "grant_type=password&username=a&password=b", "", 400, "unsupported_grant_type"},
		{"given twice", inBody + "&client_id=provider", "", 400, "invalid_request"},
		{"no form", "%zz", "", 400, "invalid_request"},
	} {
		t.Run(test.name, func(t *testing.T) {
			headers := []string{form}
			if test.auth != "" {
				headers = append(headers, test.auth)
			}
			got := x.send("POST", "/oauth2/token", []byte(test.body), headers...)
			wantStatus(t, got, test.status)
			if got.Header().Get("Content-Type") != "application/json" || got.Header().Get("Cache-Control") != "no-store" {
				t.Errorf("headers %v", got.Header())
			}
			if test.status == http.StatusOK {
				x.wantToken(t, member(t, got, "access_token").(string))
				if scope := member(t, got, "scope"); scope != "system/Bundle.cr system/Claim.r system/ClaimResponse.r" {
					t.Errorf("scope is %v", scope)
				}
				return
			}
			if code := member(t, got, "error"); code != test.oauth {
				t.Errorf("error is %v; wanted %s", code, test.oauth)
			}
			if challenge := got.Header().Get("WWW-Authenticate"); (test.status == 401) != strings.HasPrefix(challenge, "Basic ") {
				t.Errorf("WWW-Authenticate is %q", challenge)
			}
		})
	}
	got := x.send("POST", "/oauth2/token", []byte(`{}`), "Content-Type: application/json")
	wantStatus(t, got, http.StatusUnsupportedMediaType)
	wantOutcome(t, x.send("POST", "/oauth2/token", []byte("grant_type=client_credentials"), form, basic("broken", "x")), 500, "exception")
}

func TestTokenByHIE(t *testing.T) {
	x := newExchange(t)
	for _, test := range []struct {
		name, method, query, accept string
		// shape is the member that holds the token, empty for the bare token.
		shape string
	}{
		{"GET", "GET", "key=provider", "", "token"},
		{"POST", "POST", "key=provider", "", "access_token"},
		{"any", "GET", "key=provider", "*/*", "token"},
		{"JSON before text", "GET", "key=provider", "application/json, text/plain, */*", "token"},
		{"text", "GET", "key=provider", "text/plain", ""},
		{"text by POST", "POST", "key=provider", "text/plain;q=0.9, */*", ""},
		{"raw", "GET", "key=provider&raw=true", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			headers := []string{basic("provider", testSecret)}
			if test.accept != "" {
				headers = append(headers, "Accept: "+test.accept)
			}
			got := x.send(test.method, "/v1/hie-auth?"+test.query, nil, headers...)
			wantStatus(t, got, http.StatusOK)
			token := got.Body.String()
			if test.shape != "" {
				token, _ = member(t, got, test.shape).(string)
			}
			x.wantToken(t, token)
			if got.Header().Get("Cache-Control") != "no-store" {
				t.Error("the token may be cached")
			}
		})
	}
	for name, test := range map[string]struct{ query, auth string }{
		"no key":       {"", basic("provider", testSecret)},
		"another key":  {"key=other", basic("provider", testSecret)},
		"no Basic":     {"key=provider", "X-None: x"},
		"wrong secret": {"key=provider", basic("provider", "x")},
		"nothing":      {"", "X-None: x"},
	} {
		t.Run(name, func(t *testing.T) {
			wantOutcome(t, x.send("GET", "/v1/hie-auth?"+test.query, nil, test.auth), http.StatusUnauthorized, "login")
		})
	}
}

func TestTokenByHIE_life(t *testing.T) {
	x := newExchange(t)
	got := x.send("GET", "/v1/hie-auth?key=provider&raw=true", nil, basic("provider", testSecret))
	token := got.Body.String()
	x.clock.advance(60*time.Second + skew - time.Second)
	x.wantToken(t, token)
	x.clock.advance(time.Second)
	wantOutcome(t, x.send("GET", "/fhir/Organization/SHA", nil, "Authorization: Bearer "+token), http.StatusUnauthorized, "login")
}

func TestIssue_claims(t *testing.T) {
	x := newExchange(t)
	token, err := x.issue(x.clients["provider"], time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	var parts [2]map[string]any
	for i := range parts {
		data, err := base64.RawURLEncoding.DecodeString(strings.Split(token, ".")[i])
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(data, &parts[i]); err != nil {
			t.Fatal(err)
		}
	}
	want := [2]map[string]any{
		{"alg": "EdDSA", "typ": "JWT", "kid": x.signer.keyID},
		{
			"iss": testIssuer, "aud": []any{testBase}, "sub": "provider", "role": "provider",
			"scope": "system/Bundle.cr system/Claim.r system/ClaimResponse.r",
			"jti":   "00000000-0000-4000-8000-000000000001",
			"iat":   float64(testNow.Unix()), "exp": float64(testNow.Add(time.Hour).Unix()),
		},
	}
	if diff := cmp.Diff(want, parts); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestReadKeys_verifiesWhatIsIssued(t *testing.T) {
	x := newExchange(t)
	got := x.send("GET", "/.well-known/jwks.json", nil)
	wantStatus(t, got, http.StatusOK)
	var set struct{ Keys []map[string]string }
	if err := json.Unmarshal(got.Body.Bytes(), &set); err != nil || len(set.Keys) != 1 {
		t.Fatalf("%s: %v", got.Body, err)
	}
	public, err := base64.RawURLEncoding.DecodeString(set.Keys[0]["x"])
	if err != nil {
		t.Fatal(err)
	}
	token, err := x.issue(x.clients["provider"], time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := jwt.Parse(token, func(*jwt.Token) (any, error) { return ed25519.PublicKey(public), nil }, jwt.WithTimeFunc(x.clock.Now))
	if err != nil || parsed.Header["kid"] != set.Keys[0]["kid"] {
		t.Errorf("%v, kid %v, key set %v", err, parsed.Header["kid"], set.Keys)
	}
}
