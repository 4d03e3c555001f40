package deploy

import (
	"encoding/json"
	"maps"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// series are what a scrape shows: for each metric the values of each label that were seen.
type series map[string]map[string][]string

var (
	sample   = regexp.MustCompile(`^([a-z_:0-9]+)(?:\{(.*)\})? \S+$`)
	label    = regexp.MustCompile(`(\w+)="([^"]*)"`)
	matcher  = regexp.MustCompile(`(\w+)(=~|!=|!~|=)"([^"]*)"`)
	selector = regexp.MustCompile(`\b((?:bima|go|process)_[a-z0-9_]+)(?:\{([^}]*)\})?`)
	grouping = regexp.MustCompile(`by \(([a-z, ]+)\)`)
)

// scrape reads the metrics of an exchange after it refused a bundle, accepted one and was polled:
// a counter with labels is there from the first time that it counts.
func scrape(t *testing.T, running exchange) series {
	t.Helper()
	for _, args := range [][]string{
		{"submit", "--wait", "../testdata/bundles/outpatient-phc.json"},
		{"submit", "../testdata/guide/claim-r4.json"}, // which is refused, so that the status is 1
	} {
		cmd := exec.CommandContext(t.Context(), program(t), append(args, "--server", running.web)...)
		cmd.Env = []string{}
		if out, err := cmd.CombinedOutput(); err != nil && cmd.ProcessState.ExitCode() != 1 {
			t.Fatalf("bima %v: %v\n%s", args, err, out)
		}
	}
	seen := series{}
	for line := range strings.Lines(get(t, running.side+"/metrics")) {
		found := sample.FindStringSubmatch(strings.TrimSpace(line))
		if found == nil {
			continue
		}
		if seen[found[1]] == nil {
			// What Prometheus itself adds to every series.
			seen[found[1]] = map[string][]string{"job": {"bima"}, "instance": nil}
		}
		for _, pair := range label.FindAllStringSubmatch(found[2], -1) {
			seen[found[1]][pair[1]] = append(seen[found[1]][pair[1]], pair[2])
		}
	}
	return seen
}

// check fails on every metric, label and value in an expression that the program does not show.
func (s series) check(t *testing.T, where, expression string) {
	t.Helper()
	labels := map[string]bool{}
	selectors := selector.FindAllStringSubmatch(expression, -1)
	for _, found := range selectors {
		shown, ok := s[found[1]]
		if !ok {
			t.Errorf("%s: there is no metric %s; those of bima are %v", where, found[1], s.names())
			continue
		}
		for name := range shown {
			labels[name] = true
		}
		for _, match := range matcher.FindAllStringSubmatch(found[2], -1) {
			values, ok := shown[match[1]]
			if !ok {
				t.Errorf("%s: %s has no label %s; it has %v", where, found[1], match[1], slices.Sorted(maps.Keys(shown)))
			}
			if match[2] == "=" && !slices.Contains(values, match[3]) {
				t.Errorf("%s: %s is %q in no series of %s; it is %v", where, match[1], match[3], found[1], values)
			}
		}
	}
	for _, by := range grouping.FindAllStringSubmatch(expression, -1) {
		for name := range strings.SplitSeq(by[1], ", ") {
			if !labels[name] {
				t.Errorf("%s: it groups by %s, a label that nothing in it has", where, name)
			}
		}
	}
}

func (s series) names() []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(s)), func(name string) bool { return !strings.HasPrefix(name, "bima_") })
}

func TestMetrics_namedOnesExist(t *testing.T) {
	shown := scrape(t, start(t))
	alerts := 0
	for _, group := range items(readYAMLFile(t, "prometheus/alerts.yaml"), "groups") {
		for _, rule := range items(group, "rules") {
			alerts++
			shown.check(t, "alert "+text(rule, "alert"), text(rule, "expr"))
		}
	}
	panels := 0
	for _, panel := range dashboard(t).Panels {
		for _, target := range panel.Targets {
			panels++
			shown.check(t, "panel "+panel.Title, target.Expr)
		}
	}
	if alerts < 10 || panels < 20 {
		t.Errorf("%d alerts and %d panels were found: the files are not read rightly", alerts, panels)
	}
}

// board is what the tests want of a Grafana dashboard.
type board struct {
	Panels []struct {
		ID      int
		Type    string
		Title   string
		GridPos struct{ X, Y, W, H int }
		Targets []struct{ Expr string }
	}
}

func dashboard(t *testing.T) board {
	t.Helper()
	var read board
	if err := json.Unmarshal([]byte(readFile(t, filepath.Join("grafana", "bima.json"))), &read); err != nil {
		t.Fatal(err)
	}
	return read
}

func TestDashboard_panelsStandBesideEachOther(t *testing.T) {
	taken, ids := map[[2]int]string{}, map[int]bool{}
	for _, panel := range dashboard(t).Panels {
		if ids[panel.ID] {
			t.Errorf("panel %q: its id %d is another's, too", panel.Title, panel.ID)
		}
		ids[panel.ID] = true
		at := panel.GridPos
		for x := at.X; x < at.X+at.W; x++ {
			for y := at.Y; y < at.Y+at.H; y++ {
				if x >= 24 || taken[[2]int{x, y}] != "" {
					t.Fatalf("panel %q stands over %q, or beyond the edge", panel.Title, taken[[2]int{x, y}])
				}
				taken[[2]int{x, y}] = panel.Title
			}
		}
	}
}

func TestAlerts_areExplained(t *testing.T) {
	operations := readFile(t, "../docs/operations.md")
	for _, group := range items(readYAMLFile(t, "prometheus/alerts.yaml"), "groups") {
		for _, rule := range items(group, "rules") {
			name := text(rule, "alert")
			if !strings.Contains(operations, "`"+name+"`") {
				t.Errorf("docs/operations.md does not say what to do about %s", name)
			}
			if text(rule, "annotations", "summary") == "" || text(rule, "labels", "severity") == "" {
				t.Errorf("%s has no summary or no severity", name)
			}
		}
	}
}
