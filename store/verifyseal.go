package store

import (
	"bytes"
	"context"
	"database/sql"

	"github.com/bima-exchange/bima/engine"
)

// checkAudit checks every audit row against its hash.
func (v *verification) checkAudit(ctx context.Context, tx *sql.Tx) error {
	return each(ctx, tx, `
		SELECT id, at, actor, action, target, detail, hash, seal
		FROM audit
		ORDER BY id`, func(scan func(...any) error) error {
		var a engine.AuditRow
		if err := scan(&a.ID, (*instant)(&a.At), &a.Actor, &a.Action, &a.Target, (*octets)(&a.Detail),
			(*octets)(&a.Hash), &a.Seal); err != nil {
			return err
		}
		v.report.AuditRows++
		if a.Seal == 0 {
			v.report.Unsealed++
		}
		if !bytes.Equal(a.Hash, a.Sum()) {
			v.fault("Audit row %s does not match its hash: it was changed.", a.ID)
		}
		return nil
	})
}

// sealed is every row that a seal covers.
const sealed = `(
		  SELECT seal, hash FROM event WHERE seal <> 0
		  UNION ALL
		  SELECT seal, hash FROM audit WHERE seal <> 0) AS sealed`

// checkSeals checks every seal against the one before it and the rows that carry its number.
func (v *verification) checkSeals(ctx context.Context, tx *sql.Tx) error {
	var last, seal engine.Seal
	var hashes [][]byte
	end := func() {
		if seal.Number != 0 {
			v.checkSeal(last, seal, hashes)
		}
		last, hashes = seal, nil
	}
	err := each(ctx, tx, `
		SELECT seal.number, seal.at, seal.count, seal.prev, seal.hash, sealed.hash
		FROM seal
		LEFT JOIN `+sealed+` ON sealed.seal = seal.number
		ORDER BY seal.number, sealed.hash`, func(scan func(...any) error) error {
		var next engine.Seal
		var hash []byte
		if err := scan(&next.Number, (*instant)(&next.At), &next.Rows, (*octets)(&next.Prev), (*octets)(&next.Hash), &hash); err != nil {
			return err
		}
		if next.Number != seal.Number {
			end()
			seal = next
		}
		if hash != nil {
			hashes = append(hashes, hash)
		}
		return nil
	})
	end()
	return err
}

// checkSeal checks a seal; hashes are those of its rows in ascending order.
func (v *verification) checkSeal(last, seal engine.Seal, hashes [][]byte) {
	v.report.Seals++
	switch {
	case seal.Number != last.Number+1:
		v.fault("Seals %d to %d are missing: they were removed.", last.Number+1, seal.Number-1)
	case !bytes.Equal(seal.Prev, last.Hash):
		v.fault("Seal %d does not carry the hash of the seal before it: one of the two was changed.", seal.Number)
	}
	switch {
	case len(hashes) != seal.Rows:
		v.fault("Seal %d covers %d events and audit rows, and %d are there: some were removed or added.", seal.Number, seal.Rows, len(hashes))
	case !bytes.Equal(seal.Hash, seal.Sum(hashes)):
		v.fault("Seal %d does not match its events and audit rows: one of them, or the seal, was changed.", seal.Number)
	}
}

// checkSealed finds rows that carry the number of a seal that is not there.
func (v *verification) checkSealed(ctx context.Context, tx *sql.Tx) error {
	return each(ctx, tx, `
		SELECT sealed.seal, COUNT(*)
		FROM `+sealed+`
		WHERE NOT EXISTS (
		  SELECT seal.number
		  FROM seal
		  WHERE seal.number = sealed.seal)
		GROUP BY sealed.seal
		ORDER BY sealed.seal`, func(scan func(...any) error) error {
		var number int64
		var rows int
		if err := scan(&number, &rows); err != nil {
			return err
		}
		v.fault("Seal %d is missing, and %d events and audit rows carry its number: it was removed.", number, rows)
		return nil
	})
}
