package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/bima-exchange/bima/terminology"
)

const (
	tariffColumns = "code, valid_from, valid_to, name, scheme, fund, mechanism, unit, access_point, levels, " +
		"preauth, sex, min_age, max_age, diagnoses, documents, combination, capitated, copayment"
	amountColumns = "code, valid_from, level, amount, currency"
	limitColumns  = "code, valid_from, number, quantity, unit, frequency, scope"
)

// ChangeTariffs implements terminology.Record: a compare-and-set on the revision, and with it all
// rows. What stands after them must be a catalogue.
func (s *Store) ChangeTariffs(ctx context.Context, change terminology.TariffChange) error {
	err := s.transact(ctx, func(tx *sql.Tx) error {
		moved, err := saveRow(ctx, tx, `
			UPDATE terminology_revision
			SET revision = revision + 1
			WHERE revision = $1`, change.Revision)
		if err != nil {
			return err
		}
		if !moved {
			return terminology.ErrMoved
		}
		for _, ending := range change.Ended {
			if err := endTariff(ctx, tx, ending); err != nil {
				return err
			}
		}
		if err := insertTariffs(ctx, tx, change.Added); err != nil {
			return err
		}
		if err := replaceCatalogue(ctx, tx, change.System); err != nil {
			return err
		}
		_, err = readCatalogue(ctx, tx)
		return err
	})
	if err != nil && !errors.Is(err, terminology.ErrMoved) {
		return fmt.Errorf("change the tariffs: %w", err)
	}
	return err
}

// endTariff ends a row earlier than it would have ended.
func endTariff(ctx context.Context, tx *sql.Tx, ending terminology.Ending) error {
	ended, err := saveRow(ctx, tx, `
		UPDATE tariff
		SET valid_to = $1
		WHERE code = $2 AND valid_from = $3 AND (valid_to = '' OR valid_to > $1)`,
		day(ending.To), ending.Code, day(ending.From))
	if err == nil && (!ended || ending.To.IsZero()) {
		err = fmt.Errorf("there is no row from %q that can end on %q", ending.From, ending.To)
	}
	if err != nil {
		return fmt.Errorf("end %s: %w", ending.Code, err)
	}
	return nil
}

// insertTariffs adds rows with their amounts and limits.
func insertTariffs(ctx context.Context, tx *sql.Tx, added []terminology.Intervention) error {
	added = slices.SortedFunc(slices.Values(added), func(a, b terminology.Intervention) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.From.String(), b.From.String()))
	})
	var rows, amounts, limits [][]any
	for _, row := range added {
		from := day(row.From)
		rows = append(rows, []any{
			row.Code, from, day(row.To), row.Name, string(row.Scheme), row.Fund, string(row.Mechanism), string(row.Unit),
			row.AccessPoint, codes(row.Levels), codes(row.Preauth), row.Sex, row.MinAge, row.MaxAge,
			codes(row.Diagnoses), codes(row.Documents), row.Combination, row.Capitated, copay(row.Copay),
		})
		for _, level := range slices.Sorted(maps.Keys(row.Tariffs)) {
			amounts = append(amounts, []any{row.Code, from, level, row.Tariffs[level].Cents, row.Tariffs[level].Currency})
		}
		for i, limit := range row.Limits {
			limits = append(limits, []any{
				row.Code, from, i + 1, limit.Quantity, string(limit.Unit), string(limit.Frequency), string(limit.Scope),
			})
		}
	}
	if _, err := insert(ctx, tx, "tariff", tariffColumns, "", rows); err != nil {
		return err
	}
	if _, err := insert(ctx, tx, "tariff_amount", amountColumns, "", amounts); err != nil {
		return err
	}
	_, err := insert(ctx, tx, "tariff_limit", limitColumns, "", limits)
	return err
}

// replaceCatalogue writes the head of the tariffs.
func replaceCatalogue(ctx context.Context, tx *sql.Tx, system terminology.System) error {
	if _, err := tx.ExecContext(ctx, `
		DELETE FROM code_system
		WHERE tariffs`); err != nil {
		return err
	}
	_, err := insert(ctx, tx, "code_system", codeSystemColumns+", digest", "",
		[][]any{append(codeSystemRow(system, true), octets(nil))})
	return err
}
