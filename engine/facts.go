package engine

import (
	"context"
	"slices"
	"time"

	"github.com/bima-exchange/bima/fhir"
)

// facts are what is known about a claim but for what others have, as it was on the first day of
// service. The registry answers in at most three questions, whatever the size of the claim.
func (e *Engine) facts(ctx context.Context, claim Claim) (Case, error) {
	day := claim.FirstDay()
	facts := Case{Claim: claim, On: fhir.DateOf(e.now()), Terms: e.Terminology.Current(), Settings: e.RuleSets.On(day)}
	parties, err := e.Registry.Parties(ctx, claim.Facility, claim.Member, claim.Practitioner, day)
	if err != nil {
		return Case{}, err
	}
	facts.Facility, facts.Member, facts.Practitioner, facts.Coverages = parties.Facility, parties.Member, parties.Practitioner, parties.Coverages
	return facts, nil
}

// household is the member's; empty where it is not known.
func (c Case) household() string {
	if c.Member == nil {
		return ""
	}
	return c.Member.Household
}

// question is what the rules have to know of what others have: at most five statements in the store,
// whatever the size of the claim.
func (c Case) question() Question {
	question := Question{
		Holder: Holder{c.Claim.Member, c.household()}, ClaimID: c.Claim.ID, Replaces: c.Claim.Replaces, Facility: c.Claim.Facility,
		Days:              Days{c.Claim.FirstDay(), c.Claim.LastDay()},
		Preauthorizations: c.Claim.Stated.Preauthorizations,
		Practitioner:      c.Claim.Practitioner,
	}
	for _, item := range c.Claim.Items {
		if !item.At.IsZero() && !slices.ContainsFunc(question.At, item.At.Equal) {
			question.At = append(question.At, item.At)
		}
		row, _ := c.Intervention(item)
		question.Documents = question.Documents || len(row.Documents) > 0
		if len(row.Limits) == 0 {
			continue
		}
		if !slices.Contains(question.Limited, item.Code) {
			question.Limited = append(question.Limited, item.Code)
		}
		for _, limit := range row.Limits {
			for _, day := range []fhir.Date{item.Start, item.End} {
				window := c.Settings.Period(limit.Frequency, day)
				question.Window = question.Window.Join(window)
			}
		}
	}
	slices.Sort(question.Limited)
	slices.SortFunc(question.At, time.Time.Compare)
	return question
}

// Join are the days from the first of both to the last of both.
func (d Days) Join(other Days) Days {
	switch {
	case d.IsZero():
		return other
	case other.IsZero():
		return d
	}
	if other.First.Before(d.First) {
		d.First = other.First
	}
	if other.Last.After(d.Last) {
		d.Last = other.Last
	}
	return d
}

// merged are the texts of both, each once and sorted.
func merged(a, b []string) []string {
	all := append(slices.Clone(a), b...)
	slices.Sort(all)
	return slices.Compact(all)
}
