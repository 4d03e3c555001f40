package store_test

import (
	"slices"
	"sync"
	"testing"

	"github.com/bima-exchange/bima/store"
)

// filled is how many claims fill writes: enough that reading a whole table is never the cheapest way.
const filled = 200_000

// fill writes claims of two years into a PostgreSQL, spread as those of a payer: most are paid, members have
// a few each and facilities very many or few, and what was done last is worked on.
func fill(t *testing.T, s *store.Store) {
	t.Helper()
	for _, step := range slices.Concat([][]string{{bare}}, fillSteps, [][]string{{dressed}, {`ANALYZE`}}) {
		var group sync.WaitGroup
		for _, statement := range step {
			group.Go(func() {
				if _, err := s.DB().ExecContext(t.Context(), statement); err != nil {
					t.Errorf("%s: %v", statement, err)
				}
			})
		}
		group.Wait()
		if t.Failed() {
			t.FailNow()
		}
	}
}

// bare takes keys and indexes away, and dressed brings them back: so the rows are written, and the indexes
// made, in a fifth of the time. Foreign keys come back unchecked.
const (
	bare = `
	DO $$
	DECLARE part record;
	BEGIN
	  CREATE TABLE taken_away AS
	  SELECT
	    contype = 'f' AS last,
	    format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS away,
	    format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
	      || CASE WHEN contype = 'f' THEN ' NOT VALID' ELSE '' END AS back
	  FROM pg_constraint
	  WHERE contype IN ('f', 'p', 'u') AND connamespace = 'public'::regnamespace
	  UNION ALL
	  SELECT FALSE, format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
	  FROM pg_index
	  JOIN pg_class ON pg_class.oid = indexrelid
	  WHERE relnamespace = 'public'::regnamespace
	    AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u'));
	  FOR part IN SELECT away FROM taken_away ORDER BY last DESC LOOP
	    EXECUTE part.away;
	  END LOOP;
	END $$`
	dressed = `
	DO $$
	DECLARE part record;
	BEGIN
	  FOR part IN SELECT back FROM taken_away ORDER BY last LOOP
	    EXECUTE part.back;
	  END LOOP;
	END $$`
)

