package store_test

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bima-exchange/bima/fhir"
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

// TestMigrate_registry: rows from before licences, contracts and contributions were kept mean what
// they meant.
func TestMigrate_registry(t *testing.T) {
	t.Parallel()
	for database, open := range emptied {
		t.Run(database, func(t *testing.T) {
			t.Parallel()
			s := open(t)
			if err := s.MigrateTo(t.Context(), 7); err != nil {
				t.Fatal(err)
			}
			for _, statement := range []string{
				`INSERT INTO facility (fid, valid_from, valid_to, name, level) VALUES ('FID-1-1', '2026-03-01', '', 'Clinic', '2')`,
				`INSERT INTO practitioner (puid, valid_from, valid_to, registration) VALUES ('PUID-1', '2026-03-01', '', 'A1')`,
				`INSERT INTO member (number, valid_from, valid_to, sex, birth_date, household) VALUES ('CR1', '2026-03-01', '', 'female', '1990-01-01', '')`,
				`INSERT INTO coverage (member, scheme, valid_from, valid_to) VALUES ('CR1', 'SHA', '2026-03-01', '2026-03-31')`,
			} {
				if _, err := s.DB().ExecContext(t.Context(), statement); err != nil {
					t.Fatal(err)
				}
			}
			if _, _, err := s.Migrate(t.Context()); err != nil {
				t.Fatal(err)
			}
			on := fhir.Date{Year: 2026, Month: time.March, Day: 31}
			p, err := s.Parties(t.Context(), "FID-1-1", "CR1", "PUID-1", on)
			if err != nil || p.Facility == nil || p.Practitioner == nil || p.Member == nil || len(p.Coverages) != 1 {
				t.Fatalf("%+v, %v", p, err)
			}
			if !p.Facility.Licensed(on) || !p.Facility.Contracted(on) || !p.Practitioner.Licensed(on) {
				t.Errorf("without a licence or a contract: %+v", p)
			}
			if cover := p.Coverages[0]; !cover.Covers(on) || cover.Covers(on.AddDays(1)) {
				t.Errorf("the cover is not what it was: %+v", cover)
			}
		})
	}
}

// emptied are stores without a schema.
var emptied = map[string]func(testing.TB) *store.Store{
	"sqlite": func(t testing.TB) *store.Store { return storetest.Open(t, t.TempDir()) },
	"postgresql": func(t testing.TB) *store.Store {
		s := storetest.Postgres(t)
		empty(t, s)
		return s
	},
}

// empty takes everything out of a PostgreSQL.
func empty(t testing.TB, s *store.Store) {
	t.Helper()
	for _, statement := range []string{`DROP SCHEMA public CASCADE`, `CREATE SCHEMA public`} {
		if _, err := s.DB().ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
}

// TestMigrate_together: nodes that migrate one database at a time all succeed.
func TestMigrate_together(t *testing.T) {
	t.Parallel()
	url := storetest.PostgresURL(t)
	first := storetest.Open(t, url)
	empty(t, first)
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
