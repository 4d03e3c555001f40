package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/bima-exchange/bima/engine"
)

// mostFaults bounds the report of a ledger that is broken everywhere.
const mostFaults = 1000

// Verify implements engine.Ledger. It reads all of the ledger in one state of it, row by row, and
// finds what was changed, removed or swapped (architecture.md "Storage").
func (s *Store) Verify(ctx context.Context) (report engine.AuditReport, err error) {
	err = once(ctx, s.read, looking, func(tx *sql.Tx) error {
		report, err = verify(ctx, tx)
		return err
	})
	if err != nil {
		return engine.AuditReport{}, fmt.Errorf("verify the ledger: %w", err)
	}
	return report, nil
}

func verify(ctx context.Context, tx *sql.Tx) (engine.AuditReport, error) {
	var v verification
	for _, check := range []func(context.Context, *sql.Tx) error{
		v.checkChains, v.checkClaims, v.checkSubmitted, v.checkItems, v.checkDocuments, v.checkResponses, v.checkAudit, v.checkSeals, v.checkSealed,
	} {
		if err := check(ctx, tx); err != nil {
			return engine.AuditReport{}, err
		}
	}
	return v.report, nil
}

// verification is a check of the ledger under way.
type verification struct{ report engine.AuditReport }

// fault notes a sentence about a row.
func (v *verification) fault(format string, args ...any) {
	switch count := len(v.report.Faults); {
	case count < mostFaults:
		v.report.Faults = append(v.report.Faults, fmt.Sprintf(format, args...))
	case count == mostFaults:
		v.report.Faults = append(v.report.Faults, fmt.Sprintf("More than %d faults were found; the others are not listed.", mostFaults))
	}
}

// each runs a query and calls row for each of its rows.
func each(ctx context.Context, tx *sql.Tx, query string, row func(scan func(...any) error) error, args ...any) error {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// checkClaims counts the claims and finds those whose events are all gone.
func (v *verification) checkClaims(ctx context.Context, tx *sql.Tx) error {
	if err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM claim`).Scan(&v.report.Claims); err != nil {
		return err
	}
	return each(ctx, tx, `
		SELECT id
		FROM claim
		WHERE NOT EXISTS (
		  SELECT event.claim_id
		  FROM event
		  WHERE event.claim_id = claim.id)
		ORDER BY id`, func(scan func(...any) error) error {
		var id string
		if err := scan(&id); err != nil {
			return err
		}
		v.fault("Claim %s has no events: all of its chain was removed.", id)
		return nil
	})
}

// checkResponses finds ClaimResponses that no event tells of.
func (v *verification) checkResponses(ctx context.Context, tx *sql.Tx) error {
	return each(ctx, tx, `
		SELECT response.claim_id, response.version
		FROM response
		JOIN claim ON claim.id = response.claim_id
		WHERE response.version > claim.response_version
		ORDER BY response.claim_id, response.version`, func(scan func(...any) error) error {
		var id string
		var version int
		if err := scan(&id, &version); err != nil {
			return err
		}
		v.fault("Claim %s has a ClaimResponse version %d that none of its events tells of: it was added.", id, version)
		return nil
	})
}
