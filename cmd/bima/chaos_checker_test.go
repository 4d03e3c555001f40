package main

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// breachKind is a promise of the exchange that was not kept.
type breachKind string

const (
	lost       breachKind = "lost"       // accepted, and not there
	doubled    breachKind = "doubled"    // there more than once
	different  breachKind = "different"  // one thing told in two ways
	wentBack   breachKind = "went back"  // an older version after a newer one
	uncalled   breachKind = "uncalled"   // no callback of a version
	disordered breachKind = "disordered" // a callback before that of an older version was taken
	stuck      breachKind = "stuck"      // not adjudicated
	refused    breachKind = "refused"    // a good request was refused
	tampered   breachKind = "tampered"   // the ledger does not prove itself
)

// breach is one such promise, and the claim or the request for which it was not kept.
type breach struct {
	Kind breachKind
	Text string
}

func (b breach) String() string { return string(b.Kind) + ": " + b.Text }

// breachesOf reads a run and says which promises were not kept. It looks at nothing else. What is
// unknown (no answer, or a 5xx) may have been done or not, but once and consistently.
func breachesOf(acts []act, end ending) []breach {
	c := &checker{acts: acts, end: end, digests: map[string]string{}}
	c.leads = c.whereAnswersLead()
	c.refusals()
	c.acknowledgements()
	c.sameBundleSameBytes()
	c.whoWasAnswered()
	c.store()
	c.sameVersionSameBytes()
	c.versionsGoOn()
	c.callbacks()
	return c.breaches
}

type checker struct {
	acts []act
	end  ending
	// digests are what was told of each thing, leads where an acknowledgement may lead.
	digests  map[string]string
	leads    map[string]map[string]bool
	breaches []breach
}

func (c *checker) report(kind breachKind, text string, args ...any) {
	c.breaches = append(c.breaches, breach{kind, fmt.Sprintf(text, args...)})
}

// bundles are the acts that sent a bundle.
func (c *checker) bundles(yield func(act) bool) {
	for _, a := range c.acts {
		if (a.Kind == submitted || a.Kind == repeated) && !yield(a) {
			return
		}
	}
}

// refusals: every bundle and every poll of a run is a good one.
func (c *checker) refusals() {
	for _, a := range c.acts {
		switch {
		case a.unknown() || a.Kind == calledUp:
		case a.Kind == polled:
			c.poll(a)
		case a.Status != 202:
			c.report(refused, "the bundle of %v sent after %v was answered %d %s", a.Claims, a.Began, a.Status, a.Answer)
		}
	}
}

// poll: an id that was acknowledged leads to its claims, whatever fell over in between.
func (c *checker) poll(a act) {
	switch a.Status {
	case 200, 304:
	case 404:
		if a.Known {
			c.report(lost, "%s after %v was answered 404, and %v were acknowledged before", a.Ask, a.Began, a.Claims)
		}
		return
	default:
		c.report(refused, "%s after %v was answered %d %s", a.Ask, a.Began, a.Status, a.Answer)
		return
	}
	id, _, _ := strings.Cut(strings.TrimPrefix(a.Ask, "bundle_id="), "&")
	for _, s := range a.Seen {
		if !slices.Contains(a.Claims, s.Claim) && !c.leads[id][s.Claim] {
			c.report(different, "%s led to claim %s, wanted are %v", a.Ask, s.Claim, a.Claims)
		}
	}
	for _, claim := range a.Claims {
		if a.Known && !slices.ContainsFunc(a.Seen, func(s seen) bool { return s.Claim == claim }) {
			c.report(lost, "%s after %v did not lead to claim %s, which was acknowledged before", a.Ask, a.Began, claim)
		}
	}
}

// whereAnswersLead are the claims to which a mediator_id may lead beside those of its own bundle: claims
// that were sent, later, in one bundle with one of its own, and so may have been answered with it.
func (c *checker) whereAnswersLead() map[string]map[string]bool {
	leads := map[string]map[string]bool{}
	for a := range c.bundles {
		for _, claim := range a.Claims {
			mediator := c.end.Found[claim].Mediator
			if leads[mediator] == nil {
				leads[mediator] = map[string]bool{}
			}
			for _, beside := range a.Claims {
				leads[mediator][beside] = true
			}
		}
	}
	return leads
}

// acknowledgements: each 202 is a claim that is there, once.
func (c *checker) acknowledgements() {
	reported := map[string]bool{}
	for a := range c.bundles {
		for _, claim := range a.Claims {
			if _, there := c.end.Found[claim]; a.Status == 202 && !there && !reported[claim] {
				reported[claim] = true
				c.report(lost, "claim %s was acknowledged after %v and is not there", claim, a.Ended)
			}
		}
	}
}

// sameBundleSameBytes: the same claims get the same bytes, however often they are sent.
func (c *checker) sameBundleSameBytes() {
	first := map[string]string{}
	for a := range c.bundles {
		if a.Status != 202 {
			continue
		}
		claims := strings.Join(slices.Sorted(slices.Values(a.Claims)), " ")
		if before, ok := first[claims]; !ok {
			first[claims] = a.Answer
		} else if before != a.Answer {
			c.report(different, "the bundle of %s was answered %s, and after %v %s", claims, before, a.Ended, a.Answer)
		}
	}
}

// whoWasAnswered: an acknowledgement is that of the claim of the bundle which was accepted last. Which
// one that is, is only certain where one was acknowledged before the other was first sent.
func (c *checker) whoWasAnswered() {
	sent, acknowledged := map[string]time.Duration{}, map[string]time.Duration{}
	note := func(at map[string]time.Duration, claim string, when time.Duration) {
		if before, ok := at[claim]; !ok || when < before {
			at[claim] = when
		}
	}
	for a := range c.bundles {
		for _, claim := range a.Claims {
			note(sent, claim, a.Began)
			if a.Status == 202 {
				note(acknowledged, claim, a.Ended)
			}
		}
	}
	for a := range c.bundles {
		if a.Status != 202 {
			continue
		}
		var right []string
		for _, claim := range a.Claims {
			older := slices.ContainsFunc(a.Claims, func(other string) bool {
				at, ok := acknowledged[claim]
				return ok && at < sent[other]
			})
			if !older {
				right = append(right, acknowledgement(c.end.Found[claim].Mediator))
			}
		}
		if !slices.Contains(right, a.Answer) {
			c.report(different, "the bundle of %v was answered %s after %v, wanted is one of %v", a.Claims, a.Answer, a.Ended, right)
		}
	}
}

// acknowledgement is the body of a 202, to the byte.
func acknowledgement(mediator string) string {
	return `{"message":{"mediator_id":"` + mediator + `","message":"Use this reference ID to use for Polling for the status of your Claim."}}`
}
