package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// newProfileFolder makes the folder for profiles, without those of an earlier run.
func newProfileFolder() (string, error) {
	folder, err := filepath.Abs(profileFolder)
	if err != nil {
		return "", err
	}
	if err := os.RemoveAll(folder); err != nil {
		return "", err
	}
	return folder, os.MkdirAll(folder, 0o755)
}

// profilePath is where a process writes its CPU profile.
func (b *bench) profilePath(name string) string { return filepath.Join(b.profiles, name+".prof") }

// topFunctions writes the functions that cost most beside each profile.
func (b *bench) topFunctions(ctx context.Context) error {
	found, err := filepath.Glob(filepath.Join(b.profiles, "*.prof"))
	if err != nil {
		return err
	}
	for _, path := range found {
		cmd := exec.CommandContext(ctx, "go", "tool", "pprof", "-top", "-cum", "-nodecount=60", filepath.Join(b.dir, "bima"), path)
		cumulative, err := cmd.Output()
		if err != nil {
			return fmt.Errorf("go tool pprof %s: %w", path, err)
		}
		flat, err := exec.CommandContext(ctx, "go", "tool", "pprof", "-top", "-nodecount=25", filepath.Join(b.dir, "bima"), path).Output()
		if err != nil {
			return fmt.Errorf("go tool pprof %s: %w", path, err)
		}
		text := strings.TrimSuffix(path, ".prof") + ".txt"
		if err := os.WriteFile(text, append(flat, cumulative...), 0o644); err != nil {
			return err
		}
		say("profile: %s", text)
	}
	return nil
}
