-- ClaimResponse versions on their way to facilities.

-- +goose Up

CREATE TABLE endpoint (
  facility TEXT      NOT NULL PRIMARY KEY,
  url      TEXT      NOT NULL,
  username TEXT      NOT NULL,
  password BYTEA     NOT NULL,
  enabled  BOOLEAN   NOT NULL,
  set_at   TIMESTAMP NOT NULL
);

-- A row that is pending is the POST that is due.
CREATE TABLE delivery (
  id          TEXT      NOT NULL PRIMARY KEY,
  claim_id    TEXT      NOT NULL,
  version     INTEGER   NOT NULL,
  facility    TEXT      NOT NULL,
  state       TEXT      NOT NULL CHECK (state IN ('pending', 'delivered', 'dead')),
  attempts    INTEGER   NOT NULL CHECK (attempts >= 0),
  created_at  TIMESTAMP NOT NULL,
  next_at     TIMESTAMP NOT NULL,
  lease_until TIMESTAMP,
  woken_at    TIMESTAMP NOT NULL,
  UNIQUE (claim_id, version),
  FOREIGN KEY (claim_id, version) REFERENCES response (claim_id, version),
  CHECK (lease_until IS NULL OR state = 'pending'),
  CHECK (state = 'pending' OR attempts >= 1)
);

CREATE INDEX delivery_due ON delivery (next_at) WHERE state = 'pending';
CREATE INDEX delivery_facility ON delivery (facility, id);

CREATE TABLE attempt (
  delivery_id TEXT      NOT NULL REFERENCES delivery (id),
  number      INTEGER   NOT NULL CHECK (number >= 1),
  at          TIMESTAMP NOT NULL,
  took        BIGINT    NOT NULL,
  status      INTEGER   NOT NULL,
  answer      TEXT      NOT NULL,
  PRIMARY KEY (delivery_id, number)
);
