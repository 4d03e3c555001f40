package main

import (
	"context"
	"fmt"
	"strconv"
	"time"
)

// What the full store is made of.
const (
	// historyOf is how many claims each patient of the next backlog has behind them, and othersHave how
	// many each other member has.
	historyOf, othersHave = 30, 5
	facilities            = 12_000
	// Claims are spread evenly over the days before today. The last month is left out, so that no claim
	// of the backlog meets another on its days.
	fillFrom, fillTo = 730, 30
)

// fill fills a store up to the wanted number of claims: copies, with short bodies, of one claim of each
// kind that is there. A backlog of so many bundles is to follow.
func (b *bench) fill(ctx context.Context, p *postgres, s *shape, backlog int, m *million) error {
	say("%s: filling up to %s claims", s.name, whole(b.claims))
	began := time.Now()
	there, err := p.query(ctx, s.database, "SELECT count(*) FROM claim")
	if err != nil {
		return err
	}
	before, err := strconv.Atoi(there)
	if err != nil {
		return err
	}
	n := max(0, b.claims-before)
	if _, err := p.psql(ctx, s.database, filledTable(n, backlog, s.next)); err != nil {
		return fmt.Errorf("fill: %w", err)
	}
	if err := p.withoutIndexes(ctx, s.database, func() error {
		for _, of := range copies {
			if err := p.copyFilled(ctx, s.database, of); err != nil {
				return err
			}
		}
		_, err := p.psql(ctx, s.database, approvals)
		return err
	}); err != nil {
		return err
	}
	if err := p.fillRegistry(ctx, s.database, n/othersHave); err != nil {
		return err
	}
	if _, err := p.psql(ctx, s.database, "DROP SCHEMA fill CASCADE;\nVACUUM ANALYZE;"); err != nil {
		return err
	}
	m.Fill, m.Claims = time.Since(began), before+n
	if err := p.hasHistory(ctx, s); err != nil {
		return err
	}
	m.Size, err = p.query(ctx, s.database, "SELECT pg_size_pretty(pg_database_size(current_database()))")
	return err
}

// hasHistory returns an error where a patient of the next bundles has no claims: the fill would be one of
// others alone.
func (p *postgres) hasHistory(ctx context.Context, s *shape) error {
	for bundle := s.next; bundle < s.next+len(kinds); bundle++ {
		member := (&sample{number: bundle % len(kinds)}).memberNumber(bundle / len(kinds))
		count, err := p.query(ctx, s.database, "SELECT count(*) FROM claim WHERE member = '"+member+"'")
		if err != nil {
			return err
		}
		if count == "0" {
			return fmt.Errorf("member %s, of the next bundles, has no claim in the full store", member)
		}
	}
	return nil
}

// filledTable has a row for each claim to come, the oldest first, with what it has of its own, and the
// claim that it is a copy of: every second is a visit of an outpatient. Hashes stand for chance.
func filledTable(claims, backlog, next int) string {
	return fmt.Sprintf(`
		CREATE SCHEMA fill;
		CREATE UNLOGGED TABLE fill.template AS
		SELECT claim_id, row_number() OVER (ORDER BY code <> 'SHA-12-001', code, use) - 1 AS place
		FROM (
		  SELECT min(claim.id) AS claim_id, claim.use, claim_item.code
		  FROM claim
		  JOIN claim_item ON claim_item.claim_id = claim.id
		  WHERE claim_item.sequence = 1
		  GROUP BY claim.use, claim_item.code) AS each_kind;

		CREATE UNLOGGED TABLE fill.filled AS
		SELECT
		  n,
		  template.claim_id AS template,
		  gen_random_uuid()::text AS id,
		  gen_random_uuid()::text AS mediator,
		  CASE WHEN own THEN 'CR77' || kind || %[1]s ELSE 'CR88' || %[2]s END AS member,
		  CASE WHEN own THEN 'HH77' || kind || %[3]s ELSE 'HH88' || %[4]s END AS household,
		  'FID-88-' || %[5]s AS facility,
		  'PUID-8' || %[6]s AS practitioner,
		  days,
		  make_interval(days => days, secs => n %% 30000) AS back
		FROM (
		  SELECT
		    n,
		    abs(hashint8extended(n, 1) %% 1000) < %[7]d AS own,
		    lpad((bundle %% %[8]d)::text, 2, '0') AS kind,
		    bundle / %[8]d AS patient,
		    abs(hashint8extended(n, 2) %% %[9]d) AS other,
		    abs(hashint8extended(n, 3) %% %[10]d) AS clinic,
		    (%[11]d - (%[11]d - %[12]d) * n / %[13]d)::int AS days
		  FROM (
		    SELECT n, %[14]d + abs(hashint8extended(n, 4) %% %[15]d) AS bundle
		    FROM generate_series(1::bigint, %[13]d) AS n) AS numbers) AS claims
		JOIN fill.template ON template.place = CASE WHEN n %% 2 = 0 THEN 0 ELSE n / 2 %% (SELECT count(*) FROM fill.template) END
		ORDER BY n;
		ANALYZE fill.filled;`,
		numbered("patient", 9), numbered("other", 11), numbered(fmt.Sprintf("patient %% %d", households), 9),
		numbered(householdOfOther("other"), 11), numbered("clinic", 6), numbered("clinic * 2 + n % 2", 6),
		min(500, 1000*historyOf*backlog/max(1, claims)), len(kinds), max(1, claims/othersHave), facilities,
		fillFrom, fillTo, max(1, claims), next, backlog)
}

// copyFilled inserts the rows of one table that hang on the new claims.
func (p *postgres) copyFilled(ctx context.Context, database string, of filledCopy) error {
	from := "fill.filled AS f JOIN fill.t ON t." + of.template + " = f.template"
	insert, err := p.copyRows(ctx, database, of.table, from, of.other)
	if err != nil {
		return err
	}
	script := fmt.Sprintf("CREATE UNLOGGED TABLE fill.t AS %s;\nANALYZE fill.t;\n%s;\nDROP TABLE fill.t;", of.templates(), insert)
	if _, err := p.psql(ctx, database, script); err != nil {
		return fmt.Errorf("fill %s: %w", of.table, err)
	}
	return nil
}
