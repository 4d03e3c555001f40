package store

import (
	"context"
	"database/sql"
	"errors"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// tariffKey is the key of a row of the tariffs.
type tariffKey struct {
	code string
	from fhir.Date
}

// readCatalogue reads the tariffs; nil where there are none.
func readCatalogue(ctx context.Context, tx *sql.Tx) (*terminology.Catalogue, error) {
	var head terminology.System
	var tariffs bool
	err := tx.QueryRowContext(ctx, `
		SELECT `+codeSystemColumns+`
		FROM code_system
		WHERE tariffs`).Scan(codeSystemFields(&head, &tariffs)...)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	amounts, err := readAmounts(ctx, tx)
	if err != nil {
		return nil, err
	}
	limits, err := readLimits(ctx, tx)
	if err != nil {
		return nil, err
	}
	var rows []terminology.Intervention
	err = each(ctx, tx, `
		SELECT `+tariffColumns+`
		FROM tariff
		ORDER BY code, valid_from`, func(scan func(...any) error) error {
		var row terminology.Intervention
		if err := scan(&row.Code, (*day)(&row.From), (*day)(&row.To), &row.Name, &row.Scheme, &row.Fund, &row.Mechanism, &row.Unit,
			&row.AccessPoint, (*codes)(&row.Levels), (*codes)(&row.Preauth), &row.Sex, &row.MinAge, &row.MaxAge,
			(*codes)(&row.Diagnoses), (*codes)(&row.Documents), &row.Combination, &row.Capitated, (*copay)(&row.Copay)); err != nil {
			return err
		}
		key := tariffKey{row.Code, row.From}
		row.Tariffs, row.Limits = amounts[key], limits[key]
		rows = append(rows, row)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return terminology.NewCatalogue(head, rows)
}

func readAmounts(ctx context.Context, tx *sql.Tx) (map[tariffKey]map[string]fhir.Money, error) {
	amounts := make(map[tariffKey]map[string]fhir.Money)
	err := each(ctx, tx, `
		SELECT `+amountColumns+`
		FROM tariff_amount`, func(scan func(...any) error) error {
		var key tariffKey
		var level string
		var amount fhir.Money
		if err := scan(&key.code, (*day)(&key.from), &level, &amount.Cents, &amount.Currency); err != nil {
			return err
		}
		if amounts[key] == nil {
			amounts[key] = make(map[string]fhir.Money)
		}
		amounts[key][level] = amount
		return nil
	})
	return amounts, err
}

func readLimits(ctx context.Context, tx *sql.Tx) (map[tariffKey][]terminology.Limit, error) {
	limits := make(map[tariffKey][]terminology.Limit)
	err := each(ctx, tx, `
		SELECT `+limitColumns+`
		FROM tariff_limit
		ORDER BY code, valid_from, number`, func(scan func(...any) error) error {
		var key tariffKey
		var number int
		var limit terminology.Limit
		if err := scan(&key.code, (*day)(&key.from), &number, &limit.Quantity, &limit.Unit, &limit.Frequency, &limit.Scope); err != nil {
			return err
		}
		limits[key] = append(limits[key], limit)
		return nil
	})
	return limits, err
}
