package main

import (
	"errors"
	"strings"
	"testing"
)

// TestProgress: a bar stands below what was printed and is gone before the next line; where nobody
// looks, and for one file, there is none.
func TestProgress(t *testing.T) {
	var out, err strings.Builder
	watched := &terminal{out: &out, err: &err, bars: true}
	watched.progress(1, 4)
	if !strings.Contains(err.String(), "1 of 4") {
		t.Errorf("no bar: %q", err.String())
	}
	watched.linef("a line")
	if !strings.HasSuffix(err.String(), "\r") || out.String() != "a line\n" {
		t.Errorf("the bar stays before the line: %q, %q", err.String(), out.String())
	}
	watched.progress(2, 4)
	watched.fail(errors.New("why"))
	if !strings.HasSuffix(err.String(), "\rbima: why\n") {
		t.Errorf("the bar stays before the error: %q", err.String())
	}
	err.Reset()
	watched.progress(0, 1)
	(&terminal{out: &out, err: &err}).progress(1, 4)
	if err.Len() > 0 {
		t.Errorf("a bar for one file, or for nobody: %q", err.String())
	}
}
