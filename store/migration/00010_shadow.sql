-- What candidates would have decided otherwise.

-- +goose Up

CREATE TABLE shadow (
  candidate     TEXT      NOT NULL,
  claim_id      TEXT      NOT NULL REFERENCES claim (id),
  at            TIMESTAMP NOT NULL,
  state         TEXT      NOT NULL,
  benefit       BIGINT    NOT NULL,
  other_state   TEXT      NOT NULL,
  other_benefit BIGINT    NOT NULL,
  PRIMARY KEY (candidate, claim_id)
);

CREATE INDEX shadow_at ON shadow (at, claim_id);
