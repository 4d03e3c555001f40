package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"strings"
	"time"

	"github.com/spf13/pflag"
)

// api is the exchange as a client program sees it: over HTTP, with a token.
type api struct {
	Server string
	ID     string
	Secret string
	token  string
	http   http.Client
}

// flags are those of every command that talks to a running exchange. The defaults are those of
// `bima dev`.
func (a *api) flags(flags *pflag.FlagSet) {
	flags.StringVar(&a.Server, "server", "http://127.0.0.1:8080", "url of the exchange")
	flags.StringVar(&a.ID, "client-id", "demo-hmis", "client_id")
	flags.StringVar(&a.Secret, "client-secret", demoSecret, "client_secret; better given as BIMA_CLIENT_SECRET")
}

// answer is an HTTP answer, read whole.
type answer struct {
	Status int
	Header http.Header
	Body   []byte
}

// ok reports whether the exchange did what was asked.
func (a answer) ok() bool { return a.Status < 300 }

// call sends one request with a token, which it fetches first where there is none.
func (a *api) call(ctx context.Context, method, path string, body []byte, header http.Header) (answer, error) {
	if a.token == "" {
		if err := a.logIn(ctx); err != nil {
			return answer{}, err
		}
	}
	if header == nil {
		header = http.Header{}
	}
	header.Set("Authorization", "Bearer "+a.token)
	return a.send(ctx, method, path, body, header)
}

// send sends one request as it is.
func (a *api) send(ctx context.Context, method, path string, body []byte, header http.Header) (answer, error) {
	request, err := http.NewRequestWithContext(ctx, method, strings.TrimSuffix(a.Server, "/")+path, bytes.NewReader(body))
	if err != nil {
		return answer{}, err
	}
	maps.Copy(request.Header, header)
	if body != nil && request.Header.Get("Content-Type") == "" {
		request.Header.Set("Content-Type", "application/fhir+json")
	}
	a.http.Timeout = 60 * time.Second
	response, err := a.http.Do(request)
	if err != nil {
		return answer{}, fmt.Errorf("no connection to the exchange: %w", err)
	}
	defer response.Body.Close()
	read, err := io.ReadAll(io.LimitReader(response.Body, 64<<20))
	if err != nil {
		return answer{}, fmt.Errorf("the answer broke off: %w", err)
	}
	return answer{response.StatusCode, response.Header, read}, nil
}

// logIn fetches a token with JSON client credentials.
func (a *api) logIn(ctx context.Context) error {
	body, err := json.Marshal(map[string]string{"client_id": a.ID, "client_secret": a.Secret})
	if err != nil {
		return err
	}
	got, err := a.send(ctx, http.MethodPost, "/api/auth/token/", body, http.Header{"Content-Type": {"application/json"}})
	if err != nil {
		return err
	}
	if !got.ok() {
		return fmt.Errorf("no token for %s: %w", a.ID, got.problem())
	}
	var token struct {
		AccessToken string `json:"access_token"`
	}
	if err := json.Unmarshal(got.Body, &token); err != nil {
		return fmt.Errorf("no token for %s: %w", a.ID, err)
	}
	a.token = token.AccessToken
	return nil
}

// finding is an OperationOutcome.issue as the commands show it.
type finding struct {
	Severity string `json:"severity"`
	Rule     string `json:"rule,omitempty"`
	Path     string `json:"path,omitempty"`
	Text     string `json:"text"`
}

// findings are the issues of an answer that is an OperationOutcome.
func (a answer) findings() []finding {
	var outcome struct {
		Issue []struct {
			Severity    string
			Diagnostics string
			Expression  []string
			Details     struct{ Coding []struct{ Code string } }
		}
	}
	if json.Unmarshal(a.Body, &outcome) != nil {
		return nil
	}
	var findings []finding
	for _, issue := range outcome.Issue {
		found := finding{Severity: issue.Severity, Text: issue.Diagnostics, Path: strings.Join(issue.Expression, ", ")}
		if len(issue.Details.Coding) > 0 {
			found.Rule = issue.Details.Coding[0].Code
		}
		findings = append(findings, found)
	}
	return findings
}

// problem is an answer that is not ok as an error of one line.
func (a answer) problem() error {
	text := http.StatusText(a.Status)
	if findings := a.findings(); len(findings) > 0 {
		text = findings[0].Text
	}
	return errors.New(fmt.Sprintf("HTTP %d: ", a.Status) + text)
}
