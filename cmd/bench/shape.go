package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// shape is a way to run the exchange.
type shape struct {
	name string
	// store are the flags that name the store, for every command.
	store []string
	// intake is the command that takes bundles and answers polls; work the one that adjudicates.
	intake, work []string
	// apart: work runs beside intake. Else work does both, in the place of intake.
	apart bool
	// servers are the database and the queue.
	servers []*process
	// patients is how many of each sample the registry has, so that each claim is of a patient of its
	// own: with one patient the history that adjudication reads would grow with the run. next is the
	// number of the next bundle.
	patients, next int
	// database is that on the server of PostgreSQL; empty on SQLite.
	database string
	// id and secret are the credentials of the load client.
	id, secret string
}

// newKeys are the environment variables of a key of each kind.
func newKeys() []string {
	var keys []string
	for _, name := range []string{"BIMA_SECRET_KEY", "BIMA_SEAL_KEY", "BIMA_SIGNING_KEY"} {
		key := make([]byte, 32)
		rand.Read(key) // never fails
		keys = append(keys, name+"="+base64.StdEncoding.EncodeToString(key))
	}
	return keys
}

// sqliteShape is the exchange in one process on a folder.
func sqliteShape(dir string) *shape {
	return &shape{
		name: "sqlite", store: []string{"--data", filepath.Join(dir, "data")},
		intake: []string{"dev", "--workers", "0"}, work: []string{"dev"}, patients: 4000,
	}
}

// postgresShape is the exchange in two processes on a database of PostgreSQL and one of Redis.
func postgresShape(p *postgres, database string, r *redis, queueNumber int) *shape {
	queue := []string{"--redis", r.url(queueNumber), "--allow-fragment"}
	return &shape{
		name: database, store: []string{"--db", p.url(database)},
		intake: append([]string{"serve"}, queue...), work: append([]string{"work"}, queue...),
		apart: true, servers: []*process{p.process, r.process}, patients: 20_000, database: database,
	}
}

// command is bima with the keys of the run.
func (b *bench) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, filepath.Join(b.dir, "bima"), args...)
	cmd.Dir = b.dir
	cmd.Env = append(os.Environ(), b.keys...)
	return cmd
}

// tell runs one of the commands on a store and returns what it prints.
func (b *bench) tell(ctx context.Context, s *shape, stdin []byte, args ...string) (string, error) {
	cmd := b.command(ctx, slices.Concat(args, s.store)...)
	var failure bytes.Buffer
	cmd.Stdin, cmd.Stderr = bytes.NewReader(stdin), &failure
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("bima %s: %w\n%s%s", strings.Join(args, " "), err, out, failure.String())
	}
	return string(out), nil
}

var secretLine = regexp.MustCompile(`(?m)^client_secret +(\S+)$`)

// prepare makes the schema, the client and the registry of a new store.
func (b *bench) prepare(ctx context.Context, s *shape) error {
	if _, err := b.tell(ctx, s, nil, "migrate"); err != nil {
		return err
	}
	s.id = "bench"
	var err error
	if s.secret, err = b.addClient(ctx, s, s.id); err != nil {
		return err
	}
	lines, err := registryLines(s.imported())
	if err != nil {
		return err
	}
	for _, kind := range registryKinds {
		if _, err := b.tell(ctx, s, lines[kind], "registry", "import", registryNames[kind], "-"); err != nil {
			return err
		}
	}
	return nil
}

// addClient adds a client that acts for all facilities, and returns its secret.
func (b *bench) addClient(ctx context.Context, s *shape, id string, flags ...string) (secret string, err error) {
	out, err := b.tell(ctx, s, nil, append([]string{"client", "add", id, "--facility", "*"}, flags...)...)
	if err != nil {
		return "", err
	}
	match := secretLine.FindStringSubmatch(out)
	if match == nil {
		return "", fmt.Errorf("bima client add printed no client_secret")
	}
	return match[1], nil
}

// imported is for how many patients of each sample the registry is imported: PostgreSQL multiplies them
// by itself, which is faster.
func (s *shape) imported() int {
	if s.database != "" {
		return 1
	}
	return s.patients
}
