package store_test

import (
	"context"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store"
)

// The lists that people page through all day, each for everybody and for a facility.
func init() {
	last := fhir.DateOf(filledEnd)
	for _, list := range []struct {
		name   string
		filter engine.ClaimFilter
	}{
		{"by state, due", engine.ClaimFilter{States: []engine.State{engine.InReview}, Sort: engine.ByDue}},
		{"by states, due", engine.ClaimFilter{States: []engine.State{engine.InReview, engine.ClinicalReview}, Sort: engine.ByDue}},
		{"the next page of a state, due", engine.ClaimFilter{
			States: []engine.State{engine.InReview}, Sort: engine.ByDue, After: &engine.ClaimPlace{At: filledEnd.AddDate(0, 0, -20), ID: "claim-5"},
		}},
		{"by state, received", engine.ClaimFilter{States: []engine.State{engine.InReview}}},
		{"by states, received", engine.ClaimFilter{States: []engine.State{engine.InReview, engine.ClinicalReview}}},
		{"by states, newest", engine.ClaimFilter{States: []engine.State{engine.InReview, engine.ClinicalReview}, Sort: engine.ByNewest}},
		{"the next page of states, received", engine.ClaimFilter{
			States: []engine.State{engine.InReview, engine.ClinicalReview}, After: &engine.ClaimPlace{At: filledEnd.AddDate(0, 0, -20), ID: "claim-5"},
		}},
		{"due", engine.ClaimFilter{Sort: engine.ByDue}},
		{"the next page, due", engine.ClaimFilter{Sort: engine.ByDue, After: &engine.ClaimPlace{At: filledEnd.AddDate(0, 0, -20), ID: "claim-5"}}},
		{"overdue in any state", engine.ClaimFilter{OverdueAt: filledEnd.AddDate(0, 0, -30), Sort: engine.ByDue}},
		{"overdue", engine.ClaimFilter{States: []engine.State{engine.InReview}, OverdueAt: filledEnd.AddDate(0, 0, -30), Sort: engine.ByDue}},
		{"unassigned, due", engine.ClaimFilter{States: []engine.State{engine.InReview}, Unassigned: true, Sort: engine.ByDue}},
		{"an officer's", engine.ClaimFilter{Assigned: "officer-4"}},
		{"an officer's, due", engine.ClaimFilter{States: []engine.State{engine.InReview}, Assigned: "officer-4", Sort: engine.ByDue}},
		{"received", engine.ClaimFilter{}},
		{"newest", engine.ClaimFilter{Sort: engine.ByNewest}},
		{"newest of days", engine.ClaimFilter{From: last.AddDays(-7), To: last, Sort: engine.ByNewest}},
		{"the next page of the newest", engine.ClaimFilter{Sort: engine.ByNewest, After: &engine.ClaimPlace{At: filledEnd.AddDate(0, -6, 0), ID: "claim-5"}}},
		{"a facility's newest", engine.ClaimFilter{Facility: "FID-1", Sort: engine.ByNewest}},
		{"a member's", engine.ClaimFilter{Member: "CR7919"}},
		{"those of finance", engine.ClaimFilter{Use: engine.UseClaim, States: []engine.State{engine.Approved, engine.SentForPayment}}},
	} {
		for scope, facilities := range map[string]engine.Scope{"": {All: true}, ", for a facility": {FIDs: []string{"FID-1"}}} {
			filter := list.filter
			filter.Scope, filter.Limit = facilities, 51
			explained = append(explained, explainedCall{"ListClaims " + list.name + scope, 1, func(ctx context.Context, s *store.Store) error {
				_, err := s.ListClaims(ctx, filter)
				return err
			}})
		}
	}
}
