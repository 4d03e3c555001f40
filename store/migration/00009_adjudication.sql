-- What adjudication has to know of a claim and of others, who has it in hand and until when, and
-- what preauthorizations hold.

-- +goose Up

-- stated is what the bundle says of patient, facility and papers, as JSON. received_at is that of the
-- first of the claims that this one replaces. due_at is when the state is overdue; the
-- last day that there is where it never is, so that an order by it is the same on both databases.
ALTER TABLE claim ADD COLUMN stated TEXT NOT NULL DEFAULT '{}';
ALTER TABLE claim ADD COLUMN received_at TIMESTAMP NOT NULL DEFAULT '9999-12-31 00:00:00.000000';
ALTER TABLE claim ADD COLUMN replaces TEXT NOT NULL DEFAULT '';
ALTER TABLE claim ADD COLUMN first_on TEXT NOT NULL DEFAULT '';
ALTER TABLE claim ADD COLUMN last_on TEXT NOT NULL DEFAULT '';
ALTER TABLE claim ADD COLUMN due_at TIMESTAMP NOT NULL DEFAULT '9999-12-31 00:00:00.000000';
ALTER TABLE claim ADD COLUMN assigned TEXT NOT NULL DEFAULT '';
ALTER TABLE claim ADD COLUMN appeals INTEGER NOT NULL DEFAULT 0;
ALTER TABLE claim ADD COLUMN barred TEXT NOT NULL DEFAULT '';

UPDATE claim
SET
  received_at = accepted_at,
  first_on = COALESCE((SELECT MIN(start_on) FROM claim_item WHERE claim_id = claim.id), ''),
  last_on = COALESCE((SELECT MAX(end_on) FROM claim_item WHERE claim_id = claim.id), '');

CREATE INDEX claim_member ON claim (member, last_on);
CREATE INDEX claim_received ON claim (received_at, id);
CREATE INDEX claim_facility ON claim (facility, received_at, id);
CREATE INDEX claim_assigned ON claim (assigned, received_at, id) WHERE assigned <> '';
-- Instead of the one over the state alone, which it begins with.
CREATE INDEX claim_work ON claim (state, due_at, id);
-- The claims of a state that were received first are often the newest of all: by claim_received they would
-- be found at its end.
CREATE INDEX claim_queue ON claim (state, received_at, id);
DROP INDEX claim_state;

-- scheme is that of the coverage which the item names. practitioner and at are set where it is known
-- who began the service when.
ALTER TABLE claim_item ADD COLUMN scheme TEXT NOT NULL DEFAULT '';
ALTER TABLE claim_item ADD COLUMN practitioner TEXT NOT NULL DEFAULT '';
ALTER TABLE claim_item ADD COLUMN at TIMESTAMP;

CREATE INDEX claim_item_attended ON claim_item (practitioner, at) WHERE at IS NOT NULL;

-- What an approved claim took, or where held an approved preauthorization holds until held_until.
ALTER TABLE usage ADD COLUMN household TEXT NOT NULL DEFAULT '';
ALTER TABLE usage ADD COLUMN held BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE usage ADD COLUMN held_until TEXT NOT NULL DEFAULT '';
ALTER TABLE usage ADD COLUMN preauthorization TEXT NOT NULL DEFAULT '';
ALTER TABLE usage ADD COLUMN preauthorization_item INTEGER NOT NULL DEFAULT 0;

CREATE INDEX usage_household ON usage (household, code, start_on) WHERE household <> '';
CREATE INDEX usage_preauthorization ON usage (preauthorization, preauthorization_item) WHERE preauthorization <> '';

-- The number and the days of an approved preauthorization; what it allows are its rows of usage.
CREATE TABLE preauthorization (
  claim_id TEXT    NOT NULL PRIMARY KEY REFERENCES claim (id),
  number   TEXT    NOT NULL UNIQUE,
  start_on TEXT    NOT NULL,
  end_on   TEXT    NOT NULL CHECK (end_on >= start_on),
  expired  BOOLEAN NOT NULL DEFAULT FALSE
);

CREATE INDEX preauthorization_running ON preauthorization (end_on) WHERE NOT expired;

-- Papers that a facility added to a claim. Rows are added, never changed.
CREATE TABLE document (
  claim_id     TEXT      NOT NULL REFERENCES claim (id),
  id           TEXT      NOT NULL,
  at           TIMESTAMP NOT NULL,
  actor        TEXT      NOT NULL,
  type         TEXT      NOT NULL,
  title        TEXT      NOT NULL,
  content_type TEXT      NOT NULL,
  url          TEXT      NOT NULL,
  body         BYTEA     NOT NULL,
  PRIMARY KEY (claim_id, id)
);

-- The next number of each series that nobody has taken.
CREATE TABLE number (
  series TEXT   NOT NULL PRIMARY KEY,
  next   BIGINT NOT NULL CHECK (next >= 1)
);
