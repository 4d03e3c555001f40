package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/bima-exchange/bima/terminology"
)

// newestClaims are as many claims as $1 says.
const newestClaims = `
	SELECT id, diagnosis
	FROM claim
	ORDER BY received_at DESC, id DESC
	LIMIT $1`

// Uses implements terminology.Record. A cluster names its stems.
func (s *Store) Uses(ctx context.Context, claims int) (uses map[string]int, err error) {
	err = once(ctx, s.read, looking, func(tx *sql.Tx) error {
		uses = make(map[string]int)
		if err := countDiagnoses(ctx, tx, claims, uses); err != nil {
			return err
		}
		return countItems(ctx, tx, claims, uses)
	})
	if err != nil {
		return nil, fmt.Errorf("count which codes claims name: %w", err)
	}
	return uses, nil
}

func countDiagnoses(ctx context.Context, tx *sql.Tx, claims int, uses map[string]int) error {
	return each(ctx, tx, `
		SELECT diagnosis, COUNT(*)
		FROM (`+newestClaims+`) newest
		GROUP BY diagnosis`, func(scan func(...any) error) error {
		var named codes
		var count int
		if err := scan(&named, &count); err != nil {
			return err
		}
		for _, code := range named {
			// What is no cluster was refused with its claim, or let in by an operator who lowered the rule.
			cluster, _ := terminology.ParseCluster(code)
			for _, group := range cluster.Groups {
				uses[group.Stem.Code] += count
			}
		}
		return nil
	}, claims)
}

func countItems(ctx context.Context, tx *sql.Tx, claims int, uses map[string]int) error {
	return each(ctx, tx, `
		SELECT claim_item.code, COUNT(*)
		FROM (`+newestClaims+`) newest
		JOIN claim_item ON claim_item.claim_id = newest.id
		GROUP BY claim_item.code`, func(scan func(...any) error) error {
		var code string
		var count int
		if err := scan(&code, &count); err != nil {
			return err
		}
		uses[code] += count
		return nil
	}, claims)
}
