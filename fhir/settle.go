package fhir

import (
	"cmp"
	"slices"
)

// Settle puts the findings about this bundle in order for an answer: an FHR-003 finding is
// dropped where an error of another rule has the same Path, so that no fault is told twice, and
// so are exact repeats; Expression and Offset are set; the rest is sorted by Offset, Rule, Path
// and Text. The slice given is not changed. A nil Bundle, of a body that is none, has no places.
func (b *Bundle) Settle(issues []Issue) []Issue {
	if b == nil {
		return settle(nil, issues)
	}
	return settle(b.root, issues)
}

func settle(root *node, issues []Issue) []Issue {
	spoken := map[string]bool{}
	for _, issue := range issues {
		if issue.Rule != "FHR-003" && issue.Level == Error {
			spoken[issue.Path] = true
		}
	}
	var settled []Issue
	for _, issue := range issues {
		if issue.Rule == "FHR-003" && spoken[issue.Path] {
			continue
		}
		if root != nil {
			n, _ := root.deepest(issue.Path)
			issue.Expression, issue.Offset = n.path(), n.start
		}
		settled = append(settled, issue)
	}
	slices.SortStableFunc(settled, func(a, b Issue) int {
		return cmp.Or(
			cmp.Compare(a.Offset, b.Offset),
			cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Path, b.Path),
			cmp.Compare(a.Text, b.Text),
			cmp.Compare(a.Level, b.Level),
			cmp.Compare(a.Code, b.Code),
		)
	})
	return slices.Compact(settled)
}
