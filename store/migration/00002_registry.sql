-- Who may ask, and what is known of facilities, practitioners, members and their cover.

-- +goose Up

CREATE TABLE client (
  id             TEXT      NOT NULL PRIMARY KEY,
  role           TEXT      NOT NULL,
  all_facilities BOOLEAN   NOT NULL,
  facilities     TEXT      NOT NULL,
  secret_hash    BYTEA     NOT NULL,
  signing_key    BYTEA     NOT NULL,
  created_at     TIMESTAMP NOT NULL,
  revoked_at     TIMESTAMP
);

CREATE TABLE facility (
  fid        TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to   TEXT NOT NULL CHECK (valid_to = '' OR valid_to >= valid_from),
  name       TEXT NOT NULL,
  level      TEXT NOT NULL,
  PRIMARY KEY (fid, valid_from)
);

CREATE TABLE facility_alias (
  alias      TEXT NOT NULL,
  fid        TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  PRIMARY KEY (alias, fid, valid_from),
  FOREIGN KEY (fid, valid_from) REFERENCES facility (fid, valid_from)
);

CREATE INDEX facility_alias_facility ON facility_alias (fid, valid_from);

CREATE TABLE practitioner (
  puid         TEXT NOT NULL,
  valid_from   TEXT NOT NULL,
  valid_to     TEXT NOT NULL CHECK (valid_to = '' OR valid_to >= valid_from),
  registration TEXT NOT NULL,
  PRIMARY KEY (puid, valid_from)
);

CREATE TABLE member (
  number     TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to   TEXT NOT NULL CHECK (valid_to = '' OR valid_to >= valid_from),
  sex        TEXT NOT NULL,
  birth_date TEXT NOT NULL,
  household  TEXT NOT NULL,
  PRIMARY KEY (number, valid_from)
);

CREATE TABLE coverage (
  member     TEXT NOT NULL,
  scheme     TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to   TEXT NOT NULL CHECK (valid_to = '' OR valid_to >= valid_from),
  PRIMARY KEY (member, scheme, valid_from)
);
