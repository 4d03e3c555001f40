package main

// approvals make the preauthorizations approved, of which those of the last ninety days hold, and have
// each used by one of the claims of dialysis.
const approvals = `
	INSERT INTO preauthorization (claim_id, number, start_on, end_on, expired)
	SELECT id, 'AUTH/2025/' || number, first_on, (first_on::date + 89)::text, first_on::date + 89 < current_date
	FROM claim
	WHERE use = 'preauthorization' AND state = 'approved';

	CREATE UNLOGGED TABLE fill.dialysis AS
	SELECT
	  claim.use,
	  row_number() OVER (PARTITION BY claim.use ORDER BY filled.n) AS place,
	  claim.member,
	  filled.household,
	  claim_item.*
	FROM fill.filled
	JOIN claim ON claim.id = filled.id
	JOIN claim_item ON claim_item.claim_id = claim.id
	WHERE claim_item.code = 'SHA-16-001';

	INSERT INTO usage (claim_id, sequence, member, code, start_on, end_on, quantity, amount, currency, household, held, held_until)
	SELECT held.claim_id, held.sequence, held.member, held.code, held.start_on, (held.start_on::date + 89)::text,
	  held.quantity, held.net, held.currency, held.household, TRUE, (held.start_on::date + 96)::text
	FROM fill.dialysis AS held
	WHERE held.use = 'preauthorization';

	INSERT INTO usage (claim_id, sequence, member, code, start_on, end_on, quantity, amount, currency, household,
	  preauthorization, preauthorization_item)
	SELECT used.claim_id, used.sequence, used.member, used.code, used.start_on, used.end_on,
	  used.quantity, used.net, used.currency, used.household, COALESCE(held.claim_id, ''), COALESCE(held.sequence, 0)
	FROM fill.dialysis AS used
	LEFT JOIN fill.dialysis AS held ON held.use = 'preauthorization' AND held.place = used.place
	WHERE used.use = 'claim';`
