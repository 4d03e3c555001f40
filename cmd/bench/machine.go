package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// newReport fills in the machine.
func newReport(ctx context.Context) (*report, error) {
	bin, err := findPostgres()
	if err != nil {
		return nil, err
	}
	r := &report{
		Day: time.Now().UTC(), Cores: runtime.NumCPU(), Processor: runtime.GOARCH,
		System: line(ctx, "uname", "-sr"), Commit: line(ctx, "git", "describe", "--always", "--dirty"),
		Versions: []string{runtime.Version(), line(ctx, filepath.Join(bin, "postgres"), "--version"), redisVersion(line(ctx, "redis-server", "--version"))},
	}
	// Elsewhere than on Linux these files are missing, and the report says less.
	if text, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		r.Processor = field(text, "model name")
	}
	if text, err := os.ReadFile("/proc/meminfo"); err == nil {
		r.Memory = gibibytes(field(text, "MemTotal"))
	}
	return r, nil
}

// line is the first line that a program prints; empty where it cannot be run.
func line(ctx context.Context, name string, args ...string) string {
	out, err := exec.CommandContext(ctx, name, args...).Output()
	if err != nil {
		return ""
	}
	first, _, _ := strings.Cut(string(out), "\n")
	return first
}

// redisVersion cuts the particulars of the build off.
func redisVersion(text string) string {
	version, _, _ := strings.Cut(text, " sha=")
	return version
}

// gibibytes is a size of /proc/meminfo, "24684092 kB", for people.
func gibibytes(text string) string {
	var kib float64
	if _, err := fmt.Sscanf(text, "%f kB", &kib); err != nil {
		return text
	}
	return fmt.Sprintf("%.1f GiB", kib/(1<<20))
}

// field is the value of the first line "name : value".
func field(text []byte, name string) string {
	for line := range strings.Lines(string(text)) {
		if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return ""
}
