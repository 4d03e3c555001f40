// Command bench measures the exchange. It is not part of it: it builds bima, starts it as separate
// processes on a scratch SQLite folder and on a scratch PostgreSQL and Redis, and loads it over
// HTTP from a process of its own. It knows the exchange from outside, but that it also measures what
// reading, checking and deciding cost by themselves.
//
//	go run ./cmd/bench                 measures, and writes docs/performance.md
//	go run ./cmd/bench -profile        writes CPU profiles into bin/profile, and no document
//	go run ./cmd/bench -only million   measures one thing alone, and writes no document
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"time"
)

// profileFolder is where profiles go; git knows nothing of it.
const profileFolder = "bin/profile"

// loadCommand is the hidden argument by which the bench runs itself as the load client.
const loadCommand = "load"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench: "+err.Error())
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) == 1 && args[0] == loadCommand {
		return load(ctx, os.Stdin, os.Stdout)
	}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	dir := flags.String("dir", "", "folder on the disk to measure, for scratch data; the system's folder for such where it is empty")
	document := flags.String("o", "docs/performance.md", "document whose tables are rewritten")
	profile := flags.Bool("profile", false, "write CPU profiles and their top functions into "+profileFolder+", and no document")
	length := flags.Duration("for", 15*time.Second, "how long the longest part measures; the others in proportion")
	claims := flags.Int("claims", 1_000_000, "how many claims the full store has")
	only := flags.String("only", "", "measure one thing alone, and write no document: "+onlyProcess+", "+onlySQLite+", "+onlyPostgres+", "+onlyMillion+" or "+onlySoak)
	if err := flags.Parse(args); err != nil {
		return err
	}
	if !slices.Contains([]string{"", onlyProcess, onlySQLite, onlyPostgres, onlyMillion, onlySoak}, *only) {
		return fmt.Errorf("-only is %q; wanted is one of %s, %s, %s, %s and %s", *only, onlyProcess, onlySQLite, onlyPostgres, onlyMillion, onlySoak)
	}
	if !*profile && *only == "" {
		// Before a run of minutes, not behind it.
		if _, _, err := aroundTables(*document); err != nil {
			return err
		}
	}
	scratch, err := os.MkdirTemp(*dir, "bima-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	b := &bench{dir: scratch, length: *length, claims: *claims, only: *only, keys: newKeys()}
	if *profile {
		if b.profiles, err = newProfileFolder(); err != nil {
			return err
		}
	}
	found, err := b.run(ctx)
	if err != nil {
		return err
	}
	fmt.Print(found.tables())
	if *profile {
		return b.topFunctions(ctx)
	}
	if *only != "" {
		return nil
	}
	return found.write(*document)
}
