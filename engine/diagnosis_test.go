package engine

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/terminology"
)

func TestClusters(t *testing.T) {
	type part = terminology.Part
	want := []terminology.Cluster{
		{Raw: "BA00", Canonical: "BA00", Groups: []terminology.Group{{Stem: part{Code: "BA00"}}}},
		{Raw: "GB51&XK8G&XN6P4/5A11", Canonical: "GB51&XK8G&XN6P4/5A11", Groups: []terminology.Group{
			{Stem: part{Code: "GB51"}, Extensions: []part{{Code: "XK8G", Offset: 5}, {Code: "XN6P4", Offset: 10}}},
			{Stem: part{Code: "5A11", Offset: 16}},
		}},
	}
	if diff := cmp.Diff(want, Clusters([]string{"BA00", "K29.7&", "GB51&XK8G&XN6P4/5A11"})); diff != "" {
		t.Error(diff)
	}
}
