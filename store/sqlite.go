package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// openSQLite opens bima.db in a folder. One connection writes, so that writers queue in Go and not
// on SQLITE_BUSY; the readers of the write-ahead log never wait for it.
func openSQLite(ctx context.Context, s *Store, folder string, o Options) error {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	if err := s.lockFolder(ctx, folder); err != nil {
		return err
	}
	path := filepath.Join(folder, "bima.db")
	// Without _txlock=immediate a transaction that reads first cannot always go on to write.
	s.write, err = s.openFile(path, 1, url.Values{
		"_pragma": {"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)"},
		"_txlock": {"immediate"},
	})
	if err != nil {
		return err
	}
	// The writer comes first: it makes the file a write-ahead one, which readers may not.
	if err := s.write.PingContext(ctx); err != nil {
		return err
	}
	s.read, err = s.openFile(path, o.MaxConns, url.Values{
		"_pragma": {"busy_timeout(5000)", "query_only(1)"},
	})
	if err != nil {
		return err
	}
	s.dialect = dialect{
		name:     "sqlite",
		alone:    true,
		version:  `SELECT sqlite_version()`,
		mark:     `''`,
		goose:    goose.DialectSQLite3,
		pool:     s.sqlitePool,
		brokeOff: sqliteBusy,
	}
	return nil
}

// lockFolder makes the folder this process's own until Close or its end, however it ends. The lock
// is an exclusive transaction on an empty database of its own, since that holds on every system.
func (s *Store) lockFolder(ctx context.Context, folder string) error {
	lock, err := s.openFile(filepath.Join(folder, "bima.lock"), 1, url.Values{
		"_pragma": {"busy_timeout(0)"},
		"_txlock": {"exclusive"},
	})
	if err != nil {
		return err
	}
	// The transaction outlives the call, and so its context.
	held, err := lock.BeginTx(context.WithoutCancel(ctx), nil)
	if sqliteBusy(err) {
		return fmt.Errorf("the data folder %s is in use: \"bima dev\" or another bima command seems to be running on it; "+
			"stop that one or name another folder", folder)
	}
	if err != nil {
		return fmt.Errorf("lock the data folder %s: %w", folder, err)
	}
	s.closers = append(s.closers, held.Rollback)
	return nil
}

// openFile opens a database file that only its owner may read.
func (s *Store) openFile(path string, conns int, settings url.Values) (*sql.DB, error) {
	// Only a file that is not there is opened by us: closing one that this process has open in
	// SQLite would end SQLite's locks on it.
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	switch {
	case err == nil:
		err = file.Close()
	case errors.Is(err, fs.ErrExist):
		err = nil
	}
	if err != nil {
		return nil, err
	}
	address := url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: settings.Encode()}
	connector, err := sqlite.NewConnector(address.String())
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(connector)
	db.SetMaxOpenConns(conns)
	db.SetMaxIdleConns(conns)
	s.closers = append(s.closers, db.Close)
	return db, nil
}

// sqlitePool counts the writing connection and the reading ones.
func (s *Store) sqlitePool() PoolStats {
	write, read := s.write.Stats(), s.read.Stats()
	return PoolStats{
		Max:  write.MaxOpenConnections + read.MaxOpenConnections,
		Open: write.OpenConnections + read.OpenConnections, InUse: write.InUse + read.InUse,
		Waits: write.WaitCount + read.WaitCount, Waited: write.WaitDuration + read.WaitDuration,
	}
}

func sqliteBusy(err error) bool {
	failure, ok := errors.AsType[*sqlite.Error](err)
	// The low byte is the primary code; the rest says in which of its ways.
	return ok && failure.Code()&0xff == sqlite3.SQLITE_BUSY
}
