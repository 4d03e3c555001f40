package deploy

import (
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestCompose_runsThePrograms(t *testing.T) {
	services := object(readYAMLFile(t, "compose.yaml"), "services")
	for _, command := range []string{"migrate", "serve", "work"} {
		service := services[command]
		if got := items(service, "command"); len(got) != 1 || got[0] != command {
			t.Errorf("the service %s runs %v", command, got)
		}
		sets := slices.Sorted(maps.Keys(object(service, "environment")))
		checkSettings(t, "compose.yaml, "+command, command, sets)
		for _, needed := range needs[command] {
			if !slices.Contains(sets, needed) {
				t.Errorf("the service %s does not set %s", command, needed)
			}
		}
		for _, name := range []string{"BIMA_SECRET_KEY", "BIMA_SEAL_KEY", "BIMA_SIGNING_KEY"} {
			if slices.Contains(sets, name) && !slices.Contains(needs[command], name) {
				t.Errorf("the service %s gets %s and does not need it", command, name)
			}
		}
		if text(service, "read_only") != "true" || text(service, "cap_drop", 0) != "ALL" {
			t.Errorf("the service %s may write its root or has capabilities", command)
		}
	}
}

func TestCompose_twoOfEachAfterTheMigration(t *testing.T) {
	services := object(readYAMLFile(t, "compose.yaml"), "services")
	for _, role := range []string{"serve", "work"} {
		service := services[role]
		if got := text(service, "deploy", "replicas"); got != "2" {
			t.Errorf("there are %q of %s; wanted are 2", got, role)
		}
		if got := text(service, "depends_on", "migrate", "condition"); got != "service_completed_successfully" {
			t.Errorf("%s starts on %q of migrate", role, got)
		}
		within, err := time.ParseDuration(text(service, "environment", "BIMA_STOP_WITHIN"))
		if err != nil {
			t.Fatal(err)
		}
		if grace, err := time.ParseDuration(text(service, "stop_grace_period")); err != nil || grace <= within {
			t.Errorf("%s is killed after %s, %v; it may take %s to stop", role, grace, err, within)
		}
	}
	if got := text(services["migrate"], "depends_on", "postgres", "condition"); got != "service_healthy" {
		t.Errorf("migrate starts on %q of postgres", got)
	}
}

func TestCompose_healthIsAskedWhereItIsAnswered(t *testing.T) {
	services := object(readYAMLFile(t, "compose.yaml"), "services")
	running := start(t)
	for role, door := range map[string]struct{ address, base string }{
		"serve": {"BIMA_ADDR", running.web},
		"work":  {"BIMA_METRICS_ADDR", running.side},
	} {
		test := items(services[role], "healthcheck", "test")
		if len(test) != 3 || test[0] != "CMD" || test[1] != "/healthcheck" {
			t.Fatalf("%s is checked by %v", role, test)
		}
		asked, err := url.Parse(test[2].(string))
		if err != nil {
			t.Fatal(err)
		}
		if address := text(services[role], "environment", door.address); !strings.HasSuffix(address, ":"+asked.Port()) {
			t.Errorf("%s is asked at %s and listens at %s", role, asked, address)
		}
		get(t, door.base+asked.Path)
	}
	published := text(services["serve"], "ports", 0)
	if inside := published[strings.LastIndex(published, ":"):]; !strings.HasSuffix(text(services["serve"], "environment", "BIMA_ADDR"), inside) {
		t.Errorf("the published port leads to %s, where nothing listens", inside)
	}
}
