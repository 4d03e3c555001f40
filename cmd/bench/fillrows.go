package main

import (
	"cmp"
	"fmt"
)

// filledCopy is what the rows of one table have of their own in the copies of a claim; the rest is that
// of the claim's rows. f is the new claim's row of fill.filled, t the row that is copied.
type filledCopy struct {
	table, template string
	// unless leaves rows out.
	unless string
	// join leads from the table's rows to template, where that is no column of theirs.
	join  string
	other map[string]string
}

// templates is the query for the rows that are copied.
func (c filledCopy) templates() string {
	if c.join != "" {
		return "SELECT t.*, " + c.join
	}
	return fmt.Sprintf("SELECT * FROM %s WHERE %s IN (SELECT claim_id FROM fill.template) AND NOT (%s)", c.table, c.template, cmp.Or(c.unless, "FALSE"))
}

const (
	emptyBody = `'\x7b7d'`
	// ago is a day of the claim that is copied as many days before as the new claim is older.
	ago = "(t.%[1]s::date - f.days)::text"
)

func before(day string) string { return fmt.Sprintf(ago, day) }

// copies are the tables of a claim in the order in which they are filled. What is two years old was
// paid long ago; a preauthorization stays approved.
var copies = []filledCopy{
	{table: "bundle", template: "of_claim", join: `claim.id AS of_claim
		FROM bundle AS t
		JOIN claim ON claim.bundle_facility = t.facility AND claim.mediator = t.mediator
		WHERE claim.id IN (SELECT claim_id FROM fill.template)`,
		other: map[string]string{
			"facility": "f.facility", "mediator": "f.mediator", "accepted_at": "t.accepted_at - f.back",
			"body": emptyBody, "ack": emptyBody, "outcome": emptyBody,
		}},
	{table: "claim", template: "id", other: map[string]string{
		"id": "f.id", "number": "'CLM/2025/F' || f.n", "facility": "f.facility", "bundle_facility": "f.facility", "mediator": "f.mediator",
		"member": "f.member", "practitioner": "f.practitioner", "json": emptyBody, "accepted_at": "t.accepted_at - f.back",
		"received_at": "t.received_at - f.back", "woken_at": "t.woken_at - f.back", "first_on": before("first_on"), "last_on": before("last_on"),
		"state": "CASE t.use WHEN 'claim' THEN 'payment-completed' ELSE 'approved' END", "due_at": "'9999-12-31'::timestamp", "before": "''",
	}},
	{table: "claim_item", template: "claim_id", other: map[string]string{
		"claim_id": "f.id", "start_on": before("start_on"), "end_on": before("end_on"), "practitioner": "f.practitioner", "at": "t.at - f.back",
	}},
	{table: "claim_alias", template: "claim_id", other: map[string]string{
		"claim_id": "f.id", "facility": "f.facility",
		"value": `CASE t.kind
			WHEN 'mediator' THEN f.mediator
			WHEN 'bundle' THEN md5(f.id)::uuid::text
			ELSE replace(regexp_replace(t.value, '^CLM/.*', 'CLM/2025/F' || f.n), f.template, f.id) END`,
	}},
	{table: "response", template: "claim_id", other: map[string]string{"claim_id": "f.id", "at": "t.at - f.back", "body": emptyBody}},
	{table: "event", template: "claim_id", other: map[string]string{"claim_id": "f.id", "at": "t.at - f.back", "detail": emptyBody, "seal": "1"}},
	{table: "usage", template: "claim_id", unless: "code = 'SHA-16-001'", other: map[string]string{
		"claim_id": "f.id", "member": "f.member", "household": "f.household", "start_on": before("start_on"), "end_on": before("end_on"),
	}},
}
