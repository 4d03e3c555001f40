-- The secrets by which an endpoint's callbacks are signed.

-- +goose Up

-- Sealed. An endpoint that was set before has none until it is set anew or its secret is rotated. The
-- secret before signs, too, until secret_both_until.
ALTER TABLE endpoint ADD COLUMN secret BYTEA;
ALTER TABLE endpoint ADD COLUMN secret_before BYTEA;
ALTER TABLE endpoint ADD COLUMN secret_both_until TIMESTAMP;
