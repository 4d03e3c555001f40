package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// FindClaim is a claim with its items; NotFound. It is one statement, so that the claim and its items are of
// one version.
func (s *Store) FindClaim(ctx context.Context, id string) (engine.Claim, error) {
	claim, err := findClaim(ctx, s.read, id)
	if err != nil {
		return engine.Claim{}, fmt.Errorf("find claim %s: %w", id, err)
	}
	if claim.ID == "" {
		return engine.Claim{}, engine.Errorf(engine.NotFound, "there is no claim %s", id)
	}
	return claim, nil
}

// querier is a pool or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// findClaim is a claim with its items; one without an ID where there is none.
func findClaim(ctx context.Context, q querier, id string) (engine.Claim, error) {
	rows, err := q.QueryContext(ctx, `
		SELECT
		  `+claimFields+`,
		  `+itemFields+`
		FROM claim
		LEFT JOIN claim_item ON claim_item.claim_id = claim.id
		WHERE claim.id = $1
		ORDER BY claim_item.sequence`, id)
	if err != nil {
		return engine.Claim{}, err
	}
	defer rows.Close()
	var c engine.Claim
	for rows.Next() {
		item, err := scanItem(rows.Scan, claimPlaces(&c)...)
		if err != nil {
			return engine.Claim{}, err
		}
		if item.Sequence != 0 {
			c.Items = append(c.Items, item)
		}
	}
	return c, rows.Err()
}

// findItems are the items of a claim.
func findItems(ctx context.Context, q querier, claimID string) ([]engine.Item, error) {
	rows, err := q.QueryContext(ctx, `
		SELECT
		  `+itemFields+`
		FROM claim_item
		WHERE claim_id = $1
		ORDER BY sequence`, claimID)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var items []engine.Item
	for rows.Next() {
		item, err := scanItem(rows.Scan)
		if err != nil {
			return nil, err
		}
		items = append(items, item)
	}
	return items, rows.Err()
}

// claimFields are the columns of a claim, and claimPlaces where they are scanned to.
const claimFields = `claim.id,
		  claim.number,
		  claim.facility,
		  claim.mediator,
		  claim.use,
		  claim.member,
		  claim.practitioner,
		  claim.diagnosis,
		  claim.stated,
		  claim.digest,
		  claim.accepted_at,
		  claim.received_at,
		  claim.replaces,
		  claim.state,
		  claim.before,
		  claim.version,
		  claim.response_version,
		  claim.head,
		  claim.due_at,
		  claim.assigned,
		  claim.appeals,
		  claim.barred`

func claimPlaces(c *engine.Claim) []any {
	return []any{
		&c.ID, &c.Number, &c.Facility, &c.Mediator, &c.Use, &c.Member, &c.Practitioner, (*codes)(&c.Diagnosis), (*stated)(&c.Stated),
		(*octets)(&c.Digest), (*instant)(&c.AcceptedAt), (*instant)(&c.ReceivedAt), &c.Replaces, &c.State, &c.Before, &c.Version,
		&c.ResponseVersion, (*octets)(&c.Head), (*deadline)(&c.DueAt), &c.Assigned, &c.Appeals, &c.Barred,
	}
}

// itemFields are the columns of an item on the right of a LEFT JOIN: a claim without items has one
// row, whose item has the sequence 0.
const itemFields = `COALESCE(claim_item.sequence, 0),
		  COALESCE(claim_item.code, ''),
		  COALESCE(claim_item.start_on, ''),
		  COALESCE(claim_item.end_on, ''),
		  COALESCE(claim_item.quantity, '0'),
		  COALESCE(claim_item.net, 0),
		  COALESCE(claim_item.currency, ''),
		  COALESCE(claim_item.diagnosis, '[]'),
		  COALESCE(claim_item.scheme, ''),
		  claim_item.at,
		  claim_item.eligible,
		  claim_item.benefit`

// scanItem scans a row that ends with itemFields; before are where its other columns go.
func scanItem(scan func(...any) error, before ...any) (engine.Item, error) {
	var item engine.Item
	var eligible, benefit sql.NullInt64
	err := scan(append(before, &item.Sequence, &item.Code, (*day)(&item.Start), (*day)(&item.End),
		(*decimal)(&item.Quantity), &item.Net.Cents, &item.Net.Currency, (*codes)(&item.Diagnosis), &item.Scheme, (*instant)(&item.At), &eligible, &benefit)...)
	item.Eligible = money(eligible, item.Net.Currency)
	item.Benefit = money(benefit, item.Net.Currency)
	return item, err
}

// cents is a decided amount as a column: NULL where nothing was decided. Its currency is the item's.
func cents(amount *fhir.Money) sql.NullInt64 {
	if amount == nil {
		return sql.NullInt64{}
	}
	return sql.NullInt64{Int64: amount.Cents, Valid: true}
}

// money is the reverse of cents.
func money(amount sql.NullInt64, currency string) *fhir.Money {
	if !amount.Valid {
		return nil
	}
	return &fhir.Money{Cents: amount.Int64, Currency: currency}
}

// FindResponse is the current ClaimResponse of a claim; NotFound.
func (s *Store) FindResponse(ctx context.Context, claimID string) (engine.Response, error) {
	var r engine.Response
	err := s.read.QueryRowContext(ctx, `
		SELECT
		  response.claim_id,
		  response.version,
		  response.state,
		  response.at,
		  response.body
		FROM claim
		JOIN response ON response.claim_id = claim.id AND response.version = claim.response_version
		WHERE claim.id = $1`, claimID).Scan(
		&r.ClaimID, &r.Version, &r.State, (*instant)(&r.At), (*octets)(&r.Body))
	if errors.Is(err, sql.ErrNoRows) {
		return engine.Response{}, engine.Errorf(engine.NotFound, "there is no claim %s", claimID)
	}
	if err != nil {
		return engine.Response{}, fmt.Errorf("find the response to claim %s: %w", claimID, err)
	}
	return r, nil
}
