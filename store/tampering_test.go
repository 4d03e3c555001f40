package store_test

// tampering is what somebody with access to the database may do, and what the check must say.
var tampering = []struct {
	name string
	do   []string
	want string
}{
	{"event altered", []string{`UPDATE event SET actor = 'nobody' WHERE claim_id = 'a' AND number = 2`},
		"Claim a, event 2 does not match its hash"},
	{"event's time altered", []string{`UPDATE event SET at = '2020-01-01 00:00:00.000000' WHERE claim_id = 'b' AND number = 1`},
		"Claim b, event 1 does not match its hash"},
	{"event's hash altered", []string{`UPDATE event SET hash = prev WHERE claim_id = 'a' AND number = 2`},
		"Claim a, event 3 does not carry the hash of the event before it"},
	{"event removed from the middle", []string{`DELETE FROM event WHERE claim_id = 'a' AND number = 2`},
		"Claim a lacks event 2"},
	{"first events removed", []string{`DELETE FROM event WHERE claim_id = 'a' AND number <= 2`},
		"Claim a lacks events 1 to 2"},
	{"last event removed", []string{`DELETE FROM event WHERE claim_id = 'a' AND number = 3`},
		"Claim a is at version 3, and its last event is 2"},
	{"last event removed and the claim set back", []string{
		`DELETE FROM event WHERE claim_id = 'a' AND number = 3`,
		`DELETE FROM response WHERE claim_id = 'a' AND version = 3`,
		`UPDATE claim SET version = 2, response_version = 2, head = (SELECT hash FROM event WHERE claim_id = 'a' AND number = 2) WHERE id = 'a'`},
		"Seal 2 covers 4 events and audit rows, and 3 are there"},
	{"whole chain removed", []string{`DELETE FROM event WHERE claim_id = 'b'`},
		"Claim b has no events"},
	{"whole claim removed", []string{
		`DELETE FROM event WHERE claim_id = 'b'`, `DELETE FROM response WHERE claim_id = 'b'`,
		`DELETE FROM claim WHERE id = 'b'`},
		"Seal 1 covers 3 events and audit rows, and 2 are there"},
	{"events swapped in a claim", []string{
		`UPDATE event SET number = 9 WHERE claim_id = 'a' AND number = 1`,
		`UPDATE event SET number = 1 WHERE claim_id = 'a' AND number = 2`,
		`UPDATE event SET number = 2 WHERE claim_id = 'a' AND number = 9`},
		"Claim a, event 1 does not match its hash"},
	{"events swapped between claims", []string{
		`UPDATE event SET number = 9 WHERE claim_id = 'a' AND number = 2`,
		`UPDATE event SET claim_id = 'a' WHERE claim_id = 'b' AND number = 2`,
		`UPDATE event SET claim_id = 'b', number = 2 WHERE claim_id = 'a' AND number = 9`},
		"Claim b, event 2 does not match its hash"},
	{"claim's version altered", []string{`UPDATE claim SET version = 7 WHERE id = 'a'`},
		"Claim a is at version 7, and its last event is 3"},
	{"claim's head altered", []string{`UPDATE claim SET head = digest WHERE id = 'a'`},
		"Claim a does not carry the hash of its last event 3"},
	{"response altered", []string{`UPDATE response SET body = (SELECT body FROM response WHERE claim_id = 'a' AND version = 1) WHERE claim_id = 'a' AND version = 3`},
		"Claim a, ClaimResponse version 3 does not match the digest in event 3"},
	{"response removed", []string{`DELETE FROM response WHERE claim_id = 'a' AND version = 2`},
		"Claim a lacks ClaimResponse version 2, which came of event 2"},
	{"response added", []string{`INSERT INTO response (claim_id, version, state, at, body) SELECT claim_id, 4, state, at, body FROM response WHERE claim_id = 'a' AND version = 1`},
		"Claim a has a ClaimResponse version 4"},
	{"older response made the current one", []string{`UPDATE claim SET response_version = 1 WHERE id = 'a'`},
		"Claim a is answered by ClaimResponse version 1"},
	{"audit row altered", []string{`UPDATE audit SET actor = 'nobody' WHERE id = 'audit-1'`},
		"Audit row audit-1 does not match its hash"},
	{"audit row removed", []string{`DELETE FROM audit WHERE id = 'audit-1'`},
		"Seal 1 covers 3 events and audit rows, and 2 are there"},
	{"row taken from its seal", []string{`UPDATE event SET seal = 0 WHERE claim_id = 'b' AND number = 1`},
		"Seal 1 covers 3 events and audit rows, and 2 are there"},
	{"rows swapped between seals", []string{
		`UPDATE event SET seal = 1 WHERE claim_id = 'a' AND number = 2`,
		`UPDATE event SET seal = 2 WHERE claim_id = 'a' AND number = 1`},
		"Seal 1 does not match its events and audit rows"},
	{"seal altered", []string{`UPDATE seal SET at = '2020-01-01 00:00:00.000000' WHERE number = 1`},
		"Seal 1 does not match its events and audit rows"},
	{"seal's hash altered", []string{`UPDATE seal SET hash = prev WHERE number = 1`},
		"Seal 2 does not carry the hash of the seal before it"},
	{"first seal removed", []string{`DELETE FROM seal WHERE number = 1`},
		"Seal 1 is missing, and 3 events and audit rows carry its number"},
	{"last seal removed", []string{`DELETE FROM seal WHERE number = 2`},
		"Seal 2 is missing, and 4 events and audit rows carry its number"},
}
