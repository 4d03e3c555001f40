package engine

import (
	"context"
	"time"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// Shadow is a candidate for what decides claims: it decides each beside what is in force, and pays
// nothing.
type Shadow struct {
	// Name tells candidates apart in what is recorded of them.
	Name     string
	RuleSets RuleSets
	// Terms makes the code systems of the candidate from those in force.
	Terms func(*terminology.Set) (*terminology.Set, error)
}

// ShadowDifference is a claim that a candidate decides otherwise.
type ShadowDifference struct {
	Candidate string
	ClaimID   string
	Number    string
	At        time.Time
	// State and Benefit are what was decided, OtherState and OtherBenefit what the candidate would have.
	State        State
	Benefit      fhir.Money
	OtherState   State
	OtherBenefit fhir.Money
}

// differs reports whether a candidate would have another outcome or amount.
func (d ShadowDifference) differs() bool {
	return d.State != d.OtherState || d.Benefit != d.OtherBenefit
}

// beside is the case as the candidate sees it.
func (s *Shadow) beside(c Case) (Case, error) {
	c.Settings = s.RuleSets.On(c.Claim.FirstDay())
	if s.Terms == nil {
		return c, nil
	}
	var err error
	c.Terms, err = s.Terms(c.Terms)
	return c, err
}

// compare decides a case by the candidate, too, and says how that compares with what is in force.
func (s *Shadow) compare(c Case, inForce Decision, rules []Rule) (ShadowDifference, error) {
	other, err := s.beside(c)
	if err != nil {
		return ShadowDifference{}, err
	}
	decision := Decide(other, rules)
	use := c.Claim.Use
	return ShadowDifference{
		Candidate: s.Name, ClaimID: c.Claim.ID, Number: c.Claim.Number,
		State: inForce.wouldBe(use), Benefit: inForce.Benefit(),
		OtherState: decision.wouldBe(use), OtherBenefit: decision.Benefit(),
	}, nil
}

// shadowed is the difference that the candidate would have made; nil where there is no candidate or no
// difference. A candidate that fails is counted and never stands in the way of a claim.
func (e *Engine) shadowed(ctx context.Context, facts Case, decision Decision) *ShadowDifference {
	if e.Shadow == nil {
		return nil
	}
	difference, err := e.Shadow.compare(facts, decision, e.Rules)
	if err != nil {
		e.Log.ErrorContext(ctx, "the candidate could not decide", "claim", facts.Claim.ID, "error", err)
		return nil
	}
	e.Meter.Shadowed(difference.differs())
	if !difference.differs() {
		return nil
	}
	difference.At = e.now()
	return &difference
}

// Replay decides a claim that is in the store once more, by what is in force today and by a candidate,
// and says how the two compare. Both see the same: what is known today.
func (e *Engine) Replay(ctx context.Context, id string, candidate *Shadow) (ShadowDifference, bool, error) {
	claim, err := e.Claims.FindClaim(ctx, id)
	if err != nil {
		return ShadowDifference{}, false, err
	}
	facts, err := e.facts(ctx, claim)
	if err != nil {
		return ShadowDifference{}, false, err
	}
	other, err := candidate.beside(facts)
	if err != nil {
		return ShadowDifference{}, false, err
	}
	if facts.Held, err = e.Claims.Ask(ctx, facts.question().and(other.question())); err != nil {
		return ShadowDifference{}, false, err
	}
	difference, err := candidate.compare(facts, Decide(facts, e.Rules), e.Rules)
	difference.At = claim.ReceivedAt
	return difference, difference.differs(), err
}

// and is the question that asks for what either asks for.
func (q Question) and(other Question) Question {
	q.Limited = merged(q.Limited, other.Limited)
	q.Window = q.Window.Join(other.Window)
	q.Documents = q.Documents || other.Documents
	return q
}
