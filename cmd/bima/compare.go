package main

import (
	"context"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// comparison sums up what a candidate decides otherwise.
type comparison struct {
	Compared int   `json:"compared,omitempty"`
	Differ   int   `json:"differ"`
	InForce  int64 `json:"in_force_cents"`
	Other    int64 `json:"candidate_cents"`
}

// comparedPage is how many claims are asked for at a time.
const comparedPage = 500

// differences lists what a candidate decides otherwise. It returns errNo where there is anything.
func (a *adjudication) differences(ctx context.Context, n *node, out *terminal) error {
	shadow, err := a.candidate.open(&a.config)
	if err != nil {
		return err
	}
	var sum comparison
	if shadow == nil {
		err = a.recorded(ctx, n, &sum, out)
	} else {
		err = a.replayed(ctx, n, shadow, &sum, out)
	}
	if err != nil {
		return err
	}
	if a.asJSON {
		err = out.json(sum)
	} else {
		sum.show(out)
	}
	if err == nil && sum.Differ > 0 {
		return errNo
	}
	return err
}

// recorded lists what candidates found that ran beside what was in force.
func (a *adjudication) recorded(ctx context.Context, n *node, sum *comparison, out *terminal) error {
	var after *engine.ClaimPlace
	for {
		page, err := n.store.ListShadow(ctx, "", after, comparedPage)
		if err != nil || len(page) == 0 {
			return err
		}
		for _, difference := range page {
			if err := a.tell(difference, sum, out); err != nil {
				return err
			}
		}
		last := page[len(page)-1]
		after = &engine.ClaimPlace{At: last.At, ID: last.ClaimID}
	}
}

// replayed decides the claims of the store once more.
func (a *adjudication) replayed(ctx context.Context, n *node, shadow *engine.Shadow, sum *comparison, out *terminal) error {
	days, err := a.days()
	if err != nil {
		return err
	}
	after := ""
	for {
		ids, err := n.store.ListDecided(ctx, days, after, comparedPage)
		if err != nil || len(ids) == 0 {
			return err
		}
		for _, id := range ids {
			difference, differs, err := n.engine.Replay(ctx, id, shadow)
			if err != nil {
				return err
			}
			sum.Compared++
			if !differs {
				continue
			}
			if err := a.tell(difference, sum, out); err != nil {
				return err
			}
		}
		after = ids[len(ids)-1]
	}
}

// differenceLine is a difference as a program reads it.
type differenceLine struct {
	Claim     string       `json:"claim"`
	Number    string       `json:"number"`
	Candidate string       `json:"candidate"`
	State     engine.State `json:"in_force_state"`
	Benefit   int64        `json:"in_force_cents"`
	Other     engine.State `json:"candidate_state"`
	OtherPays int64        `json:"candidate_cents"`
}

// tell prints a difference and adds it to the sum.
func (a *adjudication) tell(d engine.ShadowDifference, sum *comparison, out *terminal) error {
	sum.Differ++
	sum.InForce += d.Benefit.Cents
	sum.Other += d.OtherBenefit.Cents
	if a.asJSON {
		return out.json(differenceLine{d.ClaimID, d.Number, d.Candidate, d.State, d.Benefit.Cents, d.OtherState, d.OtherBenefit.Cents})
	}
	out.linef("%s  claim %s  in force %s %s  candidate %s %s  %s", d.Number, d.ClaimID, d.State, d.Benefit,
		d.OtherState, d.OtherBenefit, out.faint(d.Candidate))
	return nil
}

func (c comparison) show(out *terminal) {
	if c.Compared > 0 {
		out.linef("%s compared", count(c.Compared, "claim"))
	}
	out.linef("%s would differ: %s in force, %s by the candidate, a difference of %s", count(c.Differ, "claim"),
		fhir.Cents(c.InForce), fhir.Cents(c.Other), fhir.Cents(c.Other-c.InForce))
}
