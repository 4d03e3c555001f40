package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// TestSettle_balancesAreWhole: what was used of a limit and of a preauthorization is told whole, however
// many uses there are.
func TestSettle_balancesAreWhole(t *testing.T) {
	t.Parallel()
	for database, open := range databases {
		t.Run(database, func(t *testing.T) {
			t.Parallel()
			s := open(t)
			writeLedger(t, s)
			for _, statement := range []string{
				`UPDATE claim SET use = 'preauthorization' WHERE id = 'b'`,
				`INSERT INTO claim_alias (value, facility, kind, claim_id) VALUES ('b', 'f', 'claim', 'b')`,
				`INSERT INTO claim_item (claim_id, sequence, code, start_on, end_on, quantity, net, currency, diagnosis)
				WITH RECURSIVE numbers (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM numbers WHERE n < 3001)
				SELECT 'a', n, 'A', '2026-03-10', '2026-03-10', '2', 100, 'KES', '[]' FROM numbers`,
				`INSERT INTO usage (claim_id, sequence, member, code, start_on, end_on, quantity, amount, currency, preauthorization, preauthorization_item)
				SELECT claim_id, sequence, 'CR1', code, start_on, end_on, quantity, net, currency, 'b', 1 FROM claim_item WHERE sequence > 1`,
				`INSERT INTO usage (claim_id, sequence, member, code, start_on, end_on, quantity, amount, currency, held, held_until)
				VALUES ('b', 1, 'CR1', 'A', '2026-03-01', '2026-03-31', '9000', 900000, 'KES', TRUE, '2026-03-31')`,
			} {
				if _, err := s.DB().ExecContext(t.Context(), statement); err != nil {
					t.Fatalf("%s: %v", statement, err)
				}
			}
			march := func(n int) fhir.Date { return fhir.Date{Year: 2026, Month: time.March, Day: n} }
			held, err := s.Ask(t.Context(), engine.Question{
				Holder: engine.Holder{Member: "CR1"}, ClaimID: "c", Facility: "f", Limited: []string{"A"},
				Window: engine.Days{First: march(10), Last: march(10)}, Preauthorizations: []string{"b"},
			})
			if err != nil || len(held.Taken) != 3001 || len(held.Preauthorizations) != 1 {
				t.Fatalf("%v, %d uses and %d preauthorizations are told, want 3001 and 1", err, len(held.Taken), len(held.Preauthorizations))
			}
			item := held.Preauthorizations[0].Items[0]
			if got, want := fmt.Sprint(item.UsedQuantity, item.UsedAmount, item.LeftQuantity()), fmt.Sprint(6000, fhir.Cents(300000), 3000); got != want {
				t.Errorf("used and left are %s, want %s", got, want)
			}
		})
	}
}
