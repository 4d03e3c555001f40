package store_test

import (
	"context"
	"crypto/md5"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store"
)

// explainedCall is a call whose plans are looked at, and how many statements it sends at least.
type explainedCall struct {
	name       string
	statements int
	do         func(ctx context.Context, s *store.Store) error
}

var explained = []explainedCall{
	{"Settle", 13, func(ctx context.Context, s *store.Store) error { return settleFilled(ctx, s, filledID(199_999)) }},
	{"Settle a preauthorization", 13, func(ctx context.Context, s *store.Store) error { return settleFilled(ctx, s, filledID(199_990)) }},
	{"Ask of the member alone", 5, func(ctx context.Context, s *store.Store) error {
		question := filledQuestion(filledID(199_998), 199_998)
		question.Household = ""
		_, err := s.Ask(ctx, question)
		return err
	}},
	{"LeaseClaim", 2, func(ctx context.Context, s *store.Store) error {
		_, leased, err := s.LeaseClaim(ctx, filledID(199_997), filledEnd, filledEnd.Add(time.Minute))
		if !leased {
			err = errors.Join(err, errors.New("the claim was not to be had"))
		}
		return err
	}},
	{"ReleaseClaim", 1, func(ctx context.Context, s *store.Store) error {
		return s.ReleaseClaim(ctx, filledID(199_997), filledEnd.Add(time.Minute))
	}},
	{"Move", 8, func(ctx context.Context, s *store.Store) error {
		move, err := filledMove(ctx, s, filledID(199_996))
		if err == nil {
			_, err = s.Move(ctx, move)
		}
		return err
	}},
	{"DueClaims", 1, func(ctx context.Context, s *store.Store) error {
		return found(s.DueClaims(ctx, filledEnd, 100))
	}},
	{"FindDue", 2, func(ctx context.Context, s *store.Store) error {
		_, err := s.FindDue(ctx, filledID(100_000))
		return err
	}},
	{"BarredClaims", 1, func(ctx context.Context, s *store.Store) error {
		return found(s.BarredClaims(ctx, filledEnd.AddDate(0, -1, 0), 100))
	}},
	{"ExpiredPreauthorizations", 1, func(ctx context.Context, s *store.Store) error {
		return found(s.ExpiredPreauthorizations(ctx, fhir.DateOf(filledEnd), 100))
	}},
	{"what a claim has", 6, func(ctx context.Context, s *store.Store) error {
		id := filledID(170_010)
		_, approval := s.FindApproval(ctx, id)
		_, body := s.FindJSON(ctx, id)
		_, documents := s.ListDocuments(ctx, id)
		_, document := s.FindDocument(ctx, filledID(199_993), "doc-1")
		_, kinds := s.AliasKinds(ctx, engine.Scope{All: true}, "AUTH/2026/170010")
		_, status := s.ListStatus(ctx, engine.StatusQuery{Scope: engine.Scope{All: true}, Kind: engine.ByIdentifier, Value: "AUTH/2026/170010", Limit: 100})
		return errors.Join(approval, body, documents, document, kinds, status)
	}},
	{"Parties", 3, func(ctx context.Context, s *store.Store) error {
		_, err := s.Parties(ctx, "FID-1", "CR1", "PUID-1", fhir.DateOf(filledEnd))
		return err
	}},
}

// filledEnd is just after fill's last claim.
var filledEnd = time.Date(2025, 1, 1, 1, 0, 0, 0, time.UTC).Add(filled * 5 * time.Minute)

// filledID is the id of fill's n-th claim.
func filledID(n int) string { return fmt.Sprintf("%x", md5.Sum([]byte(strconv.Itoa(n)))) }

// found is an error where a list is empty, since a plan for nothing says nothing.
func found(ids []string, err error) error {
	if err == nil && len(ids) == 0 {
		err = errors.New("nothing was found")
	}
	return err
}

// filledQuestion is a question about all that there is to know.
func filledQuestion(id string, n int) engine.Question {
	last := fhir.DateOf(filledEnd)
	member := n * 7919 % 40009
	return engine.Question{
		Holder:  engine.Holder{Member: fmt.Sprint("CR", member), Household: fmt.Sprint("HH", member/4)},
		ClaimID: id, Facility: "FID-1", Days: engine.Days{First: last.AddDays(-3), Last: last},
		Limited: []string{"SHA-01-001", "SHA-02-001", "SHA-59-001"}, Window: engine.Days{First: last.AddDays(-365), Last: last},
		Preauthorizations: []string{"AUTH/2026/170010", filledID(199_970)}, Practitioner: "PUID-1",
		At: []time.Time{filledEnd.Add(-time.Hour), filledEnd.Add(-5 * time.Hour)}, Documents: true,
	}
}

// settleFilled settles a claim by a step that writes whatever a step can.
func settleFilled(ctx context.Context, s *store.Store, id string) error {
	move, err := filledMove(ctx, s, id)
	if err != nil {
		return err
	}
	_, err = s.Settle(ctx, filledQuestion(id, 199_999), func(held engine.Held) (engine.Move, error) {
		return move, nil
	})
	return err
}

// filledMove is a step of one of fill's claims that writes whatever a step can.
func filledMove(ctx context.Context, s *store.Store, id string) (engine.Move, error) {
	claim, err := s.FindClaim(ctx, id)
	if err != nil {
		return engine.Move{}, err
	}
	day := fhir.DateOf(filledEnd)
	return engine.Move{
		ClaimID: id, Version: claim.Version, State: engine.Approved, Items: claim.Items, Release: true,
		Usage:     []engine.Usage{{ClaimID: id, Sequence: 1, Member: claim.Member, Code: "SHA-01-001", Paid: engine.Days{First: day, Last: day}}},
		Approval:  &engine.Approval{Number: "AUTH/" + id, Period: engine.Days{First: day, Last: day}},
		Documents: []engine.Document{{ClaimID: id, ID: "doc-new", At: filledEnd, Type: "LAB"}},
		Response:  &engine.Response{ClaimID: id, Version: claim.ResponseVersion + 1, State: engine.Approved, At: filledEnd},
		Event:     engine.Event{ClaimID: id, Number: claim.Version + 1, At: filledEnd, To: engine.Approved},
	}, nil
}
