package store_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bima-exchange/bima/store"
	"github.com/bima-exchange/bima/store/storetest"
)

// lockedFolder names, in the process that TestSQLite_folderIsOneProcess starts, the folder to open.
const lockedFolder = "BIMA_TEST_LOCKED_FOLDER"

func TestSQLite_folderIsOneProcess(t *testing.T) {
	if folder := os.Getenv(lockedFolder); folder != "" {
		_, err := store.Open(t.Context(), folder, store.Options{})
		t.Fatalf("opened: %v", err)
	}
	t.Parallel()
	folder := t.TempDir()
	storetest.Open(t, folder)

	_, here := store.Open(t.Context(), folder, store.Options{})
	there := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestSQLite_folderIsOneProcess$")
	there.Env = append(os.Environ(), lockedFolder+"="+folder)
	output, err := there.CombinedOutput()
	if err == nil {
		t.Error("another process opened the folder")
	}
	for where, text := range map[string]string{"in this process": here.Error(), "in another process": string(output)} {
		if !strings.Contains(text, "is in use") || !strings.Contains(text, "bima dev") {
			t.Errorf("%s: %s, want a sentence that says who has the folder", where, text)
		}
	}
}

func TestSQLite_folderIsFreeAfterClose(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "new folder?#%", "data")
	for range 2 {
		s, err := store.Open(t.Context(), folder, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := s.Migrate(t.Context()); err != nil {
			t.Error(err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

// TestSQLite_filesAreTheOwners: nobody but their owner can read what the folder holds.
func TestSQLite_filesAreTheOwners(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "data")
	s := storetest.Open(t, folder)
	if _, _, err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	paths, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil || len(paths) < 4 { // bima.db, its -wal and -shm, bima.lock
		t.Errorf("the folder holds %q, %v", paths, err)
	}
	for _, path := range append(paths, folder) {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %s, want none for others", path, info.Mode())
		}
	}
}

func TestSQLite_settings(t *testing.T) {
	t.Parallel()
	s := storetest.SQLite(t)
	for pragma, want := range map[string]string{
		"journal_mode": "wal", "synchronous": "2", "busy_timeout": "5000", "foreign_keys": "1", "query_only": "0",
	} {
		var got string
		if err := s.DB().QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s = %q, %v, want %q", pragma, got, err, want)
		}
	}
	if _, err := s.Reader().ExecContext(t.Context(), `DELETE FROM claim`); err == nil {
		t.Error("a reading connection wrote")
	}
}

// TestSQLite_keepsInstantsInFixedWidth: text of one width and notation compares as time does.
func TestSQLite_keepsInstantsInFixedWidth(t *testing.T) {
	t.Parallel()
	s := storetest.SQLite(t)
	writeLedger(t, s)
	var got string
	// A TIMESTAMP column would come back as a time: the expression makes it text again.
	if err := s.DB().QueryRowContext(t.Context(), `SELECT at || '' FROM event WHERE claim_id = 'a' AND number = 1`).Scan(&got); err != nil {
		t.Fatal(err)
	}
	if want := "2026-03-14 09:26:53.589793"; got != want {
		t.Errorf("the instant is kept as %q, want %q", got, want)
	}
}
