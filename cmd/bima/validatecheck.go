package main

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/profiles"
	"github.com/bima-exchange/bima/terminology"
)

// checkHere checks with the rules of this program and a set of code systems. What a claim says of its facility, and of the
// claims that it replaces, is taken as true, since there is no registry and no store to ask.
func checkHere(set *terminology.Set, levels profiles.Levels, prefixes []string, handling profiles.Handling, now func() time.Time) bodyChecker {
	profile := profiles.New(profiles.Config{Terms: terminology.New(set), Levels: levels, Prefixes: prefixes})
	return func(_ context.Context, body []byte) (checked, error) {
		bundle, issues := fhir.Decode(body)
		if bundle == nil {
			return checked{issues: issues}, nil
		}
		sender := profiles.Sender{Handling: handling}
		for _, claim := range bundle.Claims() {
			sender.Facilities = append(sender.Facilities, profiles.ClaimFacility{
				Found: []string{"not asked"}, May: true, Replaceable: profiles.Replaces(claim),
			})
		}
		return checked{issues: profile.Check(bundle, issues, sender, now())}, nil
	}
}

// askExchange lets a running exchange check. What it says of the sender or of itself, and not of the
// bundle, is an error.
func askExchange(exchange *api, handling profiles.Handling) bodyChecker {
	return func(ctx context.Context, body []byte) (checked, error) {
		header := http.Header{"Prefer": {"handling=" + string(handling)}}
		got, err := exchange.call(ctx, http.MethodPost, "/fhir/Bundle/$validate", body, header)
		if err != nil {
			return checked{}, err
		}
		findings := got.findings()
		tooLarge := got.Status == http.StatusRequestEntityTooLarge
		if !got.ok() && !tooLarge && !slices.ContainsFunc(findings, finding.byRule) {
			return checked{}, got.problem()
		}
		answered, locate := checked{answer: got.Body}, fhir.Locate(body)
		for _, found := range findings {
			// Without a rule it says that there are no findings or more of them, or that the bundle is too large.
			if found.byRule() || found.Severity != fhir.Information.String() {
				answered.issues = append(answered.issues, found.issue(body, locate))
			}
		}
		return answered, nil
	}
}

// byRule reports whether a rule has found it: where none has, the code is HTTP- and the status.
func (f finding) byRule() bool { return f.Rule != "" && !strings.HasPrefix(f.Rule, "HTTP-") }

// issue is the finding of an exchange as package fhir has it, with its place in the body.
func (f finding) issue(body []byte, locate func(path string) (int, bool)) fhir.Issue {
	issue := fhir.Issue{Level: fhir.Information, Path: f.Path, Expression: f.Path, Text: f.Text}
	if f.byRule() {
		issue.Rule = f.Rule
	}
	switch f.Severity {
	case "fatal", "error":
		issue.Level = fhir.Error
	case "warning":
		issue.Level = fhir.Warning
	}
	if f.Path != "" {
		issue.Offset, _ = locate(f.Path)
	} else if _, own := fhir.Decode(body); len(own) > 0 && own[0].Rule == f.Rule {
		issue.Offset = own[0].Offset // of what is no JSON or no Bundle the answer has no path
	}
	return issue
}
