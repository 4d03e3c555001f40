package main

import (
	"context"
	"errors"
	"fmt"
)

// takeDown notes what it takes to build the indexes and constraints of the database and drops them:
// sorting millions of rows once costs a fraction of what looking for a place for each does. Foreign
// keys are first to go and last to come, when they are checked for all rows.
const takeDown = `
	CREATE UNLOGGED TABLE fill.rebuild AS
	SELECT
	  CASE contype WHEN 'f' THEN 1 ELSE 2 END AS place,
	  format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS down,
	  format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS up
	FROM pg_constraint
	WHERE contype IN ('f', 'p', 'u') AND connamespace = 'public'::regnamespace
	UNION ALL
	SELECT 3, format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
	FROM pg_index
	JOIN pg_class ON pg_class.oid = indexrelid
	WHERE pg_class.relnamespace = 'public'::regnamespace
	  AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u'));
	SELECT down FROM fill.rebuild ORDER BY place \gexec
`

const buildUp = `
	SET maintenance_work_mem = '256MB';
	SELECT up FROM fill.rebuild ORDER BY place DESC \gexec
`

// withoutIndexes runs a function on a database that has neither indexes nor keys meanwhile.
func (p *postgres) withoutIndexes(ctx context.Context, database string, do func() error) error {
	if _, err := p.psql(ctx, database, takeDown); err != nil {
		return fmt.Errorf("take the indexes down: %w", err)
	}
	err := do()
	if _, up := p.psql(ctx, database, buildUp); up != nil {
		err = errors.Join(err, fmt.Errorf("build the indexes up: %w", up))
	}
	return err
}
