package profiles

import (
	"fmt"
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
	config   Config
	// terms is one state of the code systems for all rules of a run.
	terms    *terminology.Set
	handling Handling
	// operation is Sender.Operation.
	operation bool
	// today is the Nairobi day of receipt.
	today fhir.Date

	rule Rule
	// issues are all findings so far, those of reading first; found counts those of the rules.
	issues []fhir.Issue
	found  int
	// wanted is what wantedTypes has found, given what givenFor has, and offered what entriesOf has.
	wanted  map[string][]string
	given   map[string]fhir.Issue
	offered map[string]candidates
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
