package engine

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var (
	actions = []Action{
		EngineApprove, EnginePreapprove, EngineRefuse, EngineSuspect, Approve, Reject, SendBack, ReferClinical,
		ReferSurveillance, Resume, AddDocuments, Replace, Withdraw, TimeBar, SendToPayment, CompletePayment,
		DeclinePayment, Appeal,
	}
	conditions = []Condition{IfBenefit, IfUnused, IfNotAppealed, IfClinicalClaims}
)

// step is one arrow as the specification's table has it, written out here a second time and by
// hand: the test compares two statements of the same thing.
type step struct {
	state State
	on    Action
}

var bothUses = map[step]State{
	{Queued, EngineRefuse}:              InReview,
	{Queued, EngineSuspect}:             SentToSurveillance,
	{Queued, Withdraw}:                  Canceled,
	{InReview, Approve}:                 Approved,
	{InReview, Reject}:                  Rejected,
	{InReview, SendBack}:                SentBack,
	{InReview, ReferSurveillance}:       SentToSurveillance,
	{InReview, ReferClinical}:           ClinicalReview,
	{InReview, Withdraw}:                Canceled,
	{ClinicalReview, Approve}:           Approved,
	{ClinicalReview, Reject}:            Rejected,
	{ClinicalReview, SendBack}:          SentBack,
	{ClinicalReview, ReferSurveillance}: SentToSurveillance,
	{ClinicalReview, Withdraw}:          Canceled,
	{SentToSurveillance, Approve}:       Approved,
	{SentToSurveillance, Reject}:        Rejected,
	{SentToSurveillance, SendBack}:      SentBack,
	{SentToSurveillance, Resume}:        InReview, // where it came from, below
	{SentBack, AddDocuments}:            InReview,
	{SentBack, Replace}:                 Canceled,
	{SentBack, Withdraw}:                Canceled,
	{SentBack, TimeBar}:                 Rejected,
	{Rejected, Appeal}:                  InReview,
}

var onlyClaim = map[step]State{
	{Queued, EngineApprove}:           Approved,
	{Approved, ReferSurveillance}:     SentToSurveillance,
	{Approved, SendToPayment}:         SentForPayment,
	{SentForPayment, CompletePayment}: PaymentCompleted,
	{SentForPayment, DeclinePayment}:  PaymentDeclined,
	{PaymentDeclined, SendToPayment}:  SentForPayment,
}

var onlyPreauthorization = map[step]State{
	{Queued, EngineApprove}:    ClinicalReview,
	{Queued, EnginePreapprove}: Approved,
	{Approved, Withdraw}:       Canceled,
}

// TestNext goes through every state, action and use, with every condition holding.
func TestNext(t *testing.T) {
	for _, use := range []Use{UseClaim, UsePreauthorization} {
		special := onlyClaim
		if use == UsePreauthorization {
			special = onlyPreauthorization
		}
		for _, state := range States {
			for _, on := range actions {
				want, ok := special[step{state, on}]
				if !ok {
					want, ok = bothUses[step{state, on}]
				}
				got, err := Next(Standing{State: state, Before: InReview, Use: use, Holds: conditions}, on)
				switch {
				case ok && err != nil:
					t.Errorf("%s: %s on %s: %v, want %s", use, state, on, err, want)
				case ok && got.To != want:
					t.Errorf("%s: %s on %s: to %s, want %s", use, state, on, got.To, want)
				case !ok && err == nil:
					t.Errorf("%s: %s on %s: to %s, want no such arrow", use, state, on, got.To)
				case !ok && KindOf(err) != Conflict:
					t.Errorf("%s: %s on %s: kind %d, want Conflict", use, state, on, KindOf(err))
				}
			}
		}
	}
}

// TestNextConditions takes one condition away at a time, and finds exactly its arrows gone.
func TestNextConditions(t *testing.T) {
	want := map[Condition][]step{
		IfBenefit:        {{Approved, SendToPayment}},
		IfUnused:         {{Approved, Withdraw}},
		IfNotAppealed:    {{Rejected, Appeal}, {Rejected, Appeal}}, // for both uses
		IfClinicalClaims: {{InReview, ReferClinical}},
	}
	for _, missing := range conditions {
		holds := slices.DeleteFunc(slices.Clone(conditions), func(c Condition) bool { return c == missing })
		var gone []step
		for _, use := range []Use{UseClaim, UsePreauthorization} {
			for _, state := range States {
				for _, on := range actions {
					_, before := Next(Standing{State: state, Before: InReview, Use: use, Holds: conditions}, on)
					_, after := Next(Standing{State: state, Before: InReview, Use: use, Holds: holds}, on)
					if before == nil && after != nil {
						gone = append(gone, step{state, on})
					}
				}
			}
		}
		if diff := cmp.Diff(want[missing], gone, cmp.AllowUnexported(step{})); diff != "" {
			t.Errorf("without %q (-want +got):\n%s", missing, diff)
		}
	}
}

// TestNextReturns: surveillance and the facility give a claim back to where it came from; from
// queued that is a review, since the engine has had its say.
func TestNextReturns(t *testing.T) {
	for _, test := range []struct {
		state  State
		on     Action
		use    Use
		before State
		want   State
	}{
		{SentToSurveillance, Resume, UseClaim, Queued, InReview},
		{SentToSurveillance, Resume, UsePreauthorization, Queued, ClinicalReview},
		{SentToSurveillance, Resume, UseClaim, Approved, Approved},
		{SentToSurveillance, Resume, UsePreauthorization, InReview, InReview},
		{SentBack, AddDocuments, UsePreauthorization, ClinicalReview, ClinicalReview},
		{SentBack, AddDocuments, UseClaim, SentToSurveillance, SentToSurveillance},
	} {
		got, err := Next(Standing{State: test.state, Before: test.before, Use: test.use}, test.on)
		if err != nil || got.To != test.want {
			t.Errorf("%s %s from %s on %s: to %s (%v), want %s", test.use, test.state, test.before, test.on, got.To, err, test.want)
		}
	}
}

// TestEndStates: what the specification calls the end has no way out, and every state has a name
// for people and something to show.
func TestEndStates(t *testing.T) {
	for _, state := range States {
		out := slices.ContainsFunc(Transitions(), func(arrow Transition) bool { return arrow.From == state })
		end := state == PaymentCompleted || state == Canceled
		if out == end {
			t.Errorf("%s: has a way out: %t, is an end: %t", state, out, end)
		}
		if state.Display() == "" {
			t.Errorf("%s has no display", state)
		}
		if shown[state].outcome == "" {
			t.Errorf("%s has no ClaimResponse.outcome", state)
		}
	}
}
