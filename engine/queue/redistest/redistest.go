// Package redistest starts Redis servers that a test may stop, empty and start again. It imports
// nothing of ours, and no Redis library.
package redistest

import (
	"bufio"
	"fmt"
	"net"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// startWithin bounds how long a server may take to answer, and to end.
const startWithin = 20 * time.Second

// Server is a Redis on a loopback port that keeps nothing on disk.
type Server struct {
	// URL is redis://127.0.0.1:port. It stays the same over a restart.
	URL string

	t       testing.TB
	binary  string
	address string
	process *exec.Cmd // nil while the server is stopped
}

// Start starts a server of the test's own, which ends with the test. Where redis-server is not
// installed the test fails; with -short it is skipped.
func Start(t testing.TB) *Server {
	t.Helper()
	if testing.Short() {
		t.Skip("needs a Redis server; run without -short")
	}
	binary, err := exec.LookPath("redis-server")
	if err != nil {
		t.Fatal("redis-server is not in PATH: install Redis, or run the tests under .ci/with-redis, which sees to it")
	}
	s := &Server{t: t, binary: binary, address: freeAddress(t)}
	s.URL = "redis://" + s.address
	t.Cleanup(s.Stop)
	s.start()
	return s
}

// Stop ends the server at once, with everything that is in it. Stopping a stopped server does
// nothing.
func (s *Server) Stop() {
	s.t.Helper()
	if s.process == nil {
		return
	}
	// SIGTERM and not SIGKILL, so that a server in a container ends, too. Without persistence there
	// is nothing that it could save.
	if err := s.process.Process.Signal(syscall.SIGTERM); err != nil {
		s.t.Fatalf("stop redis-server: %v", err)
	}
	kill := time.AfterFunc(startWithin, func() { _ = s.process.Process.Kill() })
	defer kill.Stop()
	_ = s.process.Wait() // how it ended does not matter
	s.process = nil
}

// Restart starts the server again, empty, under the same URL. One that runs is stopped first.
func (s *Server) Restart() {
	s.t.Helper()
	s.Stop()
	s.start()
}

// Flush empties the server.
func (s *Server) Flush() {
	s.t.Helper()
	if answer := s.ask("FLUSHALL"); answer != "+OK" {
		s.t.Fatalf("redis-server answered FLUSHALL with %q, want +OK", answer)
	}
}

// Pause has the server answer nobody for so long, as one that hangs.
func (s *Server) Pause(d time.Duration) {
	s.t.Helper()
	if answer := s.ask(fmt.Sprintf("CLIENT PAUSE %d", d.Milliseconds())); answer != "+OK" {
		s.t.Fatalf("redis-server answered CLIENT PAUSE with %q, want +OK", answer)
	}
}

func (s *Server) start() {
	s.t.Helper()
	_, port, err := net.SplitHostPort(s.address)
	if err != nil {
		s.t.Fatal(err)
	}
	s.process = exec.Command(s.binary, "--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--daemonize", "no")
	var said strings.Builder
	s.process.Stdout, s.process.Stderr = &said, &said
	if err := s.process.Start(); err != nil {
		s.t.Fatalf("start redis-server: %v", err)
	}
	for end := time.Now().Add(startWithin); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if s.ask("PING") == "+PONG" {
			return
		}
	}
	s.Stop() // and with it whoever writes to said
	s.t.Fatalf("redis-server on %s did not answer within %s; it said:\n%s", s.address, startWithin, &said)
}

// ask sends one command and returns the first line of the answer, or what went wrong.
func (s *Server) ask(command string) string {
	conn, err := net.DialTimeout("tcp", s.address, time.Second)
	if err != nil {
		return err.Error()
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(time.Second)); err != nil {
		return err.Error()
	}
	if _, err := fmt.Fprintf(conn, "%s\r\n", command); err != nil {
		return err.Error()
	}
	line, err := bufio.NewReader(conn).ReadString('\n')
	if err != nil {
		return err.Error()
	}
	return strings.TrimSpace(line)
}

// freeAddress is a loopback address where nobody listened a moment ago.
func freeAddress(t testing.TB) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}
