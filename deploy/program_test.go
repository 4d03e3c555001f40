package deploy

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
)

var update = flag.Bool("update", false, "rewrite testdata/chart.yaml with helm, which has to be installed")

// bima is the program, built once from this checkout: what the files of this folder say about it is
// asked of it. Its folder is removed at the end of the tests.
var bima = sync.OnceValues(func() (string, error) {
	path := filepath.Join(builtIn, "bima")
	// The flags of every other build of it, so that these share what is compiled.
	cmd := exec.Command("go", "build", "-trimpath", "-o", path, "../cmd/bima")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	out, err := cmd.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build of ../cmd/bima: %w\n%s", err, out)
	}
	return path, nil
})

var builtIn string

func TestMain(m *testing.M) {
	var err error
	if builtIn, err = os.MkdirTemp("", "bima-deploy"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	status := m.Run()
	os.RemoveAll(builtIn)
	os.Exit(status)
}

// program returns the built program. The short tests build none.
func program(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("the short tests do not build the program that this file is about")
	}
	path, err := bima()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// says is what the program prints, with nothing set in its environment.
func says(t *testing.T, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), program(t), args...)
	cmd.Env = []string{}
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("bima %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

var flagName = regexp.MustCompile(`(?m)^\s+(?:-\w, )?--([a-z0-9-]+)`)

// settings are the environment variables that a command takes: one for each flag, and the keys.
func settings(t *testing.T, command string) []string {
	t.Helper()
	var names []string
	for _, found := range flagName.FindAllStringSubmatch(says(t, command, "--help"), -1) {
		names = append(names, "BIMA_"+strings.ToUpper(strings.ReplaceAll(found[1], "-", "_")))
	}
	keys := regexp.MustCompile(`(?m)^BIMA_\w+`).FindAllString(says(t, "config"), -1)
	if len(names) < 3 || len(keys) < 3 {
		t.Fatalf("bima %s: flags %v, keys %v: the help is not read rightly", command, names, keys)
	}
	return append(names, keys...)
}

// checkSettings fails on every variable of bima that a command does not take.
func checkSettings(t *testing.T, where, command string, names []string) {
	t.Helper()
	known := settings(t, command)
	for _, name := range names {
		if strings.HasPrefix(name, "BIMA_") && !slices.Contains(known, name) {
			t.Errorf("%s sets %s; bima %s knows only %v", where, name, command, known)
		}
	}
}

// exchange is a running `bima dev`.
type exchange struct {
	// web and side are where it serves, and where its metrics are, without a path.
	web, side string
}

// start runs `bima dev` on free ports until the test ends.
func start(t *testing.T) exchange {
	t.Helper()
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	cmd := exec.CommandContext(ctx, program(t), "dev", "--addr", "127.0.0.1:0", "--metrics-addr", "127.0.0.1:0", "--data", t.TempDir())
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.Env, cmd.Stderr = []string{}, io.Discard
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		stop()
		cmd.Wait()
	})
	var found exchange
	url := regexp.MustCompile(`http://[0-9.]+:\d+`)
	for lines := bufio.NewScanner(out); (found.web == "" || found.side == "") && lines.Scan(); {
		switch {
		case strings.Contains(lines.Text(), "metrics at"):
			found.side = url.FindString(lines.Text())
		case strings.Contains(lines.Text(), "ready at"):
			found.web = url.FindString(lines.Text())
		}
	}
	if found.web == "" || found.side == "" {
		t.Fatalf("bima dev did not say where it is: %+v", found)
	}
	return found
}

// get asks for a page, which has to be there.
func get(t *testing.T, url string) string {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%s: HTTP %d, %v; wanted is 200", url, response.StatusCode, err)
	}
	return string(body)
}
