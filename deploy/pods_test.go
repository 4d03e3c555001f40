package deploy

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestChart_podsAreNobody(t *testing.T) {
	named := byName(render(t, "bima-keys"))
	for name, command := range chartRoles {
		pod := in(named[name], "spec", "template", "spec")
		container := in(pod, "containers", 0)
		if text(pod, "securityContext", "runAsNonRoot") != "true" ||
			text(container, "securityContext", "readOnlyRootFilesystem") != "true" ||
			text(container, "securityContext", "allowPrivilegeEscalation") != "false" ||
			!cmp.Equal(items(container, "securityContext", "capabilities", "drop"), []any{"ALL"}) {
			t.Errorf("%s: it may write its root, or is more than nobody: %v", name, container)
		}
		var secrets []string
		for _, variable := range items(container, "env") {
			if from := object(variable, "valueFrom", "secretKeyRef"); from["optional"] == nil && from["name"] != nil {
				secrets = append(secrets, text(from, "key"))
			}
		}
		if diff := cmp.Diff(needs[command], secrets); diff != "" {
			t.Errorf("%s: the secrets that it gets (- wanted, + found):\n%s", name, diff)
		}
	}
}

func TestChart_waitsForTheStop(t *testing.T) {
	named := byName(render(t, "bima-keys"))
	within, err := time.ParseDuration(text(named["ConfigMap exchange-config"], "data", "BIMA_STOP_WITHIN"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Deployment exchange-serve", "Deployment exchange-work"} {
		pod := in(named[name], "spec", "template", "spec")
		sleep := text(pod, "containers", 0, "lifecycle", "preStop", "sleep", "seconds")
		grace, err := time.ParseDuration(text(pod, "terminationGracePeriodSeconds") + "s")
		if err != nil {
			t.Fatal(err)
		}
		if before, err := time.ParseDuration("0" + sleep + "s"); err != nil || grace <= within+before {
			t.Errorf("%s is killed after %s; it may take %s to stop after %q s, %v", name, grace, within, sleep, err)
		}
	}
}

func TestChart_selectorsFindPods(t *testing.T) {
	named := byName(render(t, "bima-keys"))
	for _, role := range []string{"serve", "work"} {
		labels := object(named["Deployment exchange-"+role], "spec", "template", "metadata", "labels")
		for where, selector := range map[string]map[string]any{
			"Deployment":          object(named["Deployment exchange-"+role], "spec", "selector", "matchLabels"),
			"PodDisruptionBudget": object(named["PodDisruptionBudget exchange-"+role], "spec", "selector", "matchLabels"),
		} {
			if diff := cmp.Diff(labels, selector); diff != "" {
				t.Errorf("the %s of %s selects other pods than there are (- pods, + selected):\n%s", where, role, diff)
			}
		}
	}
	if got := text(named["Service exchange-serve"], "spec", "selector", "app.kubernetes.io/component"); got != "serve" {
		t.Errorf("the Service selects the component %q; wanted is serve", got)
	}
}
