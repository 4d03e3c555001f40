package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"

	"github.com/spf13/cobra"
)

// submitResult is what happened to one file.
type submitResult struct {
	File     string        `json:"file"`
	Result   string        `json:"result"` // accepted, refused or failed
	Status   int           `json:"status,omitempty"`
	Mediator string        `json:"mediator_id,omitempty"`
	Differs  bool          `json:"content_differs,omitempty"`
	Findings []finding     `json:"findings,omitempty"`
	Claims   []claimStatus `json:"claims,omitempty"`
	Error    string        `json:"error,omitempty"`
}

func newSubmit(out *terminal) *cobra.Command {
	var exchange api
	var wait, strict, asJSON bool
	cmd := &cobra.Command{
		Use:   "submit FILE...",
		Short: "Submit bundles and show what happened to each",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, files []string) error {
			refused := false
			for i, file := range files {
				out.progress(i, len(files))
				result := submitFile(cmd.Context(), &exchange, file, strict)
				if wait && result.Result == "accepted" {
					if err := follow(cmd.Context(), &exchange, &result, asJSON, out); err != nil {
						return err
					}
				}
				if asJSON {
					if err := out.json(result); err != nil {
						return err
					}
				} else if !wait || result.Result != "accepted" {
					result.show(out)
				}
				if result.Result == "failed" {
					return fmt.Errorf("%s: %s", file, result.Error)
				}
				refused = refused || result.Result == "refused"
			}
			out.progress(len(files), len(files))
			if refused {
				return errNo
			}
			return nil
		},
	}
	exchange.flags(cmd.Flags())
	cmd.Flags().BoolVar(&wait, "wait", false, "follow each claim until the engine has decided")
	cmd.Flags().BoolVar(&strict, "strict", false, "ask for strict handling")
	cmd.Flags().BoolVar(&asJSON, "json", false, "one line of JSON for each file")
	return cmd
}

// submitFile posts one bundle.
func submitFile(ctx context.Context, exchange *api, file string, strict bool) submitResult {
	result := submitResult{File: file, Result: "failed"}
	body, err := os.ReadFile(file)
	if err != nil {
		result.Error = err.Error()
		return result
	}
	header := http.Header{}
	if strict {
		header.Set("Prefer", "handling=strict")
	}
	got, err := exchange.call(ctx, http.MethodPost, "/v1/shr-med/bundle", body, header)
	if err != nil {
		result.Error = err.Error()
		return result
	}
	result.Status = got.Status
	if !got.ok() {
		result.Result, result.Findings = "refused", got.findings()
		return result
	}
	var ack struct {
		Message struct {
			MediatorID string `json:"mediator_id"`
		}
	}
	if err := json.Unmarshal(got.Body, &ack); err != nil {
		result.Error = "the acknowledgement cannot be read: " + err.Error()
		return result
	}
	result.Result, result.Mediator = "accepted", ack.Message.MediatorID
	result.Differs = got.Header.Get("X-Bima-Duplicate") != ""
	return result
}

// follow polls until the engine has decided every claim of an accepted bundle, and shows each
// state as it changes.
func follow(ctx context.Context, exchange *api, result *submitResult, quiet bool, out *terminal) error {
	if !quiet {
		result.show(out)
	}
	shown, etag := map[string]int{}, ""
	for {
		status, changed, err := exchange.status(ctx, "bundle_id", result.Mediator, etag)
		if err != nil {
			return err
		}
		if !changed {
			continue
		}
		etag, result.Claims = status.etag, status.claims
		for _, version := range status.versions {
			if !quiet && version.number() > shown[version.Claim] {
				version.show(out)
			}
			shown[version.Claim] = max(shown[version.Claim], version.number())
		}
		if !status.queued() {
			return nil
		}
	}
}

// show prints what happened to a file in one line, and the findings under it.
func (r submitResult) show(out *terminal) {
	switch {
	case r.Result == "accepted" && r.Differs:
		out.linef("%s  %s  mediator_id %s  (known before with other content; nothing was changed)", out.doubt("accepted"), r.File, r.Mediator)
	case r.Result == "accepted":
		out.linef("%s  %s  mediator_id %s", out.good("accepted"), r.File, r.Mediator)
	case r.Result == "refused":
		out.linef("%s   %s  HTTP %d, %s", out.bad("refused"), r.File, r.Status, count(len(r.Findings), "finding"))
	}
	showFindings(out, r.Findings)
}

// showFindings prints findings, two lines each: which rule and where, and what to mend.
func showFindings(out *terminal, findings []finding) {
	for _, found := range findings {
		out.linef("  %s %s  %s", out.level(found.Severity, found.Severity), found.Rule, out.bold(found.Path))
		out.linef("      %s", found.Text)
	}
}

// count is "1 finding", "3 findings".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
