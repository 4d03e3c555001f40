package deploy

import (
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// chartGolden is what Helm itself made of the chart. `go test ./deploy -run TestChart -update`
// lints the chart and makes it anew.
const chartGolden = "testdata/chart.yaml"

// byName maps documents by kind and name, with which Helm orders them in another way than we do.
func byName(documents []any) map[string]any {
	named := map[string]any{}
	for _, document := range documents {
		named[text(document, "kind")+" "+text(document, "metadata", "name")] = document
	}
	return named
}

func TestChart_isWhatHelmMakes(t *testing.T) {
	if *update {
		helm(t, "lint", chartFolder, "--strict", "--set", "secretName=bima-keys")
		made := helm(t, "template", "exchange", chartFolder, "--kube-version", "1.32.0", "--set", "secretName=bima-keys")
		if err := os.WriteFile(chartGolden, made, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	made, err := readYAML(readFile(t, chartGolden))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(byName(made), byName(render(t, "bima-keys"))); diff != "" {
		t.Errorf("the chart makes something else than %s, which Helm made of it; with helm installed, -update (- Helm, + now):\n%s", chartGolden, diff)
	}
}

func helm(t *testing.T, args ...string) []byte {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "helm", args...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("helm %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return out
}

// chartRoles are the workloads of the chart and the commands that they run.
var chartRoles = map[string]string{
	"Deployment exchange-serve": "serve",
	"Deployment exchange-work":  "work",
	"Job exchange-migrate":      "migrate",
}

func TestChart_runsThePrograms(t *testing.T) {
	named := byName(render(t, "bima-keys"))
	config := object(named["ConfigMap exchange-config"], "data")
	for name, command := range chartRoles {
		t.Run(command, func(t *testing.T) {
			container := in(named[name], "spec", "template", "spec", "containers", 0)
			if got := items(container, "args"); !cmp.Equal(got, []any{command}) {
				t.Errorf("args are %v; wanted is %s", got, command)
			}
			var sets []string
			for _, variable := range items(container, "env") {
				sets = append(sets, text(variable, "name"))
			}
			checkSettings(t, name, command, sets)
			for _, needed := range needs[command] {
				if !slices.Contains(sets, needed) {
					t.Errorf("%s does not set %s", name, needed)
				}
			}
		})
	}
	known := append(settings(t, "serve"), settings(t, "work")...)
	for name := range config {
		if !slices.Contains(known, name) {
			t.Errorf("values.yaml sets %s, which neither bima serve nor bima work knows", name)
		}
	}
}

// needs are the secrets that each command cannot do without; beside them it gets none.
var needs = map[string][]string{
	"serve":   {"BIMA_DB", "BIMA_SECRET_KEY", "BIMA_SEAL_KEY", "BIMA_SIGNING_KEY"},
	"work":    {"BIMA_DB", "BIMA_SEAL_KEY"},
	"migrate": {"BIMA_DB"},
}

func TestChart_portsAndPathsExist(t *testing.T) {
	named := byName(render(t, "bima-keys"))
	running := start(t)
	doors := map[string]map[string]string{
		"Deployment exchange-serve": {"http": running.web, "metrics": running.side},
		"Deployment exchange-work":  {"metrics": running.side},
	}
	for name, ports := range doors {
		container := in(named[name], "spec", "template", "spec", "containers", 0)
		listens := map[string]string{}
		for _, variable := range items(container, "env") {
			listens[text(variable, "name")] = text(variable, "value")
		}
		var opened []string
		for _, port := range items(container, "ports") {
			opened = append(opened, text(port, "name"))
			address := map[string]string{"http": "BIMA_ADDR", "metrics": "BIMA_METRICS_ADDR"}[text(port, "name")]
			if want := ":" + text(port, "containerPort"); listens[address] != want {
				t.Errorf("%s: %s is %q; the port %s wants %q", name, address, listens[address], text(port, "name"), want)
			}
		}
		if want := slices.Sorted(maps.Keys(ports)); !cmp.Equal(slices.Sorted(slices.Values(opened)), want) {
			t.Errorf("%s opens %v; wanted is %v", name, opened, want)
		}
		for _, probe := range []string{"startupProbe", "livenessProbe", "readinessProbe"} {
			ask := in(container, probe, "httpGet")
			door, ok := ports[text(ask, "port")]
			if !ok {
				t.Errorf("%s: %s asks the port %q, which is not there", name, probe, text(ask, "port"))
				continue
			}
			get(t, door+text(ask, "path"))
		}
	}
	if target := text(named["Service exchange-serve"], "spec", "ports", 0, "targetPort"); target != "http" {
		t.Errorf("the Service leads to the port %q; wanted is http", target)
	}
}
