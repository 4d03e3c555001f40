package storetest

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/bima-exchange/bima/store"
)

// PostgresURL is the URL of an empty, migrated database that is dropped when the test ends: a copy
// of a template, which costs a few hundredths of a second. The server is the one that BIMA_TEST_DB
// names; without it the test fails, or with -short is left out.
func PostgresURL(t testing.TB) string {
	t.Helper()
	server := os.Getenv("BIMA_TEST_DB")
	if server == "" {
		if testing.Short() {
			t.Skip("PostgreSQL is left out of short tests; make test runs them all")
		}
		t.Fatal("BIMA_TEST_DB names no PostgreSQL server: run make test, which starts one, or go test -short")
	}
	once.Do(func() {
		var version string
		template.name, version, template.err = makeTemplate(server)
		t.Logf("PostgreSQL %s", version)
	})
	if template.err != nil {
		t.Fatalf("make a database to copy: %v", template.err)
	}
	name := "bima_test_" + strings.ToLower(rand.Text())
	if err := administer(server, "CREATE DATABASE "+name+" TEMPLATE "+template.name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := administer(server, "DROP DATABASE "+name+" WITH (FORCE)"); err != nil {
			t.Error(err)
		}
	})
	return onDatabase(server, name)
}

var (
	once     sync.Once
	template struct {
		name string
		err  error
	}
)

// templateLock is the advisory lock under which the processes of one test run make the template.
const templateLock = 20251014

// makeTemplate returns the database that all tests copy. Its name tells its schema; it is made by
// the first process that needs it and stays on the server for the next ones.
func makeTemplate(server string) (name, version string, err error) {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		return "", "", err
	}
	defer conn.Close(ctx)
	if err := conn.QueryRow(ctx, `SHOW server_version`).Scan(&version); err != nil {
		return "", "", err
	}
	// The lock ends with the connection.
	if _, err := conn.Exec(ctx, `SELECT pg_advisory_lock($1)`, templateLock); err != nil {
		return "", "", err
	}
	name = "bima_template_" + store.SchemaHash()
	var count int
	if err := conn.QueryRow(ctx, `SELECT count(*) FROM pg_database WHERE datname = $1`, name).Scan(&count); err != nil {
		return "", "", err
	}
	if count > 0 {
		return name, version, nil
	}
	// Under another name until it is complete: a process may be ended in between.
	draft := "bima_draft_" + strings.ToLower(rand.Text())
	if _, err := conn.Exec(ctx, "CREATE DATABASE "+draft); err != nil {
		return "", "", err
	}
	if err := migrate(ctx, onDatabase(server, draft)); err != nil {
		return "", "", err
	}
	_, err = conn.Exec(ctx, "ALTER DATABASE "+draft+" RENAME TO "+name)
	return name, version, err
}

func migrate(ctx context.Context, url string) error {
	s, err := store.Open(ctx, url, store.Options{})
	if err != nil {
		return err
	}
	_, _, err = s.Migrate(ctx)
	return errors.Join(err, s.Close())
}

// Exec runs one statement on a database, past the store, as somebody would who tampers with it.
func Exec(t testing.TB, url, statement string) {
	t.Helper()
	if err := administer(url, statement); err != nil {
		t.Fatal(err)
	}
}

// administer runs one statement on the server.
func administer(server, statement string) error {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, statement); err != nil {
		return fmt.Errorf("%s: %w", statement, err)
	}
	return nil
}

// onDatabase is the server's URL with another database.
func onDatabase(server, name string) string {
	address, err := url.Parse(server)
	if err != nil {
		panic("BIMA_TEST_DB is no URL: " + err.Error())
	}
	address.Path = "/" + name
	return address.String()
}
