-- Callbacks that are fair: how each endpoint has answered lately, and lanes by facility.

-- +goose Up

-- disabled says why the exchange switched an endpoint off; '' where it did not. failures counts the failed
-- attempts in a row, of which failing_since is the first and failure what the last one got. Where rests_until is
-- set the circuit is open: nothing is sent until then, and after it one at a time until one is taken.
ALTER TABLE endpoint ADD COLUMN disabled TEXT NOT NULL DEFAULT '';
ALTER TABLE endpoint ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE endpoint ADD COLUMN failing_since TIMESTAMP;
ALTER TABLE endpoint ADD COLUMN failure TEXT NOT NULL DEFAULT '';
ALTER TABLE endpoint ADD COLUMN rests_until TIMESTAMP;

-- begun_at is since when a callback is being sent: its creation, or when it was last sent again by hand; failed
-- is how many attempts have failed since then.
ALTER TABLE delivery ADD COLUMN begun_at TIMESTAMP;
ALTER TABLE delivery ADD COLUMN failed INTEGER NOT NULL DEFAULT 0;
UPDATE delivery SET begun_at = created_at, failed = attempts;

-- Due callbacks are looked for facility by facility, so that no facility's backlog stands before another's.
DROP INDEX delivery_due;
ALTER TABLE delivery DROP COLUMN woken_at;
CREATE INDEX delivery_lane ON delivery (facility, next_at) WHERE state = 'pending';
-- That begun_at is there keeps this index from questions that are not about it: counted in a quiet hour it looks
-- as small as delivery_lane, and then all that is pending would be gone through for each lane.
CREATE INDEX delivery_begun ON delivery (begun_at) WHERE state = 'pending' AND begun_at IS NOT NULL;
CREATE INDEX delivery_dead ON delivery (facility, id) WHERE state = 'dead';
