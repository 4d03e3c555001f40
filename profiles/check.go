package profiles

import (
	"fmt"
	"runtime/debug"
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
	// wanted is what wantedTypes has found, given what givenFor has.
	wanted map[string][]string
	given  map[string]fhir.Issue
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
// unknown element that seems to mean it, or the element itself, empty or of another form.
func (c *check) insteadOf(path string) string {
	switch issue, ok := c.givenFor()[path]; {
	case !ok:
		return ""
	case issue.Meant == path:
		return fmt.Sprintf(" (what is given as %q was not read: %s)", element(issue.Path), issue.Rule)
	case issue.Rule == "FHR-003":
		return fmt.Sprintf(" (%s is there, but not as R4 writes it: %s)", element(path), issue.Text)
	}
	return fmt.Sprintf(" (%s is there, but empty: FHR-012)", element(path))
}

// givenFor are the findings of reading about what is given in place of an element, by the path of
// that element. They are looked up for every finding, so they are gathered once.
func (c *check) givenFor() map[string]fhir.Issue {
	if c.given == nil {
		c.given = map[string]fhir.Issue{}
		for _, issue := range c.issues {
			switch {
			case issue.Meant != "":
				c.given[issue.Meant] = issue
			case issue.Rule == "FHR-012", issue.Rule == "FHR-003" && issue.Code != "required":
				c.given[issue.Path] = issue
			}
		}
	}
	return c.given
}

// spokenOf tells whether a finding so far says something of an element that is missing: the finding
// is about the element, about one that seems to mean it, or about something in it that was not read
// as it stands; or what would hold the element is said to be missing or empty.
func (c *check) spokenOf() func(path string) bool {
	about, missing := map[string]bool{}, map[string]bool{}
	for _, issue := range c.issues {
		about[issue.Path], about[issue.Meant] = true, true
		missing[issue.Path] = missing[issue.Path] || issue.Code == "required" || issue.Rule == "FHR-012"
		for path := issue.Path; path != "" && strings.HasPrefix(issue.Rule, "FHR-"); path = above(path) {
			about[path] = true
		}
	}
	return func(path string) bool {
		for holder := path; holder != ""; holder = above(holder) {
			if missing[holder] {
				return true
			}
		}
		return about[path]
	}
}

// above is the path of what holds an element.
func above(path string) string { return path[:max(strings.LastIndexAny(path, ".["), 0)] }

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
