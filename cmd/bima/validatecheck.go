package main

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/profiles"
	"github.com/bima-exchange/bima/terminology"
)

// checkHere checks with the rules of this program. What a claim says of its facility, and of the
// claims that it replaces, is taken as true, since there is no registry and no store to ask.
func checkHere(levels profiles.Levels, prefixes []string, handling profiles.Handling, now func() time.Time) (bodyChecker, error) {
	starter, err := terminology.Starter()
	if err != nil {
		return nil, err
	}
	profile := profiles.New(profiles.Config{Terms: terminology.New(starter), Levels: levels, Prefixes: prefixes})
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
	}, nil
}

// askExchange lets a running exchange check. An answer that names no rule is not about the bundle,
// and is an error.
func askExchange(exchange *api, handling profiles.Handling) bodyChecker {
	return func(ctx context.Context, body []byte) (checked, error) {
		header := http.Header{"Prefer": {"handling=" + string(handling)}}
		got, err := exchange.call(ctx, http.MethodPost, "/fhir/Bundle/$validate", body, header)
		if err != nil {
			return checked{}, err
		}
		findings := got.findings()
		if !got.ok() && !slices.ContainsFunc(findings, func(found finding) bool { return found.Rule != "" }) {
			return checked{}, got.problem()
		}
		answered := checked{answer: got.Body}
		for _, found := range findings {
			// What names no rule says that there are no findings, or that there are more.
			if found.Rule != "" || found.Severity != fhir.Information.String() {
				answered.issues = append(answered.issues, found.issue(body))
			}
		}
		return answered, nil
	}
}

// issue is the finding of an exchange as package fhir has it, with its place in the body.
func (f finding) issue(body []byte) fhir.Issue {
	issue := fhir.Issue{Rule: f.Rule, Level: fhir.Information, Path: f.Path, Expression: f.Path, Text: f.Text}
	switch f.Severity {
	case "fatal", "error":
		issue.Level = fhir.Error
	case "warning":
		issue.Level = fhir.Warning
	}
	if f.Path != "" {
		issue.Offset, _ = fhir.Locate(body, f.Path)
	} else if _, own := fhir.Decode(body); len(own) > 0 && own[0].Rule == f.Rule {
		issue.Offset = own[0].Offset // of what is no JSON or no Bundle the answer has no path
	}
	return issue
}
