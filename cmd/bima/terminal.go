package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/mattn/go-isatty"
)

// terminal is where a command speaks: to a person where out is a terminal, else to a file or a
// program. It is safe for concurrent use.
type terminal struct {
	out, err io.Writer
	// colour: a person reads out; bars: a person reads err, where progress is drawn.
	colour bool
	bars   bool
	mu     sync.Mutex
	// bar is how many characters of a progress bar stand on the current line.
	bar int
}

func newTerminal(out, err *os.File) *terminal {
	able := os.Getenv("TERM") != "dumb"
	return &terminal{
		out: out, err: err,
		colour: able && isatty.IsTerminal(out.Fd()) && os.Getenv("NO_COLOR") == "",
		bars:   able && isatty.IsTerminal(err.Fd()),
	}
}

// linef prints one line.
func (t *terminal) linef(format string, args ...any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.clearBar()
	fmt.Fprintf(t.out, format+"\n", args...)
}

// fail prints why a command ended.
func (t *terminal) fail(err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.clearBar()
	fmt.Fprintln(t.err, "bima: "+err.Error())
}

// json prints a value as one line of JSON.
func (t *terminal) json(v any) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.clearBar()
	encoder := json.NewEncoder(t.out)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(v)
}

// progress draws a bar below what was printed, on a terminal only.
func (t *terminal) progress(done, total int) {
	if !t.bars || total < 2 {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.clearBar()
	if done == total {
		return
	}
	const width = 30
	full := width * done / total
	text := fmt.Sprintf("%s%s %d of %d", strings.Repeat("█", full), strings.Repeat("░", width-full), done, total)
	fmt.Fprint(t.err, text)
	t.bar = utf8.RuneCountInString(text)
}

func (t *terminal) clearBar() {
	if t.bar > 0 {
		fmt.Fprint(t.err, "\r"+strings.Repeat(" ", t.bar)+"\r")
		t.bar = 0
	}
}

// The colours say what a word means, never more than the word itself says.
func (t *terminal) good(text string) string  { return t.paint("32", text) }
func (t *terminal) bad(text string) string   { return t.paint("31", text) }
func (t *terminal) doubt(text string) string { return t.paint("33", text) }
func (t *terminal) faint(text string) string { return t.paint("2", text) }
func (t *terminal) bold(text string) string  { return t.paint("1", text) }

func (t *terminal) paint(code, text string) string {
	if !t.colour {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}
