package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store/storetest"
)

func TestTransact_triesAgain(t *testing.T) {
	t.Parallel()
	s := storetest.Postgres(t)
	for _, test := range []struct {
		code     string
		failures int
		want     int
	}{
		{"40001", 1, 2},
		{"40P01", 4, 5},
		{"40001", 9, 5},
		{"23505", 9, 1}, // a key that is taken stays taken
	} {
		calls := 0
		err := s.Transact(t.Context(), func(*sql.Tx) error {
			calls++
			if calls <= test.failures {
				return fmt.Errorf("write: %w", &pgconn.PgError{Code: test.code})
			}
			return nil
		})
		if failed := test.failures >= test.want; calls != test.want || (err != nil) != failed {
			t.Errorf("%s %d times: %d calls and error %v, want %d calls", test.code, test.failures, calls, err, test.want)
		}
	}
}

// TestTransact_outlivesDeadlock lets two transactions wait for each other, once.
func TestTransact_outlivesDeadlock(t *testing.T) {
	t.Parallel()
	s := storetest.Postgres(t)
	since := engine.Validity{From: fhir.Date{Year: 2026, Month: 1, Day: 1}}
	for _, facility := range []string{"f1", "f2"} {
		if _, err := s.SaveFacility(t.Context(), engine.Facility{FID: facility, Level: "4", Validity: since}); err != nil {
			t.Fatal(err)
		}
	}
	const update = `UPDATE facility SET level = '5' WHERE fid = $1`
	var met, wg sync.WaitGroup
	met.Add(2)
	var errs [2]error
	var calls [2]int
	for i, order := range [][2]string{{"f1", "f2"}, {"f2", "f1"}} {
		wg.Go(func() {
			errs[i] = s.Transact(context.WithoutCancel(t.Context()), func(tx *sql.Tx) error {
				calls[i]++
				if _, err := tx.Exec(update, order[0]); err != nil {
					return err
				}
				if calls[i] == 1 {
					met.Done()
					met.Wait()
				}
				_, err := tx.Exec(update, order[1])
				return err
			})
		})
	}
	wg.Wait()
	if err := errors.Join(errs[:]...); err != nil || calls[0]+calls[1] != 3 {
		t.Errorf("the transactions were begun %v times and ended with %v, want three times in all and no error", calls, err)
	}
}

// TestTransact_rollsBack: what was written before an error or a panic is gone.
func TestTransact_rollsBack(t *testing.T) {
	t.Parallel()
	for database, open := range databases {
		t.Run(database, func(t *testing.T) {
			t.Parallel()
			s := open(t)
			write := func(end func() error) (err error) {
				defer func() {
					if r := recover(); r != nil {
						err = fmt.Errorf("panic: %v", r)
					}
				}()
				return s.Transact(t.Context(), func(tx *sql.Tx) error {
					if _, err := tx.Exec(`INSERT INTO practitioner (puid, valid_from, valid_to, registration) VALUES ('p', '', '', '')`); err != nil {
						return err
					}
					return end()
				})
			}
			for name, end := range map[string]func() error{
				"error": func() error { return errors.New("no") },
				"panic": func() error { panic("no") },
			} {
				if err := write(end); err == nil {
					t.Errorf("%s: no error", name)
				}
			}
			if err := write(func() error { return nil }); err != nil {
				t.Errorf("after an error and a panic the row cannot be written: %v", err)
			}
		})
	}
}
