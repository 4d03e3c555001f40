package store_test

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/bima-exchange/bima/store"
	"github.com/bima-exchange/bima/store/storetest"
)

func TestMigrate_refusesNewerSchema(t *testing.T) {
	t.Parallel()
	for database, open := range databases {
		t.Run(database, func(t *testing.T) {
			t.Parallel()
			s := open(t)
			if _, err := s.DB().ExecContext(t.Context(), `INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, TRUE)`); err != nil {
				t.Fatal(err)
			}
			have, want, err := s.SchemaVersion(t.Context())
			if err != nil || have != 9999 || want >= have {
				t.Errorf("SchemaVersion = %d, %d, %v, want 9999 and less", have, want, err)
			}
			if _, _, err := s.Migrate(t.Context()); err == nil || !strings.Contains(err.Error(), "newer") {
				t.Errorf("Migrate = %v, want an error that asks for a newer program", err)
			}
		})
	}
}

func TestMigrate_fromNothing(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t, t.TempDir())
	have, want, err := s.SchemaVersion(t.Context())
	if err != nil || have != 0 || want == 0 {
		t.Errorf("SchemaVersion = %d, %d, %v, want 0 and more", have, want, err)
	}
	from, to, err := s.Migrate(t.Context())
	if err != nil || from != 0 || to != want {
		t.Errorf("Migrate = %d, %d, %v, want 0, %d", from, to, err, want)
	}
}

// TestMigrate_together: nodes that migrate one database at a time all succeed.
func TestMigrate_together(t *testing.T) {
	t.Parallel()
	url := storetest.PostgresURL(t)
	first := storetest.Open(t, url)
	if _, err := first.DB().ExecContext(t.Context(), `DROP SCHEMA public CASCADE`); err != nil {
		t.Fatal(err)
	}
	if _, err := first.DB().ExecContext(t.Context(), `CREATE SCHEMA public`); err != nil {
		t.Fatal(err)
	}
	errs := make([]error, 3)
	var wg sync.WaitGroup
	for i, node := range []*store.Store{first, storetest.Open(t, url), storetest.Open(t, url)} {
		wg.Go(func() { _, _, errs[i] = node.Migrate(t.Context()) })
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Error(err)
	}
}
