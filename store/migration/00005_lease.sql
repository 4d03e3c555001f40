-- For many workers: who has a claim for the moment, and the trace that work on a row belongs to.
-- A claim is leased while it is adjudicated; trace is a W3C traceparent, '' where nobody traces.

-- +goose Up

ALTER TABLE claim ADD COLUMN lease_until TIMESTAMP CHECK (lease_until IS NULL OR state = 'queued');
ALTER TABLE claim ADD COLUMN trace TEXT NOT NULL DEFAULT '';
ALTER TABLE delivery ADD COLUMN trace TEXT NOT NULL DEFAULT '';

-- For counting claims by state without reading them.
CREATE INDEX claim_state ON claim (state);
