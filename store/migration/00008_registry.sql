-- What the registry says beside who there is: licences, contracts with the payer, contributions and
-- waiting periods. A row that was there before says nothing of them, which is that they are in order.

-- +goose Up

ALTER TABLE facility ADD COLUMN licensed_to TEXT NOT NULL DEFAULT '';
ALTER TABLE facility ADD COLUMN unlicensed BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE facility ADD COLUMN contracted_to TEXT NOT NULL DEFAULT '';
ALTER TABLE facility ADD COLUMN uncontracted BOOLEAN NOT NULL DEFAULT FALSE;

ALTER TABLE practitioner ADD COLUMN licensed_to TEXT NOT NULL DEFAULT '';
ALTER TABLE practitioner ADD COLUMN unlicensed BOOLEAN NOT NULL DEFAULT FALSE;

ALTER TABLE coverage ADD COLUMN paid_to TEXT NOT NULL DEFAULT '';
ALTER TABLE coverage ADD COLUMN wait_until TEXT NOT NULL DEFAULT '';

-- Whoever saves rows of a list moves its revision first, and so saves of one list come one after the
-- other. Two at a time could each write a row that the other does not see, and the rows would share
-- days.
CREATE TABLE registry_list (
  name     TEXT   NOT NULL PRIMARY KEY,
  revision BIGINT NOT NULL
);

INSERT INTO registry_list (name, revision) VALUES
  ('coverage', 0),
  ('facility', 0),
  ('member', 0),
  ('practitioner', 0);
