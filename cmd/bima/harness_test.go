package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/bima-exchange/bima/store/storetest"
)

// binary is the built program, which the end-to-end tests run.
var binary string

func TestMain(m *testing.M) { os.Exit(testMain(m)) }

func testMain(m *testing.M) int {
	dir, err := os.MkdirTemp("", "bima-e2e-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	binary = filepath.Join(dir, "bima")
	build := exec.Command("go", "build", "-o", binary, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "build: %v\n%s", err, out)
		return 1
	}
	return m.Run()
}

// onEachStore runs a test on the embedded store and on PostgreSQL. The url is empty for the first.
func onEachStore(t *testing.T, test func(t *testing.T, db string)) {
	t.Run("sqlite", func(t *testing.T) { test(t, "") })
	t.Run("postgresql", func(t *testing.T) { test(t, storetest.PostgresURL(t)) })
}

// process is a running `bima dev`, `bima serve` or `bima work`.
type process struct {
	URL string

	cmd  *exec.Cmd
	done chan error
	logs *buffer
	out  *buffer
}

// buffer is written by a process and read by a test.
type buffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

// readyLine is what a role or a receiver prints when it is ready; its address where it has one.
var readyLine = regexp.MustCompile(`(?:is ready at|serves at|listening at) (http://\S+)|works with`)

// startDev starts the program on a data folder, or on PostgreSQL where a url is given, and waits
// until it is ready. The end of the test kills it.
func startDev(t *testing.T, data, db string, flags ...string) *process {
	t.Helper()
	args := append([]string{"dev", "--addr", "127.0.0.1:0", "--data", data, "--rate", "0"}, flags...)
	if db != "" {
		args = append(args, "--db", db)
	}
	return start(t, args...)
}

// start runs a command of the program that goes on, and waits until it says that it is ready. The
// test ends it.
func start(t *testing.T, args ...string) *process {
	t.Helper()
	p := &process{logs: &buffer{}, out: &buffer{}, done: make(chan error, 1)}
	p.cmd = exec.Command(binary, args...)
	p.cmd.Stderr = p.logs
	stdout, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ready := make(chan string, 1)
	go func() {
		lines := bufio.NewScanner(io.TeeReader(stdout, p.out))
		for lines.Scan() {
			if match := readyLine.FindStringSubmatch(lines.Text()); match != nil {
				ready <- match[1]
			}
		}
		p.done <- p.cmd.Wait()
	}()
	select {
	case p.URL = <-ready:
	case err := <-p.done:
		t.Fatalf("the program ended: %v\n%s%s", err, p.out, p.logs)
	case <-time.After(30 * time.Second):
		t.Fatalf("the program is not ready after 30 s\n%s%s", p.out, p.logs)
	}
	t.Cleanup(func() {
		p.cmd.Process.Kill()
		if t.Failed() {
			t.Logf("log of the program:\n%s", tail(p.logs.String(), 40))
		}
	})
	return p
}

// Stop ends the program as an operator does and expects that it drains and ends well.
func (p *process) Stop(t *testing.T) {
	t.Helper()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	p.wait(t, true)
}

// Kill ends the program as a power cut does.
func (p *process) Kill(t *testing.T) {
	t.Helper()
	if err := p.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	p.wait(t, false)
}

func (p *process) wait(t *testing.T, well bool) {
	t.Helper()
	select {
	case err := <-p.done:
		if well && err != nil {
			t.Fatalf("the program did not end well: %v\n%s", err, tail(p.logs.String(), 40))
		}
	case <-time.After(40 * time.Second):
		t.Fatalf("the program does not end\n%s", tail(p.logs.String(), 40))
	}
}

// bima runs one command of the program and returns its exit status and what it printed.
func bima(t *testing.T, stdin string, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, binary, args...)
	var out, err bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(stdin), &out, &err
	if failure := cmd.Run(); failure != nil && cmd.ProcessState == nil {
		t.Fatal(failure)
	}
	return cmd.ProcessState.ExitCode(), out.String(), err.String()
}

// tail is the last lines of a text.
func tail(text string, lines int) string {
	all := strings.Split(strings.TrimSpace(text), "\n")
	return strings.Join(all[max(0, len(all)-lines):], "\n")
}
