package profiles

import (
	"fmt"
	"log/slog"
	"runtime/debug"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// check is one rule at work on one bundle.
type check struct {
	bundle *fhir.Bundle
	// claim and facility are set for rules that look at claims one by one.
	claim    *fhir.Claim
	facility ClaimFacility
	// terms is one state of the code systems for all rules of a run.
	terms    *terminology.Set
	handling Handling
	log      *slog.Logger

	rule   Rule
	issues []fhir.Issue
}

// find reports what the rule has found, at the rule's own level. Code is a FHIR issue-type.
func (c *check) find(path, code, format string, args ...any) {
	c.at(c.rule.level(c.handling), path, code, format, args...)
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
	c.issues = append(c.issues, fhir.Issue{
		Rule:  c.rule.ID,
		Level: level,
		Code:  code,
		Path:  path,
		Text:  fmt.Sprintf(format, args...),
	})
}

// run lets the rule look at the bundle or at each of its claims. A rule that panics has found an
// error: what could not be checked is not accepted.
func (c *check) run(rule Rule, sender Sender) {
	c.rule = rule
	defer func() {
		if cause := recover(); cause != nil {
			// What panicked may hold something of the bundle; its type does not.
			c.log.Error("rule could not be run", "rule", rule.ID, "panic", fmt.Sprintf("%T", cause), "stack", string(debug.Stack()))
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
