//go:build unix

package main

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"
)

// scratchPostgres is a PostgreSQL server of the test's own, as safe as one in production (fsync on),
// which can be broken off.
type scratchPostgres struct {
	URL string

	programs, folder, port string
	// as is who runs it: PostgreSQL refuses to run as root.
	as     *syscall.Credential
	server *exec.Cmd
	ended  chan error
	logs   buffer
}

// startPostgres starts a server that ends with the test.
func startPostgres(t *testing.T) *scratchPostgres {
	t.Helper()
	p := &scratchPostgres{programs: postgresPrograms(t)}
	var err error
	if p.folder, err = os.MkdirTemp("", "bima-chaos-"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(p.folder) })
	if os.Getuid() == 0 {
		const nobody = 65534
		p.as = &syscall.Credential{Uid: nobody, Gid: nobody}
		if err := os.Chown(p.folder, nobody, nobody); err != nil {
			t.Fatal(err)
		}
	}
	init := p.command("initdb", "-D", p.data(), "-U", "bima", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
	if out, err := init.CombinedOutput(); err != nil {
		t.Fatalf("initdb: %v\n%s", err, out)
	}
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if _, p.port, err = net.SplitHostPort(listener.Addr().String()); err != nil {
		t.Fatal(err)
	}
	listener.Close()
	p.URL = "postgres://bima@127.0.0.1:" + p.port + "/postgres?sslmode=disable"
	t.Cleanup(func() {
		if p.server != nil {
			p.server.Process.Signal(syscall.SIGINT)
			<-p.ended
		}
	})
	if err := p.start(); err != nil {
		t.Fatal(err)
	}
	return p
}

// postgresPrograms is the folder of PostgreSQL's own programs, the newest where there are several.
func postgresPrograms(t *testing.T) string {
	t.Helper()
	var folders []string
	for _, pattern := range []string{"/usr/lib/postgresql/*/bin", "/usr/local/pgsql/bin", "/opt/homebrew/opt/postgresql*/bin"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		slices.Reverse(found)
		folders = append(folders, found...)
	}
	if path, err := exec.LookPath("initdb"); err == nil {
		folders = append(folders, filepath.Dir(path))
	}
	for _, folder := range folders {
		if _, err := os.Stat(filepath.Join(folder, "initdb")); err == nil {
			return folder
		}
	}
	t.Fatal("initdb is not found: this test breaks off a PostgreSQL server of its own; install PostgreSQL")
	return ""
}

func (p *scratchPostgres) data() string { return filepath.Join(p.folder, "data") }

func (p *scratchPostgres) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(p.programs, name), args...)
	cmd.Dir = p.folder
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: p.as}
	return cmd
}

// start starts the server and waits until it answers.
func (p *scratchPostgres) start() error {
	p.server = p.command("postgres", "-D", p.data(), "-p", p.port, "-k", p.folder,
		"-c", "listen_addresses=127.0.0.1", "-c", "max_connections=200", "-c", "fsync=on", "-c", "synchronous_commit=on")
	p.server.Stdout, p.server.Stderr = &p.logs, &p.logs
	if err := p.server.Start(); err != nil {
		return err
	}
	p.ended = make(chan error, 1)
	go func() { p.ended <- p.server.Wait() }()
	for range 300 {
		if p.command("pg_isready", "-q", "-h", "127.0.0.1", "-p", p.port, "-U", "bima").Run() == nil {
			return nil
		}
		time.Sleep(100 * time.Millisecond)
	}
	return fmt.Errorf("PostgreSQL does not answer after 30 s\n%s", tail(p.logs.String(), 20))
}

// breakOff ends the server in its immediate mode, as a crash does, and starts it again, when it recovers
// from its log.
func (p *scratchPostgres) breakOff() error {
	if err := p.server.Process.Signal(syscall.SIGQUIT); err != nil {
		return err
	}
	select {
	case <-p.ended:
		return p.start()
	case <-time.After(30 * time.Second):
		return errors.New("PostgreSQL does not end in immediate mode after 30 s")
	}
}
