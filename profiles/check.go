package profiles

import (
	"fmt"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// check is one rule at work on one bundle.
type check struct {
	bundle *fhir.Bundle
	// claim and facility are set for rules that look at claims one by one.
	claim    *fhir.Claim
	facility ClaimFacility
	config   Config
	// terms is one state of the code systems for all rules of a run.
	terms    *terminology.Set
	handling Handling
	// today is the Nairobi day of receipt.
	today fhir.Date

	rule Rule
	// issues are all findings so far, those of reading first.
	issues []fhir.Issue
}

// find reports what the rule has found, at the rule's own level. Code is a FHIR issue-type.
func (c *check) find(path, code, format string, args ...any) {
	c.at(c.config.Levels.Of(c.rule.Entry, c.handling), path, code, format, args...)
}

// refuse reports what is an error under any handling.
func (c *check) refuse(path, code, format string, args ...any) {
	c.at(fhir.Error, path, code, format, args...)
}

// note reports what changes nothing.
func (c *check) note(path, code, format string, args ...any) {
	c.at(fhir.Information, path, code, format, args...)
}

func (c *check) at(level fhir.Level, path, code, format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if code == "required" {
		text += c.insteadOf(path)
	}
	c.issues = append(c.issues, fhir.Issue{Rule: c.rule.ID, Level: level, Code: code, Path: path, Text: text})
}

// insteadOf ends a finding about a missing element with what reading found in its place: an
// unknown element that seems to mean it, or one that is empty.
func (c *check) insteadOf(path string) string {
	i := slices.IndexFunc(c.issues, func(issue fhir.Issue) bool {
		return issue.Meant == path || issue.Rule == "FHR-012" && issue.Path == path
	})
	switch {
	case i < 0:
		return ""
	case c.issues[i].Meant == path:
		return fmt.Sprintf(" (what is given as %q was not read: FHR-015)", element(c.issues[i].Path))
	}
	return " (it is there, but empty: FHR-012)"
}

// spokenOf reports whether a finding so far, of level error or warning, is about the element or about
// something within it.
func (c *check) spokenOf(path string) bool {
	return slices.ContainsFunc(c.issues, func(issue fhir.Issue) bool {
		return issue.Level != fhir.Information && (issue.Path == path || strings.HasPrefix(issue.Path, path+".") || strings.HasPrefix(issue.Path, path+"["))
	})
}

// run lets the rule look at the bundle or at each of its claims. A rule that panics has found an
// error: what could not be checked is not accepted.
func (c *check) run(rule Rule, sender Sender) {
	c.rule = rule
	defer func() {
		if cause := recover(); cause != nil {
			// What panicked may hold something of the bundle; its type does not.
			c.config.Log.Error("rule could not be run", "rule", rule.ID, "panic", fmt.Sprintf("%T", cause), "stack", string(debug.Stack()))
			c.refuse("Bundle", "exception",
				"rule %s could not be run on this bundle, so the bundle is not accepted; this is a fault of the exchange, please report it", rule.ID)
		}
	}()
	if rule.Check != nil {
		rule.Check(c)
		return
	}
	for i, claim := range c.bundle.Claims() {
		c.claim, c.facility = claim, sender.facility(i)
		rule.CheckClaim(c)
	}
}
