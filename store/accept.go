package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/engine"
)

// Accept implements engine.Claims (api.md "Intake", steps 4 and 7): the unique keys decide between
// acceptances at one time.
func (s *Store) Accept(ctx context.Context, acceptance engine.Acceptance) error {
	// In one order for everybody, so that no two acceptances wait for each other.
	acceptance.Claims = slices.SortedFunc(slices.Values(acceptance.Claims), func(a, b engine.NewClaim) int {
		return strings.Compare(a.Claim.ID, b.Claim.ID)
	})
	acceptance.Replaced = slices.SortedFunc(slices.Values(acceptance.Replaced), func(a, b engine.Move) int {
		return strings.Compare(a.ClaimID, b.ClaimID)
	})
	err := s.transact(ctx, func(tx *sql.Tx) error {
		if err := insertBundle(ctx, tx, acceptance); err != nil {
			return err
		}
		if err := insertClaims(ctx, tx, acceptance); err != nil {
			return err
		}
		if err := insertChildren(ctx, tx, acceptance); err != nil {
			return err
		}
		for _, move := range acceptance.Replaced {
			if _, err := writeMove(ctx, tx, move); err != nil {
				return err
			}
		}
		return nil
	})
	if _, ok := errors.AsType[*engine.Error](err); err != nil && !ok && !errors.Is(err, engine.ErrRaced) {
		err = fmt.Errorf("accept bundle %s: %w", acceptance.Mediator, err)
	}
	return err
}

func insertBundle(ctx context.Context, tx *sql.Tx, a engine.Acceptance) error {
	written, err := insert(ctx, tx, "bundle",
		"facility, mediator, client, accepted_at, body, ack, outcome",
		"ON CONFLICT (facility, mediator) DO NOTHING",
		[][]any{{a.Facility, a.Mediator, a.Client, instant(a.At), octets(a.Body), octets(a.Ack), octets(a.Outcome)}})
	if err == nil && written == 0 {
		return engine.ErrRaced
	}
	return err
}

func insertClaims(ctx context.Context, tx *sql.Tx, a engine.Acceptance) error {
	rows := make([][]any, len(a.Claims))
	for i, taken := range a.Claims {
		c := taken.Claim
		rows[i] = []any{
			c.ID, c.Number, c.Facility, a.Facility, a.Mediator, string(c.Use), c.Member, c.Practitioner,
			codes(c.Diagnosis), octets(c.Digest), octets(taken.JSON), instant(c.AcceptedAt), string(c.State),
			string(c.Before), taken.Event.Number, taken.Response.Version, octets(taken.Event.Hash), instant(c.AcceptedAt), a.Trace,
			stated(c.Stated), instant(c.ReceivedAt), c.Replaces, day(c.FirstDay()), day(c.LastDay()), deadline(c.DueAt), c.Appeals, c.Barred,
		}
	}
	written, err := insert(ctx, tx, "claim",
		"id, number, facility, bundle_facility, mediator, use, member, practitioner, "+
			"diagnosis, digest, json, accepted_at, state, "+
			"before, version, response_version, head, woken_at, trace, "+
			"stated, received_at, replaces, first_on, last_on, due_at, appeals, barred",
		"ON CONFLICT (id) DO NOTHING", rows)
	if err == nil && written < int64(len(rows)) {
		return engine.ErrRaced
	}
	return err
}

// insertChildren writes what hangs on new claims, table by table.
func insertChildren(ctx context.Context, tx *sql.Tx, a engine.Acceptance) error {
	var items, aliases, responses, events [][]any
	for _, taken := range a.Claims {
		c := taken.Claim
		for _, item := range c.Items {
			items = append(items, []any{
				c.ID, item.Sequence, item.Code, day(item.Start), day(item.End), decimal(item.Quantity),
				item.Net.Cents, item.Net.Currency, codes(item.Diagnosis), cents(item.Eligible), cents(item.Benefit),
				item.Scheme, c.Practitioner, instant(item.At),
			})
		}
		for _, alias := range taken.Aliases {
			aliases = append(aliases, []any{alias.Value, c.Facility, string(alias.Kind), c.ID})
		}
		responses = append(responses, responseRow(taken.Response))
		events = append(events, eventRow(taken.Event))
	}
	for _, part := range []struct {
		table, columns, onConflict string
		rows                       [][]any
	}{
		{"claim_item", itemColumns, "", items},
		{"claim_alias", aliasColumns, "ON CONFLICT DO NOTHING", aliases},
		{"response", responseColumns, "", responses},
		{"event", eventColumns, "", events},
	} {
		if _, err := insert(ctx, tx, part.table, part.columns, part.onConflict, part.rows); err != nil {
			return err
		}
	}
	return nil
}

const (
	itemColumns     = "claim_id, sequence, code, start_on, end_on, quantity, net, currency, diagnosis, eligible, benefit, scheme, practitioner, at"
	aliasColumns    = "value, facility, kind, claim_id"
	responseColumns = "claim_id, version, state, at, body"
	eventColumns    = "claim_id, number, at, actor, action, origin, state, detail, digest, prev, hash"
)

func responseRow(r engine.Response) []any {
	return []any{r.ClaimID, r.Version, string(r.State), instant(r.At), octets(r.Body)}
}

func eventRow(e engine.Event) []any {
	return []any{
		e.ClaimID, e.Number, instant(e.At), e.Actor, string(e.On), string(e.From), string(e.To),
		octets(e.Detail), octets(e.Digest), octets(e.Prev), octets(e.Hash),
	}
}
