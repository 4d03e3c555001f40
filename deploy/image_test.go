package deploy

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// instruction finds every line of the Dockerfile that begins with a word.
func instruction(dockerfile, word string) []string {
	var found []string
	joined := strings.ReplaceAll(dockerfile, "\\\n", " ")
	for _, line := range regexp.MustCompile(`(?m)^`+word+` +(.*)$`).FindAllStringSubmatch(joined, -1) {
		found = append(found, strings.Join(strings.Fields(line[1]), " "))
	}
	return found
}

func TestDockerfile_stages(t *testing.T) {
	dockerfile := readFile(t, "Dockerfile")
	stages := instruction(dockerfile, "FROM")
	base := instruction(dockerfile, "ARG")[0]
	if len(stages) != 2 || !strings.HasSuffix(stages[0], " AS build") || stages[1] != "${RUNTIME} AS run" || base != "RUNTIME=scratch" {
		t.Fatalf("the stages are %q on %q; wanted are a build, and a base without a distribution", stages, base)
	}
	if !strings.Contains(dockerfile, "/etc/ssl/certs/ca-certificates.crt") {
		t.Error("without the list of authorities no callback can go over HTTPS")
	}
	wanted := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindStringSubmatch(readFile(t, "../go.mod"))[1]
	if !strings.HasPrefix(stages[0], "golang:"+wanted+" ") {
		t.Errorf("it builds with %s; go.mod wants Go %s", stages[0], wanted)
	}
	if user := instruction(dockerfile, "USER"); len(user) != 1 || strings.HasPrefix(user[0], "0") || strings.HasPrefix(user[0], "root") {
		t.Errorf("it runs as %q; wanted is one that is not root", user)
	}
}

func TestDockerfile_opensThePortsOfTheChart(t *testing.T) {
	ports := object(readYAMLFile(t, filepath.Join(chartFolder, "values.yaml")), "ports")
	exposed := instruction(readFile(t, "Dockerfile"), "EXPOSE")
	if want := text(ports, "http") + " " + text(ports, "metrics"); !slices.Equal(exposed, []string{want}) {
		t.Errorf("it exposes %q; the chart's ports are %q", exposed, want)
	}
}

func TestDockerfile_copiesWhatIsStarted(t *testing.T) {
	dockerfile := readFile(t, "Dockerfile")
	copied := instruction(dockerfile, "COPY")
	last := copied[len(copied)-1]
	for _, name := range []string{"bima", "healthcheck"} {
		if !strings.Contains(last, "/out/"+name+" ") {
			t.Errorf("COPY %s: %s is not among it", last, name)
		}
	}
	if got := instruction(dockerfile, "ENTRYPOINT"); !slices.Equal(got, []string{`["/bima"]`}) {
		t.Errorf("the entry point is %q", got)
	}
}

// TestDockerfile_builds runs the build that the Dockerfile runs, without the container.
func TestDockerfile_builds(t *testing.T) {
	if testing.Short() {
		t.Skip("the short tests do not build the program")
	}
	run := instruction(readFile(t, "Dockerfile"), "RUN")
	build := run[len(run)-1]
	packages := regexp.MustCompile(`-o /out/ (.+)$`).FindStringSubmatch(build)
	if packages == nil {
		t.Fatalf("RUN %s: it does not build into /out/", build)
	}
	args := append([]string{"build", "-trimpath", "-o", t.TempDir() + "/"}, strings.Fields(packages[1])...)
	cmd := exec.CommandContext(t.Context(), "go", args...)
	cmd.Dir, cmd.Env = "..", append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("go %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}
