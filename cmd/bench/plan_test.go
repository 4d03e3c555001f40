package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadWhole(t *testing.T) {
	const plan = `force_custom_plan:
Limit  (cost=0.42..8.44 rows=1 width=36)
  ->  Nested Loop
        ->  Parallel Seq Scan on claim  (cost=0.00..1.02 rows=1 width=9)
        ->  Index Scan using usage_pkey on usage
              Index Cond: (claim_id = claim.id)
              Filter: held
        ->  Seq Scan on facility f
        ->  Index Scan using event_unsealed on event
        ->  Index Only Scan Backward using claim_alias_pkey on claim_alias
              Filter: (value <> ''::text)
force_generic_plan:
 Update on claim  (cost=0.29..8.31 rows=1 width=14)
   ->  Index Scan using claim_due on claim  (cost=0.29..8.31 rows=1 width=14)
         Filter: ((id = $2) AND (state = 'queued'::text))
   ->  Seq Scan on claim
   ->  Seq Scan on claim_item`
	got := readWhole(plan, []string{"claim", "claim_alias", "claim_item", "event", "usage"})
	want := []string{"claim", "claim_alias by claim_alias_pkey", "claim by claim_due", "claim_item"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestDistinct(t *testing.T) {
	got := distinct([]recorded{
		{text: "begin"},
		{text: "\n\t\tSELECT $1, $2", parameters: map[string]string{"$1": "'a'", "$2": "NULL"}},
		{text: "UPDATE claim"},
		{text: "SET LOCAL synchronous_commit = off"},
		{text: "\n\t\tSELECT $1, $2", parameters: map[string]string{"$1": "'b'", "$2": "NULL"}},
		{text: "commit"},
	})
	var texts []string
	for _, statement := range got {
		texts = append(texts, statement.text+" "+statement.arguments())
	}
	want := []string{"\n\t\tSELECT $1, $2 ('b', NULL)", "UPDATE claim "}
	if diff := cmp.Diff(want, texts); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
