-- What was submitted, what the exchange says of it, and where it stands.
-- One text for PostgreSQL and SQLite. Instants are UTC in whole microseconds, dates are
-- TEXT YYYY-MM-DD ('' = none), money is BIGINT cents.

-- +goose Up

-- A submitted bundle, byte for byte, and its answer.
CREATE TABLE bundle (
  facility    TEXT      NOT NULL,
  mediator    TEXT      NOT NULL,
  client      TEXT      NOT NULL,
  accepted_at TIMESTAMP NOT NULL,
  body        BYTEA     NOT NULL,
  ack         BYTEA     NOT NULL,
  outcome     BYTEA     NOT NULL,
  PRIMARY KEY (facility, mediator)
);

CREATE INDEX bundle_mediator ON bundle (mediator);

-- The columns from state on change, by moves alone; the others never do.
CREATE TABLE claim (
  id               TEXT      NOT NULL PRIMARY KEY,
  number           TEXT      NOT NULL UNIQUE,
  facility         TEXT      NOT NULL,
  bundle_facility  TEXT      NOT NULL,
  mediator         TEXT      NOT NULL,
  use              TEXT      NOT NULL CHECK (use IN ('claim', 'preauthorization')),
  member           TEXT      NOT NULL,
  practitioner     TEXT      NOT NULL,
  diagnosis        TEXT      NOT NULL,
  digest           BYTEA     NOT NULL,
  json             BYTEA     NOT NULL,
  accepted_at      TIMESTAMP NOT NULL,
  state            TEXT      NOT NULL CHECK (state IN ('queued', 'in-review', 'clinical-review',
    'sent-to-surveillance', 'sent-back', 'approved', 'sent-for-payment-processing',
    'payment-declined', 'payment-completed', 'rejected', 'canceled')),
  before           TEXT      NOT NULL,
  version          INTEGER   NOT NULL CHECK (version >= 1),
  response_version INTEGER   NOT NULL CHECK (response_version BETWEEN 1 AND version),
  head             BYTEA     NOT NULL,
  woken_at         TIMESTAMP NOT NULL,
  FOREIGN KEY (bundle_facility, mediator) REFERENCES bundle (facility, mediator),
  CHECK (before = '' OR state IN ('sent-to-surveillance', 'sent-back'))
);

CREATE INDEX claim_bundle ON claim (bundle_facility, mediator);
CREATE INDEX claim_due ON claim (woken_at) WHERE state = 'queued';

CREATE TABLE claim_item (
  claim_id  TEXT    NOT NULL REFERENCES claim (id),
  sequence  INTEGER NOT NULL,
  code      TEXT    NOT NULL,
  start_on  TEXT    NOT NULL,
  end_on    TEXT    NOT NULL,
  quantity  TEXT    NOT NULL,
  net       BIGINT  NOT NULL,
  currency  TEXT    NOT NULL,
  diagnosis TEXT    NOT NULL,
  eligible  BIGINT,
  benefit   BIGINT,
  PRIMARY KEY (claim_id, sequence)
);

-- The ids by which a facility may ask for its claims.
CREATE TABLE claim_alias (
  value    TEXT NOT NULL,
  facility TEXT NOT NULL,
  kind     TEXT NOT NULL CHECK (kind IN ('claim', 'fullurl', 'identifier', 'mediator', 'bundle')),
  claim_id TEXT NOT NULL REFERENCES claim (id),
  PRIMARY KEY (value, facility, kind, claim_id)
);

CREATE INDEX claim_alias_claim ON claim_alias (claim_id);

CREATE TABLE response (
  claim_id TEXT      NOT NULL REFERENCES claim (id),
  version  INTEGER   NOT NULL CHECK (version >= 1),
  state    TEXT      NOT NULL,
  at       TIMESTAMP NOT NULL,
  body     BYTEA     NOT NULL,
  PRIMARY KEY (claim_id, version)
);

-- What approved claims took of benefits.
CREATE TABLE usage (
  claim_id TEXT    NOT NULL,
  sequence INTEGER NOT NULL,
  member   TEXT    NOT NULL,
  code     TEXT    NOT NULL,
  start_on TEXT    NOT NULL,
  end_on   TEXT    NOT NULL,
  quantity TEXT    NOT NULL,
  amount   BIGINT  NOT NULL,
  currency TEXT    NOT NULL,
  PRIMARY KEY (claim_id, sequence),
  FOREIGN KEY (claim_id, sequence) REFERENCES claim_item (claim_id, sequence)
);

CREATE INDEX usage_member ON usage (member, code, start_on);
