package profiles

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// validClusters keep to WHO's grammar and name codes that exist, on axes that their stems have.
var validClusters = []string{
	"BA41.0", "BA41.0&XA7RE3", "GB51&XK8G&XN6P4", "5A11/5A23", "5A23/5A11", "DD51&XK8G/ME24.2&XT5R", "GC08.0/MG50.27", "BA41&XY0Y", "1A00&XN62R",
	"CB41/1D00",
}

var invalidClusters = []string{
	"BA41.0/", "/BA41.0", "BA41.0//ME24.2", "BA41.0&", "&XA7RE3", "BA41.0&&XA7RE3", "/", "XA7RE3", "XA7RE3&BA41.0", "BA41.0&5A11", "BA41.0&XA7RE3&5A11",
	"BA41.0&XNOTREAL", "ZZZZZZ", "BA41.0/GB51&XK0000",
}

// ofAxes exist, and do not go together.
var ofAxes = []string{"BA41.0&XK8G", "DD51&XA7RE3", "GB51&XK8G&XK9K", "CB41", "CB41&XK8G/5A11", "5A11&XN6P4/BA41.0&XK8G"}

// axesSet is a release of ICD-11 with the codes of the clusters and with axes.
func axesSet(t *testing.T) *terminology.Set {
	t.Helper()
	concept := func(code string, parent int, axes ...terminology.Axis) terminology.Concept {
		return terminology.Concept{Code: code, URI: "urn:" + code, Display: code, Parent: parent, Axes: axes}
	}
	axis := func(name string, multiple terminology.Multiple, root string) terminology.Axis {
		return terminology.Axis{Name: name, Multiple: multiple, Roots: []string{"urn:" + root}}
	}
	laterality := axis("laterality", terminology.NotAllowed, "XK")
	agent := axis("infectiousAgent", terminology.AllowAlways, "XN")
	cause := terminology.Axis{Name: "causingCondition", Required: true, Multiple: terminology.AllowAlways, Roots: []string{"urn:1D00"}}
	release, err := terminology.NewCodeSystem(
		terminology.System{URL: terminology.ICD11URL, Version: "2025-01", Content: terminology.Complete},
		[]terminology.Concept{
			concept("1A00", -1, agent), concept("1D00", -1), concept("5A11", -1), concept("5A23", -1),
			concept("BA41", -1), concept("BA41.0", -1, axis("specificAnatomy", terminology.AllowAlways, "XA7RE3")),
			concept("CB41", -1, cause), concept("DD51", -1, laterality), concept("GB51", -1, laterality, agent),
			concept("GC08.0", -1), concept("ME24.2", -1, axis("course", terminology.NotAllowed, "XT5R")), concept("MG50.27", -1),
			concept("XA7RE3", -1), {URI: "urn:XK", Display: "sides", Parent: -1, Abstract: true}, concept("XK8G", 13), concept("XK9K", 13),
			{URI: "urn:XN", Display: "agents", Parent: -1, Abstract: true}, concept("XN62R", 16), concept("XN6P4", 16),
			concept("XT5R", -1), concept("XY0Y", -1),
		})
	if err != nil {
		t.Fatal(err)
	}
	catalogue, err := terminology.NewCatalogue(terminology.System{Content: terminology.Fragment}, nil)
	if err != nil {
		t.Fatal(err)
	}
	set, err := terminology.NewSet(terminology.Parts{CodeSystems: []*terminology.CodeSystem{release}, Catalogue: catalogue})
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// TestClusters pins what the rules say of the clusters that the specification lists.
func TestClusters(t *testing.T) {
	profile := New(Config{Terms: terminology.New(axesSet(t))})
	said := new(strings.Builder)
	for _, group := range []struct {
		name     string
		clusters []string
		gravest  fhir.Level
	}{
		{"valid", validClusters, fhir.Information}, {"invalid", invalidClusters, fhir.Error}, {"not well chosen", ofAxes, fhir.Warning},
	} {
		fmt.Fprintf(said, "# %s\n", group.name)
		for _, cluster := range group.clusters {
			bundle, issues := fhir.Decode(edited(t, "delivery", diagnosed(cluster)...))
			gravest := fhir.Information
			fmt.Fprintln(said, cluster)
			for _, issue := range profile.Check(bundle, issues, fixture{}.sender(bundle), now) {
				if strings.HasPrefix(issue.Rule, "DIA-") && issue.Rule != "DIA-005" {
					gravest = min(gravest, issue.Level)
					fmt.Fprintf(said, "    %s %s: %s\n", issue.Rule, issue.Level, issue.Text)
				}
			}
			if gravest != group.gravest {
				t.Errorf("%s: the gravest finding is of level %s, want %s", cluster, gravest, group.gravest)
			}
		}
	}
	golden(t, "clusters", said.String())
}
