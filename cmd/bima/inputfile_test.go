package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestInputFiles: each command that reads a list says what a file is that is none, and ends with
// status 2.
func TestInputFiles(t *testing.T) {
	at := newRecord(t, "")
	folder := t.TempDir()
	files := map[string]string{
		folder:                           "it is a folder; a file is wanted",
		filepath.Join(folder, "nowhere"): "no such file",
		write(t, "empty", nil):           "there is nothing in the file",
		write(t, "gazette", []byte("%PDF-1.7\n")): "it is a PDF",
	}
	for file, why := range files {
		for _, command := range []string{"terminology import icd11", "terminology import fhir", "tariff diff", "registry import facility"} {
			wantRun(t, exitWrong, []string{file + ": " + why}, append(strings.Fields(command), file, at)...)
		}
	}
}

// TestInputFiles_pipe: what is piped in is read, whatever it is.
func TestInputFiles_pipe(t *testing.T) {
	read, written, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	written.Close()
	if err := knowInput(read); err != nil {
		t.Errorf("a pipe is refused: %v", err)
	}
}

// TestNoStore: a command that reads a store makes none where there is none.
func TestNoStore(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	for _, command := range []string{"tariff show SHA-07-001", "terminology search malaria", "client list", "audit verify"} {
		wantRun(t, exitWrong, []string{"there is no store in the folder " + folder, "run bima migrate"}, append(strings.Fields(command), "--data="+folder)...)
	}
	if _, err := os.Stat(folder); !os.IsNotExist(err) {
		t.Errorf("the folder is there: %v", err)
	}
}

// TestUnknownSubcommand: a slip of the pen is wrong use, and no call for help.
func TestUnknownSubcommand(t *testing.T) {
	for _, command := range []string{"terminology", "terminology import", "tariff", "client", "callback", "registry", "audit"} {
		words := strings.Fields(command)
		wantRun(t, exitWrong, []string{`unknown command "shwo" for "bima ` + command + `"`}, append(words, "shwo")...)
		wantRun(t, exitFine, []string{"Available Commands"}, words...)
	}
}
