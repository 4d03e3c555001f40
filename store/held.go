package store

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"github.com/bima-exchange/bima/engine"
)

// mostHeld bounds what one question reads of others, but for balances. A member with more claims on the days of one
// claim than this is a matter for surveillance long before.
const mostHeld = 2000

// readHeld answers what a decision has to know of others, in at most five statements.
func readHeld(ctx context.Context, tx *sql.Tx, q engine.Question) (held engine.Held, err error) {
	if q.Member != "" {
		if held.Others, err = readOthers(ctx, tx, q); err != nil {
			return held, err
		}
	}
	if q.Member != "" && len(q.Limited) > 0 {
		if held.Taken, err = readTaken(ctx, tx, q); err != nil {
			return held, err
		}
	}
	if len(q.Preauthorizations) > 0 {
		if held.Preauthorizations, err = readPreauthorizations(ctx, tx, q); err != nil {
			return held, err
		}
	}
	if q.Practitioner != "" && len(q.At) > 0 {
		if held.Attended, err = readAttended(ctx, tx, q); err != nil {
			return held, err
		}
	}
	if q.Documents {
		held.Documents, err = readDocumentTypes(ctx, tx, q.ClaimID)
	}
	return held, err
}

// readOthers reads the items of the member's other claims whose days touch those of this one. The last day
// that there is changes nothing, but that PostgreSQL expects few rows between two bounds, and many above
// one: then it would think that a plan for these very days is so much better that it makes one each time.
func readOthers(ctx context.Context, tx *sql.Tx, q engine.Question) ([]engine.OtherItem, error) {
	rows, err := tx.QueryContext(ctx, `
		SELECT
		  claim.id,
		  claim.facility,
		  claim.state,
		  claim.received_at,
		  claim_item.sequence,
		  claim_item.code,
		  claim_item.start_on,
		  claim_item.end_on,
		  claim_item.quantity,
		  COALESCE(usage.start_on, ''),
		  COALESCE(usage.end_on, '')
		FROM claim
		JOIN claim_item ON claim_item.claim_id = claim.id
		LEFT JOIN usage ON usage.claim_id = claim_item.claim_id AND usage.sequence = claim_item.sequence
		WHERE claim.member = $1
		  AND claim.last_on BETWEEN $2 AND '9999-12-31'
		  AND claim.first_on <= $3
		  AND claim.use = 'claim'
		  AND claim.state NOT IN ('rejected', 'canceled')
		  AND claim.id NOT IN ($4, $5)
		  AND claim_item.end_on >= $2
		  AND claim_item.start_on <= $3
		ORDER BY claim_item.start_on, claim.id, claim_item.sequence
		LIMIT $6`, q.Member, day(q.Days.First), day(q.Days.Last), q.ClaimID, q.Replaces, mostHeld)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []engine.OtherItem
	for rows.Next() {
		var o engine.OtherItem
		if err := rows.Scan(&o.ClaimID, &o.Facility, &o.State, (*instant)(&o.ReceivedAt), &o.Sequence, &o.Code, (*day)(&o.Start),
			(*day)(&o.End), (*decimal)(&o.Quantity), (*day)(&o.Paid.First), (*day)(&o.Paid.Last)); err != nil {
			return nil, err
		}
		list = append(list, o)
	}
	return list, rows.Err()
}

// readAttended reads the hours about the claim's services in which its practitioner began a service in
// another facility.
func readAttended(ctx context.Context, tx *sql.Tx, q engine.Question) ([]engine.Attendance, error) {
	args := []any{q.Practitioner, q.Facility, mostHeld}
	var near []string
	for _, at := range q.At {
		near = append(near, "claim_item.at > "+bind(&args, instant(at.Add(-time.Hour)))+" AND claim_item.at < "+bind(&args, instant(at.Add(time.Hour))))
	}
	rows, err := tx.QueryContext(ctx, `
		SELECT claim.facility, claim_item.at
		FROM claim_item
		JOIN claim ON claim.id = claim_item.claim_id
		WHERE claim_item.practitioner = $1
		  AND claim_item.at IS NOT NULL
		  AND (`+strings.Join(near, " OR ")+`)
		  AND claim.facility <> $2
		  AND claim.use = 'claim'
		  AND claim.state NOT IN ('rejected', 'canceled')
		ORDER BY claim_item.at, claim.facility
		LIMIT $3`, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []engine.Attendance
	for rows.Next() {
		var a engine.Attendance
		if err := rows.Scan(&a.Facility, (*instant)(&a.At)); err != nil {
			return nil, err
		}
		list = append(list, a)
	}
	return list, rows.Err()
}

func readDocumentTypes(ctx context.Context, tx *sql.Tx, claimID string) ([]string, error) {
	rows, err := tx.QueryContext(ctx, `
		SELECT DISTINCT type
		FROM document
		WHERE claim_id = $1
		ORDER BY type`, claimID)
	if err != nil {
		return nil, err
	}
	return collect[string](rows)
}
