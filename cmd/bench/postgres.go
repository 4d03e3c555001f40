package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// postgresSettings are what the scratch server is started with beside its defaults: fsync,
// synchronous_commit and full_page_writes stay on.
var postgresSettings = []string{"shared_buffers=512MB", "max_wal_size=4GB", "max_connections=100"}

// nobody runs PostgreSQL where the bench is root, since it refuses to be root's.
const nobody = 65534

// maintenance is the database that every server has.
const maintenance = "postgres"

// postgres is a scratch server.
type postgres struct {
	*process
	bin, dir string
	port     int
}

// findPostgres is the folder of the newest installed server programs.
func findPostgres() (string, error) {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	slices.Sort(found)
	slices.Reverse(found)
	for _, pattern := range []string{"/usr/local/pgsql/bin/initdb", "/opt/homebrew/opt/postgresql*/bin/initdb"} {
		more, _ := filepath.Glob(pattern)
		found = append(found, more...)
	}
	if path, err := exec.LookPath("initdb"); err == nil {
		found = append(found, path)
	}
	if len(found) == 0 {
		return "", fmt.Errorf("no PostgreSQL is installed; `.ci/with-postgres true` installs it on Debian, else install its server programs")
	}
	return filepath.Dir(found[0]), nil
}

// startPostgres makes a new server under dir and starts it.
func startPostgres(ctx context.Context, dir string) (*postgres, error) {
	bin, err := findPostgres()
	if err != nil {
		return nil, err
	}
	p := &postgres{bin: bin, dir: filepath.Join(dir, "postgres")}
	if p.port, err = freePort(); err != nil {
		return nil, err
	}
	if err := os.Mkdir(p.dir, 0o700); err != nil {
		return nil, err
	}
	if os.Getuid() == 0 {
		// The server's user must be able to come to its folder.
		if err := os.Chmod(dir, 0o711); err != nil {
			return nil, err
		}
		if err := os.Chown(p.dir, nobody, nobody); err != nil {
			return nil, err
		}
	}
	data := filepath.Join(p.dir, "data")
	if out, err := p.program(ctx, "initdb", "-D", data, "-U", "bima", "-A", "trust", "-E", "UTF8", "--no-locale").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w\n%s", err, out)
	}
	args := []string{
		"-D", data, "-p", strconv.Itoa(p.port), "-k", p.dir, "-c", "listen_addresses=127.0.0.1",
		// Statements are recorded from the log, which is read as CSV.
		"-c", "logging_collector=on", "-c", "log_destination=csvlog", "-c", "log_directory=" + p.dir, "-c", "log_filename=log",
	}
	for _, setting := range postgresSettings {
		args = append(args, "-c", setting)
	}
	if p.process, err = start(dir, "postgres", p.program(context.WithoutCancel(ctx), "postgres", args...)); err != nil {
		return nil, err
	}
	return p, p.ready(ctx, func(ctx context.Context) error { _, err := p.query(ctx, maintenance, "SELECT 1"); return err })
}

// program is one of PostgreSQL's, run by the user that the server runs as.
func (p *postgres) program(ctx context.Context, name string, args ...string) *exec.Cmd {
	path := filepath.Join(p.bin, name)
	if os.Getuid() == 0 {
		id := strconv.Itoa(nobody)
		args = append([]string{"--reuid=" + id, "--regid=" + id, "--clear-groups", path}, args...)
		path = "setpriv"
	}
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.Dir = p.dir
	return cmd
}

// url is that of a database of the server.
func (p *postgres) url(database string) string {
	return fmt.Sprintf("postgres://bima@127.0.0.1:%d/%s?sslmode=disable", p.port, database)
}

// query runs one statement on a database and returns what it prints, without decoration.
func (p *postgres) query(ctx context.Context, database, sql string) (string, error) {
	return p.psql(ctx, database, "", "-c", sql)
}

// psql runs psql with a script on its standard input.
func (p *postgres) psql(ctx context.Context, database, script string, args ...string) (string, error) {
	args = slices.Concat([]string{"-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-d", p.url(database)}, args)
	cmd := p.program(ctx, "psql", args...)
	var failure bytes.Buffer
	cmd.Stdin, cmd.Stderr = strings.NewReader(script), &failure
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("psql: %w: %s", err, failure.String())
	}
	return strings.TrimSpace(string(out)), nil
}
