package store_test

import (
	"strings"
	"testing"

	"github.com/bima-exchange/bima/terminology"
)

// TestRead_broken: rows that somebody changed past the program make no code system, and the error
// names the one that is broken.
func TestRead_broken(t *testing.T) {
	t.Parallel()
	system, err := terminology.NewCodeSystem(terminology.System{URL: terminology.ICD11URL, Version: "2025-01", Content: terminology.Complete},
		[]terminology.Concept{{Code: "BA00", Parent: -1}, {Code: "BA01", Parent: -1}, {Code: "BA02", Parent: 1}})
	if err != nil {
		t.Fatal(err)
	}
	for database, open := range databases {
		t.Run(database, func(t *testing.T) {
			t.Parallel()
			for _, breakIt := range []string{
				`DELETE FROM concept WHERE position = 0`,
				`UPDATE concept SET code = 'BA01' WHERE position = 0`,
				`UPDATE concept SET properties = '{' WHERE position = 0`,
			} {
				s := open(t)
				if _, err := s.SaveCodeSystem(t.Context(), system); err != nil {
					t.Fatal(err)
				}
				if _, err := s.DB().ExecContext(t.Context(), breakIt); err != nil {
					t.Fatal(err)
				}
				kept, err := s.Read(t.Context())
				if err == nil || len(kept.CodeSystems) > 0 || !strings.Contains(err.Error(), "2025-01") {
					t.Errorf("after %s: %v, want an error that names the version", breakIt, err)
				}
			}
		})
	}
}
