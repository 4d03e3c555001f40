-- What the patient pays of an eligible amount: a share ('10%') or shillings for an item ('500'), '' for
-- nothing.

-- +goose Up

ALTER TABLE tariff ADD COLUMN copayment TEXT NOT NULL DEFAULT '';
