-- Code systems and tariffs. What is in use is in memory: these rows are read as a whole when the
-- revision has moved, so nothing but the keys is indexed. Lists are JSON arrays.

-- +goose Up

-- Moves with every change of the tables below.
CREATE TABLE terminology_revision (
  id       INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  revision BIGINT  NOT NULL
);

INSERT INTO terminology_revision (id, revision) VALUES (1, 0);

-- The versions of code systems, which never change but that they are supplemented once, and the head of the tariffs, which changes
-- with them.
CREATE TABLE code_system (
  url            TEXT    NOT NULL,
  version        TEXT    NOT NULL,
  tariffs        BOOLEAN NOT NULL,
  name           TEXT    NOT NULL,
  title          TEXT    NOT NULL,
  content        TEXT    NOT NULL CHECK (content IN ('complete', 'fragment')),
  valid_from     TEXT    NOT NULL,
  case_sensitive BOOLEAN NOT NULL,
  compositional  BOOLEAN NOT NULL,
  copyright      TEXT    NOT NULL,
  property_kinds TEXT    NOT NULL,
  digest         BYTEA   NOT NULL,
  supplemented   BOOLEAN NOT NULL DEFAULT FALSE,
  PRIMARY KEY (url, version)
);

CREATE UNIQUE INDEX code_system_tariffs ON code_system (tariffs) WHERE tariffs;

CREATE TABLE concept (
  url          TEXT    NOT NULL,
  version      TEXT    NOT NULL,
  position     INTEGER NOT NULL CHECK (position >= 0),
  code         TEXT    NOT NULL,
  uri          TEXT    NOT NULL,
  display      TEXT    NOT NULL,
  parent       INTEGER NOT NULL CHECK (parent BETWEEN -1 AND position - 1),
  abstract     BOOLEAN NOT NULL,
  divided      BOOLEAN NOT NULL,
  designations TEXT    NOT NULL,
  properties   TEXT    NOT NULL,
  axes         TEXT    NOT NULL,
  PRIMARY KEY (url, version, position),
  FOREIGN KEY (url, version) REFERENCES code_system (url, version)
);

-- What another source says of concepts. It is read where the version is supplemented: what is said of
-- some concepts alone, of their axes above all, would be wrong.
CREATE TABLE supplement (
  url          TEXT NOT NULL,
  version      TEXT NOT NULL,
  uri          TEXT NOT NULL,
  designations TEXT NOT NULL,
  properties   TEXT NOT NULL,
  axes         TEXT NOT NULL,
  PRIMARY KEY (url, version, uri),
  FOREIGN KEY (url, version) REFERENCES code_system (url, version)
);

-- A row is never removed, and only valid_to is ever written later.
CREATE TABLE tariff (
  code         TEXT    NOT NULL,
  valid_from   TEXT    NOT NULL,
  valid_to     TEXT    NOT NULL CHECK (valid_to = '' OR valid_to >= valid_from),
  name         TEXT    NOT NULL,
  scheme       TEXT    NOT NULL,
  fund         TEXT    NOT NULL,
  mechanism    TEXT    NOT NULL,
  unit         TEXT    NOT NULL,
  access_point TEXT    NOT NULL,
  levels       TEXT    NOT NULL,
  preauth      TEXT    NOT NULL,
  sex          TEXT    NOT NULL,
  min_age      INTEGER,
  max_age      INTEGER,
  diagnoses    TEXT    NOT NULL,
  documents    TEXT    NOT NULL,
  combination  TEXT    NOT NULL,
  capitated    BOOLEAN NOT NULL,
  PRIMARY KEY (code, valid_from)
);

CREATE TABLE tariff_amount (
  code       TEXT   NOT NULL,
  valid_from TEXT   NOT NULL,
  level      TEXT   NOT NULL,
  amount     BIGINT NOT NULL CHECK (amount >= 0),
  currency   TEXT   NOT NULL,
  PRIMARY KEY (code, valid_from, level),
  FOREIGN KEY (code, valid_from) REFERENCES tariff (code, valid_from)
);

CREATE TABLE tariff_limit (
  code       TEXT    NOT NULL,
  valid_from TEXT    NOT NULL,
  number     INTEGER NOT NULL CHECK (number >= 1),
  quantity   BIGINT  NOT NULL CHECK (quantity >= 0),
  unit       TEXT    NOT NULL,
  frequency  TEXT    NOT NULL,
  scope      TEXT    NOT NULL,
  PRIMARY KEY (code, valid_from, number),
  FOREIGN KEY (code, valid_from) REFERENCES tariff (code, valid_from)
);
