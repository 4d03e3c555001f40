-- The record of what happened. Rows are appended and never changed: seal, 0 while none covers the
-- row, is the only column that is written later, and once.

-- +goose Up

CREATE TABLE event (
  claim_id TEXT      NOT NULL REFERENCES claim (id),
  number   INTEGER   NOT NULL CHECK (number >= 1),
  at       TIMESTAMP NOT NULL,
  actor    TEXT      NOT NULL,
  action   TEXT      NOT NULL,
  origin   TEXT      NOT NULL,
  state    TEXT      NOT NULL,
  detail   BYTEA     NOT NULL,
  digest   BYTEA     NOT NULL,
  prev     BYTEA     NOT NULL,
  hash     BYTEA     NOT NULL,
  seal     BIGINT    NOT NULL DEFAULT 0,
  PRIMARY KEY (claim_id, number)
);

CREATE INDEX event_unsealed ON event (claim_id, number) WHERE seal = 0;

CREATE TABLE audit (
  id     TEXT      NOT NULL PRIMARY KEY,
  at     TIMESTAMP NOT NULL,
  actor  TEXT      NOT NULL,
  action TEXT      NOT NULL,
  target TEXT      NOT NULL,
  detail BYTEA     NOT NULL,
  hash   BYTEA     NOT NULL,
  seal   BIGINT    NOT NULL DEFAULT 0
);

CREATE INDEX audit_unsealed ON audit (id) WHERE seal = 0;

CREATE TABLE seal (
  number BIGINT    NOT NULL PRIMARY KEY CHECK (number >= 1),
  at     TIMESTAMP NOT NULL,
  count  INTEGER   NOT NULL CHECK (count >= 1),
  prev   BYTEA     NOT NULL,
  hash   BYTEA     NOT NULL
);