// fillSteps are statements, of which those in one step can run at one time. The id of the n-th
// claim is the MD5 of n, so that ids lie in no order, as UUIDs do.
var fillSteps = [][]string{
	{`
	CREATE TABLE filled AS
	SELECT
	  n,
	  md5(n::text) AS id,
	  'CR' || (n::bigint * 7919 % 40009) AS member,
	  'HH' || (n::bigint * 7919 % 40009 / 4) AS household,
	  'FID-' || floor(300 * power((n::bigint * 6007 % 1000) / 1000.0, 3)) AS facility,
	  'PUID-' || (n::bigint * 5003 % 3001) AS practitioner,
	  'SHA-' || lpad((n::bigint * 31 % 60)::text, 2, '0') || '-001' AS code,
	  CASE WHEN n % 10 = 0 THEN 'preauthorization' ELSE 'claim' END AS use,
	  timestamp '2025-01-01' + n * interval '5 minutes' AS at,
	  CASE
	    WHEN n > 199700 THEN 'queued'
	    WHEN n > 180000 AND n % 7 = 1 THEN 'in-review'
	    WHEN n > 180000 AND n % 10 = 0 AND n % 3 = 0 THEN 'clinical-review'
	    WHEN n > 150000 AND n % 50 = 3 THEN 'sent-back'
	    WHEN n > 150000 AND n % 100 = 7 THEN 'sent-to-surveillance'
	    WHEN n % 10 = 0 OR n > 190000 THEN 'approved'
	    WHEN n % 13 = 0 THEN 'rejected'
	    ELSE 'payment-completed'
	  END AS state
	FROM generate_series(1, 200000) AS n`,
	},
	{`
	INSERT INTO claim (id, number, facility, bundle_facility, mediator, use, member, practitioner, diagnosis, digest, json, accepted_at,
	  state, before, version, response_version, head, woken_at, received_at, first_on, last_on, due_at, assigned)
	SELECT id, 'CLM/2026/' || n, facility, facility, 'm' || n, use, member, practitioner, '["1A40.Z"]', '\x01', '\x7b7d', at,
	  state, '', 2, 1, '\x02', at, at, to_char(at, 'YYYY-MM-DD'), to_char(at + n % 3 * interval '1 day', 'YYYY-MM-DD'),
	  CASE WHEN state IN ('queued', 'in-review', 'clinical-review', 'sent-back', 'sent-to-surveillance') THEN at + interval '7 days'
	    ELSE timestamp '9999-12-31' END,
	  CASE WHEN state = 'in-review' AND n % 2 = 0 THEN 'officer-' || n % 30 ELSE '' END
	FROM filled`, `
	INSERT INTO claim_item (claim_id, sequence, code, start_on, end_on, quantity, net, currency, diagnosis, practitioner, at)
	SELECT id, sequence, code, to_char(at, 'YYYY-MM-DD'), to_char(at + n % 3 * interval '1 day', 'YYYY-MM-DD'), '1', 100000, 'KES', '[]',
	  practitioner, CASE WHEN n % 5 < 2 THEN date_trunc('minute', at) END
	FROM filled, generate_series(1, 1 + n % 2) AS sequence`, `
	INSERT INTO usage (claim_id, sequence, member, code, start_on, end_on, quantity, amount, currency, household, held, held_until,
	  preauthorization, preauthorization_item)
	SELECT id, 1, member, code, to_char(at, 'YYYY-MM-DD'), to_char(at + n % 3 * interval '1 day', 'YYYY-MM-DD'), '1', 100000, 'KES', household,
	  use = 'preauthorization', CASE WHEN use = 'preauthorization' THEN to_char(at + interval '37 days', 'YYYY-MM-DD') ELSE '' END,
	  CASE WHEN n % 10 = 1 THEN md5((n - 1)::text) ELSE '' END, CASE WHEN n % 10 = 1 THEN 1 ELSE 0 END
	FROM filled
	WHERE state IN ('approved', 'payment-completed')`, `
	INSERT INTO claim_alias (value, facility, kind, claim_id)
	SELECT id, facility, 'claim', id
	FROM filled
	UNION ALL
	SELECT 'AUTH/2026/' || n, facility, 'identifier', id
	FROM filled
	WHERE use = 'preauthorization' AND state = 'approved'`, `
	INSERT INTO response (claim_id, version, state, at, body)
	SELECT id, 1, state, at, '\x7b7d'
	FROM filled`, `
	INSERT INTO event (claim_id, number, at, actor, action, origin, state, detail, digest, prev, hash, seal)
	SELECT id, 2, at, 'engine', 'engine-approve', 'queued', state, '\x7b7d', '\x01', '\x01', '\x02', CASE WHEN n > 199990 THEN 0 ELSE 1 END
	FROM filled`, `
	INSERT INTO delivery (id, claim_id, version, facility, state, attempts, created_at, begun_at, next_at)
	SELECT id || '.1', id, 1, facility, CASE WHEN n > 199900 OR n % 40 = 0 THEN 'pending' WHEN n % 44 = 0 THEN 'dead' ELSE 'delivered' END,
	  1, at, at, at
	FROM filled
	WHERE n % 4 = 0`, `
	INSERT INTO endpoint (facility, url, username, password, enabled, set_at)
	SELECT DISTINCT facility, 'https://hmis.example/', 'hmis', '\x01'::bytea, TRUE, timestamp '2025-01-01'
	FROM filled`, `
	INSERT INTO document (claim_id, id, at, actor, type, title, content_type, url, body)
	SELECT id, 'doc-1', at, 'clerk', 'LAB', 'Result', 'application/pdf', '', '\x25'
	FROM filled
	WHERE n % 10 = 3`, `
	INSERT INTO preauthorization (claim_id, number, start_on, end_on, expired)
	SELECT id, 'AUTH/2026/' || n, to_char(at, 'YYYY-MM-DD'), to_char(at + interval '30 days', 'YYYY-MM-DD'), n < 191000
	FROM filled
	WHERE use = 'preauthorization' AND state = 'approved'`, `
	INSERT INTO member (number, valid_from, valid_to, sex, birth_date, household)
	SELECT DISTINCT member, '2024-01-01', '', 'female', '1990-01-01', household
	FROM filled`, `
	INSERT INTO coverage (member, scheme, valid_from, valid_to)
	SELECT DISTINCT member, 'SHA', '2024-01-01', ''
	FROM filled`,
	},
}
